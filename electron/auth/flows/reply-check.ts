import { EXCHANGE_CLIENT_ID, GRAPH_CLIENT_ID } from '../../../shared/clouds.ts';
import { FailureError } from '../../../shared/model/failure.ts';
import { IdentityError } from '../identity.ts';
import { IDLE_TIMEOUT_MS, type FlowWire } from './wire.ts';

/** Refusals that stay on the page in the browser: nothing of them ever comes back to the app. */
const STAYS_ON_THE_PAGE: ReadonlySet<number> = new Set([
  50011, 500113, 50194, 700016, 7000112, 90002, 900023,
]);
const BUILT_IN: ReadonlySet<string> = new Set([EXCHANGE_CLIENT_ID, GRAPH_CLIENT_ID]);

/**
 * Asks for the authorise page of an own app registration without anybody being signed in, so that one that would not lead
 * back here is explained before a browser opens. Throws IdentityError. What else comes says nothing, and neither does
 * silence: the browser may have another way out.
 */
export async function checkReply(wire: FlowWire, authorizeAddress: string): Promise<void> {
  if (BUILT_IN.has(wire.clientId)) return;
  const url = new URL(authorizeAddress);
  url.searchParams.set('prompt', 'none');
  url.searchParams.delete('login_hint');
  const page = await textOf(wire, url.href);
  const [sentence, number] = /AADSTS(\d{5,7})\b[^<"]*/.exec(page) ?? [];
  if (sentence === undefined || !STAYS_ON_THE_PAGE.has(Number(number))) return;
  throw new IdentityError({
    error: 'invalid_request',
    description: sentence,
    correlationId: wire.correlationId,
  });
}

async function textOf(wire: FlowWire, url: string): Promise<string> {
  try {
    const { body } = await wire.http.send({
      method: 'GET',
      url,
      headers: { accept: 'text/html' },
      allowedHosts: [wire.loginHost],
      retry: 'none',
      idleTimeoutMs: IDLE_TIMEOUT_MS,
      correlationId: wire.correlationId,
      signal: wire.signal,
    });
    return new TextDecoder().decode(body);
  } catch (error) {
    wire.signal.throwIfAborted();
    if (error instanceof FailureError) return '';
    throw error;
  }
}
