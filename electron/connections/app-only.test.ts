import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ConnectionDraft, ConnectionView } from '../../shared/model/connection.ts';
import { NO_OPTIONS } from '../../shared/model/connection-options.ts';
import type { CertificateRef, ConnectSecrets } from '../../shared/model/sign-in-method.ts';
import { openPracticeDesk, type PracticeDesk } from '../testing/practice-desk.ts';
import { draft, failureOf } from '../testing/world.ts';

/** Of the practice cloud (simulator/entra/apps.ts). */
const APPS = {
  both: '0d5c7a1e-2222-4d5e-8a00-000000000001',
  noPermission: '0d5c7a1e-2222-4d5e-8a00-000000000002',
  noDirectoryRole: '0d5c7a1e-2222-4d5e-8a00-000000000003',
  neither: '0d5c7a1e-2222-4d5e-8a00-000000000004',
} as const;
const USER_IDENTITY = '0d5c7a1e-3333-4d5e-8a00-000000000002';
const ORGANIZATION = 'contoso.practice.localhost';
const PASSWORD = 'canary-pfx-pässwörd';

let desk: PracticeDesk;
let folder = '';
let certificateId = '';
let pfx = '';
beforeAll(async () => {
  desk = await openPracticeDesk();
  folder = await mkdtemp(join(tmpdir(), 'app-only-'));
  const made = await desk.certificates.create({ subject: 'Mail report', months: 1 });
  certificateId = made.id ?? '';
  pfx = join(folder, 'mail-report.pfx');
  await writeFile(pfx, await desk.certificates.pfxFile(certificateId, PASSWORD));
  for (const [name, id] of Object.entries(APPS)) {
    await desk.cloud.control('POST', '/apps', { id, displayName: name, certificate: made.publicData });
  }
}, 60_000);
afterAll(async () => {
  await desk.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  for (const { profile } of (await desk.connections.handlers.list()).connections)
    await desk.connections.handlers.remove({ id: profile.id });
  await desk.cloud.control('DELETE', '/faults');
  desk.sent.length = 0;
});

const own = (domain: string | null): ConnectionDraft['organization'] => ({
  kind: 'own',
  tenantId: null,
  name: null,
  domain,
});
const appOnly = (signIn: ConnectionDraft['signIn'], more: Partial<ConnectionDraft> = {}): ConnectionDraft =>
  draft({ accountId: null, signIn, organization: own(ORGANIZATION), ...more });
const byCertificate = (appId: string, certificate: CertificateRef = { from: 'kept', certificateId }) =>
  ({ kind: 'certificate', appId, certificate }) as const;

async function connect(wanted: ConnectionDraft, secrets?: ConnectSecrets): Promise<ConnectionView> {
  const { profile } = await desk.connections.handlers.create(wanted);
  return desk.connections.handlers.connect({
    id: profile.id,
    ...(secrets === undefined ? {} : { secrets }),
  });
}

async function run(view: ConnectionView, cmdlet: string): Promise<number> {
  const { signal } = new AbortController();
  const [service] = view.profile.services;
  const { session } = await desk.connections.registry.session(view.profile.id, service ?? 'exchange', signal);
  const page = await session.getPage({
    ...{ cmdlet, parameters: {}, pageSize: 1000, nextLink: null, changes: false, signal },
    correlationId: crypto.randomUUID(),
  });
  return (JSON.parse(new TextDecoder().decode(page.body)) as { value: unknown[] }).value.length;
}

const statusNow = ({ profile }: ConnectionView) => desk.connections.registry.view(profile.id)?.status;

const asked = (path: RegExp) => desk.sent.filter((one) => path.test(one));

describe('an app with a certificate', { timeout: 60_000 }, () => {
  it('connects with one kept in the vault, and runs a cmdlet', async () => {
    const view = await connect(appOnly(byCertificate(APPS.both)));
    expect(view.status).toMatchObject({
      state: 'connected',
      roles: ['Exchange Administrator', 'Compliance Administrator'],
      token: {
        actor: 'app',
        account: `OAuthUser@${ORGANIZATION}`,
        appId: APPS.both,
        appRoles: ['Exchange.ManageAsApp'],
        scopes: [],
        renewable: true,
        missing: null,
      },
    });
    expect(view.profile).toMatchObject({
      accountId: `app:${APPS.both}`,
      username: null,
      clientId: APPS.both,
    });
    expect(await run(view, 'Get-Mailbox')).toBeGreaterThan(0);
    expect(asked(/oauth2\/v2\.0\/token$/)).toEqual([
      `login.practice.localhost /${ORGANIZATION}/oauth2/v2.0/token`,
    ]);
  });

  it('connects to both services with a PFX file, whose password is typed once', async () => {
    const both = appOnly(byCertificate(APPS.both, { from: 'file', path: pfx }), {
      services: ['exchange', 'compliance'],
    });
    const view = await connect(both, { password: PASSWORD, keep: false });
    expect(view.services.map(({ status }) => status.state)).toEqual(['connected', 'connected']);
    expect(await run(view, 'Get-Mailbox')).toBeGreaterThan(0);
    // After it was disconnected the password is gone.
    await desk.connections.handlers.disconnect({ id: view.profile.id });
    const failure = await failureOf(desk.connections.handlers.connect({ id: view.profile.id }));
    expect(failure).toMatchObject({ code: 'secret-needed', action: 'enter-secret' });
  });

  it('keeps a file’s password in the vault where the person asks', async () => {
    const view = await connect(appOnly(byCertificate(APPS.both, { from: 'file', path: pfx })), {
      password: PASSWORD,
      keep: true,
    });
    await desk.connections.handlers.disconnect({ id: view.profile.id });
    expect((await desk.connections.handlers.connect({ id: view.profile.id })).status.state).toBe('connected');
  });

  it('forgets a file’s kept password once no connection names the file', async () => {
    const file = (path: string) => ({ signIn: byCertificate(APPS.both, { from: 'file', path }) });
    const { profile } = await connect(appOnly(file(pfx).signIn), { password: PASSWORD, keep: true });
    const { id } = profile;
    await desk.connections.handlers.disconnect({ id });
    await desk.connections.handlers.update({ id, patch: file(join(folder, 'another.pfx')) });
    await desk.connections.handlers.update({ id, patch: file(pfx) });
    expect(await failureOf(desk.connections.handlers.connect({ id }))).toMatchObject({
      code: 'secret-needed',
    });
  });

  it('reaches Security & Compliance with a token of its own', async () => {
    const view = await connect(appOnly(byCertificate(APPS.both), { services: ['compliance'] }));
    expect(view.status).toMatchObject({ token: { audience: 'https://ps.compliance.practice.localhost' } });
    expect(await run(view, 'Get-RetentionCompliancePolicy')).toBeGreaterThan(0);
  });

  it.each(
    (['exchange', 'compliance'] as const).flatMap((service) => [
      [APPS.noPermission, service, /the application permission Exchange\.ManageAsApp/] as const,
      [APPS.noDirectoryRole, service, /no directory role/] as const,
      [APPS.neither, service, /application permission Exchange\.ManageAsApp.*directory role/] as const,
    ]),
  )('%s, %s: what it lacks is said with the connection, before any cmdlet', async (appId, service, words) => {
    const wanted = appOnly(byCertificate(appId), { services: [service] });
    const { profile } = await desk.connections.handlers.create(wanted);
    const seen: string[] = [];
    const stop = desk.connections.registry.onConnection((_id, view) => {
      const status = view?.status;
      if (status?.state === 'connected') seen.push(status.token.missing ?? '');
      if (status?.state === 'failed') seen.push(status.failure.message);
    });
    await desk.connections.handlers.connect({ id: profile.id });
    await expect
      .poll(() => desk.connections.registry.view(profile.id)?.status.state, { timeout: 20_000 })
      .toBe('failed');
    stop();
    expect(seen.length).toBeGreaterThan(1);
    for (const text of seen) expect(text).toMatch(words);
    expect(asked(/InvokeCommand/)).toEqual([]);
  });

  it('renews its token when ten minutes are left, and not before', async () => {
    const view = await connect(appOnly(byCertificate(APPS.both)));
    await run(view, 'Get-Mailbox');
    await run(view, 'Get-AcceptedDomain');
    expect(asked(/v2\.0\/token$/)).toHaveLength(1);
    await desk.cloud.control('POST', '/tokens', { action: 'expire' });
    expect(await run(view, 'Get-Mailbox')).toBeGreaterThan(0);
    expect(asked(/v2\.0\/token$/)).toHaveLength(2);
  });

  it('answers a claims challenge with a new token', async () => {
    const view = await connect(appOnly(byCertificate(APPS.both)));
    await run(view, 'Get-Mailbox');
    await desk.cloud.control('POST', '/faults', {
      match: { service: 'exchange', path: 'InvokeCommand' },
      effect: { kind: 'claims' },
      times: 1,
    });
    expect(await run(view, 'Get-Mailbox')).toBeGreaterThan(0);
    const status = desk.connections.registry.view(view.profile.id)?.status;
    expect(status).toMatchObject({ token: { challenges: [{ outcome: 'answered' }] } });
  });

  it.each([
    ['a tenant id', '11111111-1111-4111-8111-111111111111', /can’t be a tenant id/],
    ['another domain', 'contoso.com', /not the organisation’s initial domain/],
    ['none', null, /primary domain/],
    ['a hybrid one', 'contoso.mail.onmicrosoft.com', /not the organisation’s initial domain/],
  ])('is refused for %s as its organisation, before any request', async (_what, domain, words) => {
    const failure = await failureOf(
      connect(appOnly(byCertificate(APPS.both), { organization: own(domain) })),
    );
    expect(failure.message).toMatch(words);
    expect(desk.sent).toEqual([]);
  });

  it('is refused for an organisation of another environment, which is named, before any request', async () => {
    const failure = await failureOf(
      connect({
        ...appOnly(byCertificate(APPS.both), { organization: own('contoso.onmicrosoft.us') }),
        cloudId: 'O365Default',
      }),
    );
    expect(failure.message).toContain('of US Government GCC High or US Government DoD, not of Microsoft 365');
    expect(failure.hint).toContain('Choose US Government GCC High');
    expect(desk.sent).toEqual([]);
  });

  it('connects without a mailbox anchor too, and names that option where the service can’t route a cmdlet', async () => {
    const options = { ...NO_OPTIONS, bypassMailboxAnchoring: true };
    const view = await connect({ ...appOnly(byCertificate(APPS.both)), options });
    await expect
      .poll(() => statusNow(view))
      .toMatchObject({ state: 'connected', cmdletCount: expect.any(Number) as number });
    const failure = await failureOf(run(view, 'Get-Mailbox'));
    expect(failure.message).toContain('Get-Mailbox was refused');
    expect(failure.message).toContain('-BypassMailboxAnchoring');
    expect(failure.hint).toContain('Connect again without -BypassMailboxAnchoring');
    await desk.connections.handlers.disconnect({ id: view.profile.id });
  });

  it('says which certificate which app does not know', async () => {
    const other = await desk.certificates.create({ subject: 'Stranger', months: 1 });
    const ref: CertificateRef = { from: 'kept', certificateId: other.id ?? '' };
    const unknown = await failureOf(connect(appOnly(byCertificate(APPS.both, ref))));
    expect(unknown).toMatchObject({ code: 'certificate-unusable' });
    expect(unknown.message).toContain(other.thumbprint);
    expect(unknown.correlationId).not.toBeNull();
    const noApp = await failureOf(connect(appOnly(byCertificate('0d5c7a1e-9999-4d5e-8a00-000000000001'))));
    expect(noApp).toMatchObject({ code: 'not-found' });
    const nowhere = { organization: own('nowhere.onmicrosoft.com') };
    expect(await failureOf(connect(appOnly(byCertificate(APPS.both), nowhere)))).toMatchObject({
      code: 'not-found',
    });
  });

  it('tells a wrong password, a missing file and a wrong clock apart', async () => {
    const file = appOnly(byCertificate(APPS.both, { from: 'file', path: pfx }));
    await desk.cloud.control('POST', '/clock', { skewSeconds: 3600 });
    const late = await failureOf(connect(file, { password: PASSWORD, keep: false }));
    await desk.cloud.control('POST', '/clock', { skewSeconds: 0 });
    expect(late.code).toBe('clock-skew');
    const moved = `${pfx}.moved`;
    await rename(pfx, moved);
    const gone = appOnly(byCertificate(APPS.noPermission, { from: 'file', path: pfx }));
    expect(await failureOf(connect(gone, { password: PASSWORD, keep: false }))).toMatchObject({
      code: 'not-found',
    });
    await rename(moved, pfx);
    const [view] = (await desk.connections.handlers.list()).connections;
    const wrong = { password: 'canary-wrong', keep: false };
    const failure = await failureOf(
      desk.connections.handlers.connect({ id: view?.profile.id ?? '', secrets: wrong }),
    );
    expect(failure).toMatchObject({ code: 'wrong-password', action: 'enter-secret' });
    expect(JSON.stringify(failure)).not.toContain('canary');
  });

  it('by thumbprint is supported only on Windows', async () => {
    const ref: CertificateRef = { from: 'store', thumbprint: '0'.repeat(40) };
    const failure = await failureOf(connect(appOnly(byCertificate(APPS.both, ref))));
    if (process.platform === 'win32') expect(failure.code).toBe('not-found');
    else expect(failure).toMatchObject({ code: 'not-supported-here' });
  });
});

describe('a managed identity', { timeout: 60_000 }, () => {
  it.each([
    [null, 'identity:system', 'Exchange Administrator'],
    [USER_IDENTITY, `identity:${USER_IDENTITY}`, 'Global Reader'],
  ])('%s connects as what it is', async (identityId, accountId, role) => {
    const view = await connect(appOnly({ kind: 'managed-identity', identityId }));
    expect(view.status).toMatchObject({ state: 'connected', token: { actor: 'app', missing: null } });
    expect(view.status.state === 'connected' && view.status.roles).toContain(role);
    expect(view.profile.accountId).toBe(accountId);
    expect(await run(view, 'Get-Mailbox')).toBeGreaterThan(0);
  });

  it('that the machine does not have is named', async () => {
    const identityId = '0d5c7a1e-3333-4d5e-8a00-00000000000f';
    const failure = await failureOf(connect(appOnly({ kind: 'managed-identity', identityId })));
    expect(failure).toMatchObject({ code: 'not-found' });
    expect(failure.message).toContain(identityId);
  });

  it('of another organisation than was named is refused', async () => {
    const other = appOnly(
      { kind: 'managed-identity', identityId: null },
      { organization: own('partner.practice.localhost') },
    );
    expect(await failureOf(connect(other))).toMatchObject({ code: 'wrong-tenant' });
    expect(asked(/adminapi/i)).toEqual([]);
  });
});

describe('secrets', { timeout: 60_000 }, () => {
  it('of a certificate are in no profile, status, activity or file', async () => {
    const view = await connect(appOnly(byCertificate(APPS.both, { from: 'file', path: pfx })), {
      password: PASSWORD,
      keep: false,
    });
    const told = JSON.stringify([
      view,
      await desk.connections.handlers.list(),
      desk.activity.records,
      await desk.certificates.list(),
    ]);
    expect(told).not.toMatch(/canary|eyJ|PRIVATE/);
    for (const name of await readdir(folder)) {
      expect((await readFile(join(folder, name))).toString('latin1')).not.toContain('canary');
    }
  });
});
