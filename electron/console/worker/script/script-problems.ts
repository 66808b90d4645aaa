import type { Place, Problem } from '../../../../shared/model/console.ts';
import type { FailureCode } from '../../../../shared/model/failure.ts';
import type { LanguageProblem } from '../../../../shared/powershell/problems.ts';
import type { PsErrorRecord } from '../../language/values/errors.ts';

function problem(
  severity: Problem['severity'],
  message: string,
  hint: string,
  place: Place | null,
  cmdlet: string | null,
  details: [string, string][],
  code: FailureCode = 'language',
): Problem {
  return {
    severity,
    failure: { code, message, hint, correlationId: null, retryable: false },
    place,
    cmdlet,
    details,
  };
}

/** An error of a running script, with what people search the web for. */
export function problemOfRecord(record: PsErrorRecord): Problem {
  const { place, instead } = record;
  const shown = problem('error', record.message, '', place === null ? null : { ...place }, record.activity, [
    ['Error ID', record.fullyQualifiedErrorId],
    ['Category', record.category],
  ]);
  return instead === null ? shown : { ...shown, failure: { ...shown.failure, command: instead } };
}

export function problemOfText(text: string): Problem {
  return problem('warning', text, '', null, null, []);
}

/** Something that keeps a text, or the cmdlet that it is about, from being run at all. */
export function problemBefore(found: LanguageProblem, cmdlet: string | null): Problem {
  const { id, message, hint, start, end, line, column } = found;
  const code = id === 'UnknownCmdlet' ? 'cmdlet-unknown' : 'language';
  return problem('error', message, hint, { start, end, line, column }, cmdlet, [['Error ID', id]], code);
}
