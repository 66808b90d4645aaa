import { randomUUID } from 'node:crypto';
import { EXCHANGE_CLIENT_ID } from '../../../shared/clouds.ts';
import { cloudOf } from '../../../shared/endpoints.ts';
import type { ConnectionDraft, Service } from '../../../shared/model/connection.ts';
import type { FailureCode } from '../../../shared/model/failure.ts';
import { BROWSER, type CertificateRef, type ConnectSecrets } from '../../../shared/model/sign-in-method.ts';
import type { PracticeDesk } from '../../testing/practice-desk.ts';
import { expectedEndpoint, type MatrixEnvironment } from './environments.fixture.ts';

/** A way to connect, for the matrix. */
export interface MatrixMethod {
  readonly title: string;
  /** The parameter of Connect- that says so. */
  readonly typed: string;
  /** Those of one round sign in side by side, each with an account of its own. */
  readonly round: number;
  draft(at: MatrixEnvironment, service: Service, key: MatrixKey): Partial<ConnectionDraft>;
  secrets?(desk: PracticeDesk, at: MatrixEnvironment, service: Service): Promise<ConnectSecrets>;
  /** Who X-AnchorMailbox names: the account, or the organisation by its own mailbox (real-client.md 2.3, 7). */
  readonly anchor: 'account' | 'organisation';
  /** It works on one system only; what other systems say. */
  readonly elsewhere?: { readonly on: NodeJS.Platform; readonly code: FailureCode; readonly says: string };
}

/** The certificate that the apps of the matrix are registered with. */
export interface MatrixKey {
  readonly pfx: string;
  readonly certificateId: string;
  readonly thumbprint: string;
}

/** Registered by the test, one for each way, all of Contoso. */
export const APPS = {
  file: '0d5c7a1e-4444-4d5e-8a00-000000000001',
  kept: '0d5c7a1e-4444-4d5e-8a00-000000000002',
  store: '0d5c7a1e-4444-4d5e-8a00-000000000003',
} as const;
export const PFX_PASSWORD = 'practice-pfx';
/** Of the practice cloud (simulator/entra/apps.ts). */
const USER_IDENTITY = '0d5c7a1e-3333-4d5e-8a00-000000000002';
const OWN_ORGANIZATION: ConnectionDraft['organization'] = {
  kind: 'own',
  tenantId: null,
  name: null,
  domain: 'contoso.practice.localhost',
};

const ALEX = 'alex@practice.localhost';
const MEGAN = 'admin@contoso.practice.localhost';
const LIDIA = 'reader@contoso.practice.localhost';
const PARTNER = 'admin@partner.practice.localhost';
const CUSTOMER = 'adventureworks.practice.localhost';
/** An own app registration of the practice cloud. */
const OWN_APP = '0d5c7a1e-1111-4d5e-8a00-000000000001';

export const METHODS: readonly MatrixMethod[] = [
  {
    title: 'Browser',
    typed: '-UserPrincipalName',
    round: 1,
    draft: () => ({ signIn: BROWSER, loginHint: ALEX }),
    anchor: 'account',
  },
  {
    title: 'Browser, own app registration',
    typed: '',
    round: 1,
    draft: () => ({ signIn: BROWSER, loginHint: MEGAN, clientId: OWN_APP }),
    anchor: 'account',
  },
  {
    title: 'Browser, customer',
    typed: '-DelegatedOrganization',
    round: 1,
    draft: () => ({ signIn: BROWSER, loginHint: PARTNER, delegatedTo: CUSTOMER }),
    anchor: 'organisation',
  },
  {
    title: 'User name and password',
    typed: '-Credential',
    round: 1,
    draft: () => ({ signIn: { kind: 'credential', inline: false }, loginHint: LIDIA }),
    secrets: () => Promise.resolve({ password: 'practice', keep: false }),
    anchor: 'account',
  },
  {
    title: 'User name and password, asked in the window',
    typed: '-InlineCredential',
    round: 2,
    draft: () => ({ signIn: { kind: 'credential', inline: true }, loginHint: LIDIA }),
    secrets: () => Promise.resolve({ password: 'practice', keep: false }),
    anchor: 'account',
  },
  {
    title: 'Device code',
    typed: '-Device',
    round: 3,
    draft: (at) => ({ signIn: { kind: 'device' }, loginHint: deviceAccount(at) }),
    anchor: 'account',
  },
  {
    title: 'Access token of an account',
    typed: '-AccessToken',
    round: 2,
    draft: () => ({ signIn: { kind: 'token' }, loginHint: ALEX }),
    secrets: async (desk, at, service) => ({ accessToken: await tokenOf(desk, at, service), keep: false }),
    anchor: 'account',
  },
  {
    title: 'Certificate file',
    typed: '-CertificateFilePath',
    round: 1,
    draft: (_at, _service, { pfx }) => byCertificate(APPS.file, { from: 'file', path: pfx }),
    secrets: () => Promise.resolve({ password: PFX_PASSWORD, keep: false }),
    anchor: 'organisation',
  },
  {
    title: 'Certificate kept in the app',
    typed: '-Certificate',
    round: 1,
    draft: (_at, _service, { certificateId }) => byCertificate(APPS.kept, { from: 'kept', certificateId }),
    anchor: 'organisation',
  },
  {
    title: 'Certificate of the Windows store',
    typed: '-CertificateThumbprint',
    round: 1,
    draft: (_at, _service, { thumbprint }) => byCertificate(APPS.store, { from: 'store', thumbprint }),
    anchor: 'organisation',
    elsewhere: { on: 'win32', code: 'not-supported-here', says: 'only on Windows' },
  },
  {
    title: 'Managed identity of the machine',
    typed: '-ManagedIdentity',
    round: 1,
    draft: () => byIdentity(null),
    anchor: 'organisation',
  },
  {
    title: 'Managed identity that was assigned',
    typed: '-ManagedIdentityAccountId',
    round: 1,
    draft: () => byIdentity(USER_IDENTITY),
    anchor: 'organisation',
  },
];

/** All environments wait for their codes at once, and those of one sign-in service need accounts of their own. */
function deviceAccount({ title }: MatrixEnvironment): string {
  if (title === 'Custom hosts') return LIDIA;
  return title === 'Standalone protection' ? MEGAN : ALEX;
}

function byCertificate(appId: string, certificate: CertificateRef): Partial<ConnectionDraft> {
  return { signIn: { kind: 'certificate', appId, certificate }, organization: OWN_ORGANIZATION };
}

function byIdentity(identityId: string | null): Partial<ConnectionDraft> {
  return { signIn: { kind: 'managed-identity', identityId }, organization: OWN_ORGANIZATION };
}

/** A token as another program would have got it: for the service's own audience, by that environment's sign-in host. */
async function tokenOf(desk: PracticeDesk, at: MatrixEnvironment, service: Service): Promise<string> {
  const { loginHost } = cloudOf(at.cloudId, at.options(service));
  const answer = await desk.http.send({
    method: 'POST',
    url: `https://${loginHost}/organizations/oauth2/v2.0/token`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      client_id: EXCHANGE_CLIENT_ID,
      grant_type: 'password',
      username: ALEX,
      password: 'practice',
      scope: `${expectedEndpoint(at, service).audience}/.default`,
    }).toString(),
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
