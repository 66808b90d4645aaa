import { randomUUID } from 'node:crypto';
import { FailureError } from '../../shared/model/failure.ts';
import type { HttpClient } from '../http/types.ts';
import { moduleFileUrl } from './addresses.ts';
import { anchored, connectAnchor } from './anchors.ts';
import { sendAuthorized } from './authorized.ts';
import type { ExchangeTarget } from './types.ts';

const PROBE_TIMEOUT_MS = 60_000;
const LABEL = /^https:\/\/([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)\.[^/]+/i;

/**
 * The region's host of a compliance organisation. The probe's 302 names an internal host; only its first label counts,
 * put before our own host, whatever else it says (real-client.md 7). All other answers: the general host, whose module
 * file request tells what is wrong. Throws FailureError where nothing answered.
 */
export async function discoverComplianceHost(
  http: HttpClient,
  target: ExchangeTarget,
  signal: AbortSignal,
): Promise<string> {
  if (target.service !== 'compliance' || target.eop) return target.host;
  const correlationId = randomUUID();
  const ask = () =>
    sendAuthorized(http, target, {
      method: 'GET',
      url: moduleFileUrl(target),
      headers: anchored(connectAnchor(target)),
      // Any answer will do: what is wrong is told by the module file, which is asked for again where that helps.
      retry: 'none',
      idleTimeoutMs: PROBE_TIMEOUT_MS,
      correlationId,
      signal,
    });
  const answer = await ask().catch((error: unknown) => {
    if (error instanceof FailureError && error.failure.retryable && !signal.aborted) return ask();
    throw error;
  });
  const label = answer.status === 302 ? LABEL.exec(answer.headers.location ?? '')?.[1] : undefined;
  return label === undefined ? target.host : `${label.toLowerCase()}.${target.host}`;
}
