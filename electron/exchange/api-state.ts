import { randomUUID } from 'node:crypto';
import { FailureError } from '../../shared/model/failure.ts';
import type { HttpClient } from '../http/types.ts';
import { serviceName } from '../http/hosts.ts';
import { apiStateUrl } from './addresses.ts';
import { sendAuthorized } from './authorized.ts';
import { failureOfAnswer, unreadableAnswer } from './errors.ts';
import type { ApiState, ExchangeTarget } from './types.ts';

const TIMEOUT_MS = 30_000;
/** Characters of the service's own word that are shown. */
const LONGEST = 60;
const ASKED_FOR = 'Get-ConnectionInformation';

/**
 * Asks whether the service's admin API runs, as Get-ConnectionInformation does for each connection: the token and no
 * other header (real-client.md 2.4). Whatever is wrong is the state's reason; only a cancelled question throws.
 */
export async function readApiState(
  http: HttpClient,
  target: ExchangeTarget,
  signal: AbortSignal,
): Promise<ApiState> {
  const correlationId = randomUUID();
  try {
    const answer = await sendAuthorized(http, target, {
      method: 'GET',
      url: apiStateUrl(target),
      headers: {},
      retry: 'none',
      idleTimeoutMs: TIMEOUT_MS,
      correlationId,
      signal,
    });
    const seen = { cmdlet: ASKED_FOR, host: target.host, ...answer, correlationId, changes: false };
    if (answer.status !== 200) throw await failureOfAnswer(target, { ...seen, known: true }, signal);
    const said = propertyValue(answer.body);
    if (said === undefined) throw unreadableAnswer(seen);
    if (said === 'Running') return { running: true, reason: '' };
    const who = serviceName(target.host);
    return broken(
      said === null
        ? `${who} answered without saying whether its admin API runs.`
        : `${who} says that its admin API is “${said}”, not running.`,
    );
  } catch (error) {
    if (!(error instanceof FailureError) || error.failure.code === 'cancelled') throw error;
    const { message, hint } = error.failure;
    return broken(hint === '' ? message : `${message} ${hint}`);
  }
}

const broken = (reason: string): ApiState => ({ running: false, reason });

/** `{PropertyName: "AdminApiState", PropertyValue: "Running"}`; null: it has no value, undefined: it is no such entity. */
function propertyValue(body: Uint8Array): string | null | undefined {
  let entity: unknown;
  try {
    entity = JSON.parse(new TextDecoder().decode(body));
  } catch {
    return body.byteLength === 0 ? null : undefined;
  }
  if (entity === null || typeof entity !== 'object') return undefined;
  const value: unknown = 'PropertyValue' in entity ? entity.PropertyValue : null;
  return typeof value === 'string' && value !== '' ? printable(value) : null;
}

const printable = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').slice(0, LONGEST);
