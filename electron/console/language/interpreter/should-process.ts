import type { CmdletInfo } from '../../../../shared/model/cmdlet.ts';
import { toText } from '../convert/text.ts';
import { truth } from '../convert/truth.ts';
import type { Common } from './common.ts';
import type { Frame } from './frame.ts';
import type { Interp } from './interp.ts';

const IMPACTS = ['None', 'Low', 'Medium', 'High'];

/** A running command that may have to ask. */
interface Asking {
  readonly interp: Interp;
  readonly frame: Frame;
  readonly common: Common;
  readonly identity: Pick<CmdletInfo, 'name' | 'confirmImpact' | 'supportsShouldProcess'>;
  /** Answer to "yes to all" and "no to all". */
  readonly answers: { always: boolean | null };
  verbose(text: string): void;
}

/** -WhatIf and -Confirm for one operation, with their preference variables. */
export function mayProcess(command: Asking, target: string, action: string): boolean {
  const { interp, frame, common, identity } = command;
  const words = action === '' ? identity.name : action;
  const operation = `Performing the operation "${words}" on target "${target}".`;
  if (common.whatIf ?? truth(interp.lookup(frame, 'WhatIfPreference') ?? false)) {
    const text = `What if: ${operation}`;
    if (interp.host.line === undefined) interp.host.write({ text, newline: true, color: '', background: '' });
    else interp.host.line(text);
    return false;
  }
  if (!asks(command)) {
    command.verbose(operation);
    return true;
  }
  if (command.answers.always !== null) return command.answers.always;
  const choice = interp.host.choose(
    'Confirm',
    `Are you sure you want to perform this action?\n${operation}`,
    ['Yes', 'Yes to All', 'No', 'No to All'],
    0,
  );
  if (choice === 1) command.answers.always = true;
  if (choice === 3) command.answers.always = false;
  return choice === 0 || choice === 1;
}

function asks({ interp, frame, common, identity }: Asking): boolean {
  if (common.confirm !== null) return common.confirm;
  if (!identity.supportsShouldProcess) return false;
  const value = interp.lookup(frame, 'ConfirmPreference');
  const limit = IMPACTS.indexOf(value === undefined ? 'High' : toText(value));
  if (limit <= 0) return false;
  return IMPACTS.indexOf(identity.confirmImpact) >= limit;
}
