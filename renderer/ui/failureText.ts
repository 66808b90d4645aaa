import type { Failure } from '../../shared/model/failure.ts';

/** Whom and what a failure is about. */
export interface FailureWhere {
  readonly account: string;
  readonly organization: string;
}

export interface FailurePair {
  readonly name: string;
  readonly value: string;
  readonly code: boolean;
}

/** Name and value of everything that goes with a failure's words. */
export function failurePairs(failure: Failure, where: FailureWhere | null): readonly FailurePair[] {
  const pairs: readonly (readonly [string, string | null | undefined, boolean])[] = [
    ['Account', where?.account, false],
    ['Organisation', where?.organization, false],
    ['Kind', failure.code, true],
    ['Sign-in error', failure.number === undefined ? null : `AADSTS${failure.number}`, true],
    ['Correlation ID', failure.correlationId, true],
    ['Request ID', failure.requestId, true],
  ];
  return pairs.flatMap(([name, value, code]) =>
    value == null || value === '' ? [] : [{ name, value, code }],
  );
}

const ADDRESS = /[^\s"'<>,;:()“”‘’]+@[^\s"'<>,;:()“”‘’]+/gu;
const TOKEN = /\beyJ[\w-]{8,}(\.[\w-]+){1,4}/gu;

/** Text for people outside: without addresses of persons, without tokens. */
export const withoutPeople = (text: string): string =>
  text.replace(TOKEN, '<token>').replace(ADDRESS, '<address>');

/**
 * A failure as text to paste to support: its words, kind and ids, without addresses of people and without tokens.
 * @param at when it happened; now unless told.
 */
export function failureForSupport(failure: Failure, at: string = new Date().toISOString()): string {
  return [
    `Tenantdeck: ${failure.message}`,
    failure.hint,
    ...failurePairs(failure, null).map(({ name, value }) => `${name}: ${value}`),
    `Time: ${at}`,
  ]
    .filter((line) => line !== '')
    .map(withoutPeople)
    .join('\n');
}
