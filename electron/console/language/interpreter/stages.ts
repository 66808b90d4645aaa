import type { CommandAst } from '../../../../shared/powershell/ast.ts';
import type { Argument } from '../binding/arguments.ts';
import { BuiltInStage } from './builtin-stage.ts';
import type { Redirect } from './compile/redirections.ts';
import type { Frame } from './frame.ts';
import type { Interp } from './interp.ts';
import type { Stage } from './pipeline.ts';
import type { Scope } from './scope.ts';
import type { Resolved } from './resolve.ts';
import { ScriptStage } from './script-stage.ts';
import { ServiceStage } from './service-stage.ts';
import { withDefaults } from './default-values.ts';

/** A command about to run. */
export interface StageCall {
  readonly frame: Frame;
  readonly target: Resolved;
  readonly args: Argument[];
  readonly node: Pick<CommandAst, 'start' | 'end'>;
  readonly redirect: Redirect;
  /** Dot-sourced: in the caller's own scope. */
  readonly dot: boolean;
  /** Made for this call: the body runs in it. */
  readonly scope?: Scope;
}

export function makeStage(interp: Interp, call: StageCall): Stage {
  const { target } = call;
  switch (target.kind) {
    case 'builtIn':
      return new BuiltInStage(
        interp,
        withDefaults(interp, call, target.builtIn.info),
        target.builtIn,
        target.typed,
      );
    case 'service':
      return new ServiceStage(interp, withDefaults(interp, call, target.cmdlet), target.cmdlet);
    case 'block':
      return new ScriptStage(interp, call, target.block, target.name, target.typed);
  }
}
