import { EntraError } from './errors.ts';

export interface ClaimsRequest {
  /** The client says that it can answer claims challenges (`xms_cc` cp1, real-client.md 1). */
  readonly cp1: boolean;
}

/** Reads a `claims` parameter. Throws EntraError for text that is no claims request. */
export function readClaimsRequest(text: string | null): ClaimsRequest {
  if (text === null || text === '') return { cp1: false };
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    parsed = null;
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new EntraError('invalid_request', 9002313, 'The claims parameter is not a valid claims request.');
  }
  const access = (parsed as { access_token?: { xms_cc?: { values?: unknown } } }).access_token;
  const values = access?.xms_cc?.values;
  return { cp1: Array.isArray(values) && values.includes('cp1') };
}
