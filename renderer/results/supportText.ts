import type { Problem } from '../../shared/model/console.ts';

const ADDRESS = /[^\s"'<>,;:()]+@[^\s"'<>,;:()]+/gu;
const TOKEN = /\beyJ[\w-]{8,}(\.[\w-]+){1,4}/gu;
const withoutPeople = (text: string): string => text.replace(TOKEN, '<token>').replace(ADDRESS, '<address>');

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
    `Time: ${at}`,
  ]
    .filter((line) => line !== '')
    .map(withoutPeople)
    .join('\n');
}
