import type { CmdletInfo } from '../../../../shared/model/cmdlet.ts';
import { toText } from '../convert/text.ts';
import { truth } from '../convert/truth.ts';
import type { Common } from './common.ts';
import type { Frame } from './frame.ts';
import type { Interp, StandingAnswer } from './interp.ts';

const IMPACTS = ['None', 'Low', 'Medium', 'High'];

/** A running command that may have to ask. */
interface Asking {
  readonly interp: Interp;
  readonly frame: Frame;
  readonly common: Common;
  readonly identity: Pick<CmdletInfo, 'name' | 'confirmImpact' | 'supportsShouldProcess'>;
  readonly answers: StandingAnswer;
  verbose(text: string): void;
}

/** -WhatIf and -Confirm for one operation, with their preference variables. */
export function mayProcess(io: Asking, target: string, action: string): boolean {
  const operation = operationText(target, action === '' ? io.identity.name : action);
  if (isWhatIf(io)) {
    tellWhatIf(io, operation);
    return false;
  }
  if (asks(io)) return answerFor(io, () => operation);
  io.verbose(operation);
  return true;
}

export function operationText(target: string, action: string): string {
  return `Performing the operation "${action}" on target "${target}".`;
}

/** -WhatIf, or its preference variable. */
export function isWhatIf({ interp, frame, common }: Asking): boolean {
  return common.whatIf ?? truth(interp.lookup(frame, 'WhatIfPreference') ?? false);
}

export function tellWhatIf({ interp }: Asking, operation: string): void {
  const text = `What if: ${operation}`;
  if (interp.host.line === undefined) interp.host.write({ text, newline: true, color: '', background: '' });
  else interp.host.line(text);
}

/**
 * The person's answer about one operation, or the one that they gave for all that this command does in the run: beyond
 * PowerShell, where it ends with the pipeline and a loop asks again.
 * @param operation what would be done; null: it can't be done, so there is nothing to ask
 */
export function answerFor(io: Asking, operation: () => string | null): boolean {
  if (io.answers.always !== null) return io.answers.always;
  const text = operation();
  if (text === null) return false;
  const choice = io.interp.host.choose(
    'Confirm',
    `Are you sure you want to perform this action?\n${text}`,
    ['Yes', 'Yes to All', 'No', 'No to All'],
    0,
  );
  if (choice === 1) io.answers.always = true;
  if (choice === 3) io.answers.always = false;
  return choice === 0 || choice === 1;
}

/** -Confirm, or the impact that $ConfirmPreference wants to be asked about. */
export function asks({ interp, frame, common, identity }: Asking): boolean {
  if (common.confirm !== null) return common.confirm;
  if (!identity.supportsShouldProcess) return false;
  const value = interp.lookup(frame, 'ConfirmPreference');
  const limit = IMPACTS.indexOf(value === undefined ? 'High' : toText(value));
  if (limit <= 0) return false;
  return IMPACTS.indexOf(identity.confirmImpact) >= limit;
}
