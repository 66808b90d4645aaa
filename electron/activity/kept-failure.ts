import type { Failure } from '../../shared/model/failure.ts';
import { redact } from '../diagnostics/redact.ts';

/**
 * A failure as the activity log keeps it: all that its record shows again later, with everything secret taken out of
 * its words and its link, wherever they came from.
 */
export function keptFailure(failure: Failure): Failure {
  const { link, ...rest } = failure;
  const kept = { ...rest, message: redact(failure.message), hint: redact(failure.hint) };
  // A link with something taken out of it leads nowhere.
  return link === undefined || redact(link) !== link ? kept : { ...kept, link };
}
