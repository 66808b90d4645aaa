/** Longest wait that is honoured; a service that asks for more counts as unavailable. */
export const LONGEST_WAIT_MS = 5 * 60_000;

/**
 * Milliseconds that a Retry-After header asks for: seconds, seconds with decimals (seen from Exchange) or an HTTP date.
 * null where it is missing or says nothing that can be read. Dates are taken against `serverDate`, the answer's own
 * Date header, where there is one, so that a wrong clock here does not matter.
 */
export function parseRetryAfter(
  value: string | undefined,
  now: number,
  serverDate: string | undefined,
): number | null {
  const text = value?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Math.round(Number(text) * 1000);
  if (!/[a-z]{3}/i.test(text)) return null;
  const until = Date.parse(text);
  if (Number.isNaN(until)) return null;
  const from = Date.parse(serverDate ?? '');
  return Math.max(0, until - (Number.isNaN(from) ? now : from));
}
