import { withoutPeople } from '../ui/failureText.ts';
import type { Problem } from '../../shared/model/console.ts';

/** A problem as text to paste to support: without addresses of people and without tokens. */
export function problemForSupport(problem: Problem, at: string): string {
  const { failure, place, cmdlet, details } = problem;
  return [
    `Tenantdeck: ${failure.message}`,
    failure.hint,
    `Kind: ${failure.code}`,
    cmdlet === null ? '' : `Cmdlet: ${cmdlet}`,
    place === null ? '' : `Place: line ${place.line}, column ${place.column}`,
    ...details.map(([name, value]) => `${name}: ${value}`),
    failure.correlationId === null ? '' : `Correlation ID: ${failure.correlationId}`,
    failure.requestId === undefined ? '' : `Request ID: ${failure.requestId}`,
    `Time: ${at}`,
  ]
    .filter((line) => line !== '')
    .map(withoutPeople)
    .join('\n');
}
