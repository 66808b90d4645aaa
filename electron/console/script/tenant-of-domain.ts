import { randomUUID } from 'node:crypto';
import { CLOUDS } from '../../../shared/clouds.ts';
import { fail } from '../../../shared/model/failure.ts';
import type { HttpClient } from '../../http/types.ts';
import type { TenantLookUp } from './connect-draft.ts';

const IDLE_MS = 15_000;

/** Asks the environment's sign-in host, as any sign-in does first; no account and no token is needed. */
export function tenantLookUp(http: HttpClient): TenantLookUp {
  return async (domain, { cloudId, signal }) => {
    const host = CLOUDS[cloudId].loginHost;
    const correlationId = randomUUID();
    const unknown = () =>
      fail(
        'invalid-input',
        `There is no organisation with the domain ${domain} in ${CLOUDS[cloudId].name}.`,
        'Check the domain, and whether the organisation is in another environment.',
        { correlationId },
      );
    if (!/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i.test(domain)) throw unknown();
    const { status, body } = await http.send({
      method: 'GET',
      url: `https://${host}/${domain}/v2.0/.well-known/openid-configuration`,
      headers: { accept: 'application/json' },
      allowedHosts: [host],
      retry: 'read',
      idleTimeoutMs: IDLE_MS,
      correlationId,
      signal,
    });
    const tenantId = status === 200 ? tenantIn(new TextDecoder().decode(body)) : null;
    if (tenantId === null) throw unknown();
    return tenantId;
  };
}

/** `issuer` ends in the tenant's id. */
function tenantIn(text: string): string | null {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return null;
  }
  const issuer = typeof answer === 'object' && answer !== null && 'issuer' in answer ? answer.issuer : null;
  const id = typeof issuer === 'string' ? /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(issuer) : null;
  return id?.[0].toLowerCase() ?? null;
}
