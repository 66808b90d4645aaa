import type { StreamIo } from './command-io.ts';
import { truth } from '../convert/truth.ts';
import { toText } from '../convert/text.ts';

const IMPACTS = ['None', 'Low', 'Medium', 'High'];

/** -WhatIf and -Confirm for one operation, with their preference variables. */
export function mayProcess(io: StreamIo, target: string, action: string): boolean {
  const { interp, frame, common, identity } = io;
  const words = action === '' ? identity.name : action;
  const operation = `Performing the operation "${words}" on target "${target}".`;
  if (common.whatIf ?? truth(interp.lookup(frame, 'WhatIfPreference') ?? false)) {
    const text = `What if: ${operation}`;
    if (interp.host.line === undefined) interp.host.write({ text, newline: true, color: '', background: '' });
    else interp.host.line(text);
    return false;
  }
  if (!asks(io)) {
    io.verbose(operation);
    return true;
  }
  if (io.answers.always !== null) return io.answers.always;
  const choice = interp.host.choose(
    'Confirm',
    `Are you sure you want to perform this action?\n${operation}`,
    ['Yes', 'Yes to All', 'No', 'No to All'],
    0,
  );
  if (choice === 1) io.answers.always = true;
  if (choice === 3) io.answers.always = false;
  return choice === 0 || choice === 1;
}

function asks({ interp, frame, common, identity }: StreamIo): boolean {
  if (common.confirm !== null) return common.confirm;
  if (!identity.supportsShouldProcess) return false;
  const value = interp.lookup(frame, 'ConfirmPreference');
  const limit = IMPACTS.indexOf(value === undefined ? 'High' : toText(value));
  if (limit <= 0) return false;
  return IMPACTS.indexOf(identity.confirmImpact) >= limit;
}
