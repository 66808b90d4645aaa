import { randomUUID } from 'node:crypto';
import { EXCHANGE_CLIENT_ID } from '../../../shared/clouds.ts';
import type { Service } from '../../../shared/model/connection.ts';
import { ASSERTION_TYPE, clientAssertion } from '../../auth/app-only/assertion.ts';
import type { PracticeDesk } from '../../testing/practice-desk.ts';
import { expectedEndpoint, type MatrixEnvironment } from './environments.fixture.ts';
import { APPS, type MatrixKey } from './key.fixture.ts';

interface Place {
  readonly desk: PracticeDesk;
  readonly at: MatrixEnvironment;
  readonly service: Service;
}

/** A token of an account as another program would have got it: for the service's own audience, by that environment's sign-in host. */
export function accountToken(place: Place, username: string, tenant = 'organizations'): Promise<string> {
  return granted(place, tenant, {
    client_id: EXCHANGE_CLIENT_ID,
    grant_type: 'password',
    username,
    password: 'practice',
  });
}

/** The same of an app. */
export async function appToken(place: Place, { certificateId }: MatrixKey, tenant: string): Promise<string> {
  const { desk, at } = place;
  const { loginHost } = at;
  const signer = await desk.certificates.signer({ from: 'kept', certificateId }, null, false);
  const audience = `https://${loginHost}/${tenant}/oauth2/v2.0/token`;
  const assertion = await clientAssertion(signer, { appId: APPS.customer, audience, now: Date.now() });
  signer.close();
  return granted(place, tenant, {
    client_id: APPS.customer,
    grant_type: 'client_credentials',
    client_assertion_type: ASSERTION_TYPE,
    client_assertion: assertion,
  });
}

async function granted(
  { desk, at, service }: Place,
  tenant: string,
  form: Readonly<Record<string, string>>,
): Promise<string> {
  const { loginHost } = at;
  const scope = `${expectedEndpoint(at, service).audience}/.default`;
  const answer = await desk.http.send({
    method: 'POST',
    url: `https://${loginHost}/${tenant}/oauth2/v2.0/token`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...form, scope }).toString(),
    allowedHosts: [loginHost],
    retry: 'none',
    idleTimeoutMs: 10_000,
    correlationId: randomUUID(),
    signal: AbortSignal.timeout(10_000),
  });
  const { access_token: token } = JSON.parse(new TextDecoder().decode(answer.body)) as {
    access_token?: string;
  };
  if (token === undefined) throw new Error(`no token: ${String(answer.status)}`);
  return token;
}
