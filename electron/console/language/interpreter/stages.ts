import { BuiltInStage } from './builtin-stage.ts';
import type { Interp } from './interp.ts';
import type { Stage } from './pipeline.ts';
import { ScriptStage } from './script-stage.ts';
import { ServiceStage } from './service-stage.ts';
import type { StageCall } from './stage-call.ts';
import { withDefaults } from './default-values.ts';

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
      return new ServiceStage(interp, withDefaults(interp, call, target.cmdlet), target);
    case 'block':
      return new ScriptStage(interp, call, target.block, target.name, target.typed);
  }
}
