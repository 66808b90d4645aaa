import type { Place, Problem } from '../../../../shared/model/console.ts';
import type { LanguageProblem } from '../../../../shared/powershell/problems.ts';
import type { PsErrorRecord } from '../../language/values/errors.ts';

function problem(
  severity: Problem['severity'],
  message: string,
  hint: string,
  place: Place | null,
  cmdlet: string | null,
  details: [string, string][],
): Problem {
  return {
    severity,
    failure: { code: 'language', message, hint, correlationId: null, retryable: false },
    place,
    cmdlet,
    details,
  };
}

/** An error of a running script, with what people search the web for. */
export function problemOfRecord(record: PsErrorRecord): Problem {
  const { place } = record;
  return problem('error', record.message, '', place === null ? null : { ...place }, record.activity, [
    ['Error ID', record.fullyQualifiedErrorId],
    ['Category', record.category],
  ]);
}

export function problemOfText(text: string): Problem {
  return problem('warning', text, '', null, null, []);
}

/** Something that keeps a text from being run at all. */
export function problemBefore(found: LanguageProblem): Problem {
  const { start, end, line, column } = found;
  const before = problem('error', found.message, found.hint, { start, end, line, column }, null, [
    ['Error ID', found.id],
  ]);
  if (found.id !== 'UnknownCmdlet') return before;
  return { ...before, failure: { ...before.failure, code: 'cmdlet-unknown' } };
}
