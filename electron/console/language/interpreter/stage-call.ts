import type { CommandAst } from '../../../../shared/powershell/ast.ts';
import type { Argument } from '../binding/arguments.ts';
import type { Redirect } from './compile/redirections.ts';
import type { Frame } from './frame.ts';
import type { Resolved } from './resolve.ts';
import type { Scope } from './scope.ts';

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
