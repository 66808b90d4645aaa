import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NO_OPTIONS } from '../../shared/model/connection-options.ts';
import type { ConnectionView, Service } from '../../shared/model/connection.ts';
import { openPracticeDesk, type PracticeDesk } from '../testing/practice-desk.ts';
import { draft, failureOf } from '../testing/world.ts';

const ADMIN = 'admin@contoso.practice.localhost';
const PARTNER = 'admin@partner.practice.localhost';
const GENERAL = 'ps.compliance.practice.localhost';
const CUSTOMER = 'adventureworks.practice.localhost';

let desk: PracticeDesk;
beforeAll(async () => {
  desk = await openPracticeDesk();
}, 60_000);
afterAll(() => desk.close());
beforeEach(async () => {
  for (const { profile } of (await desk.connections.handlers.list()).connections)
    await desk.connections.handlers.remove({ id: profile.id });
  desk.sent.length = 0;
});

const compliance = (more: Parameters<typeof draft>[0] = {}) =>
  draft({ accountId: null, loginHint: ADMIN, services: ['compliance'], ...more });

async function connected(more: Parameters<typeof draft>[0] = {}): Promise<ConnectionView> {
  const { profile } = await desk.connections.handlers.create(compliance(more));
  return desk.connections.handlers.connect({ id: profile.id });
}

async function ask(view: ConnectionView, cmdlet: string, service: Service = 'compliance') {
  const { signal } = new AbortController();
  const { session } = await desk.connections.registry.session(view.profile.id, service, signal);
  const page = await session.getPage({
    ...{ cmdlet, parameters: {}, pageSize: 1000, nextLink: null, changes: false, signal },
    correlationId: crypto.randomUUID(),
  });
  return (JSON.parse(new TextDecoder().decode(page.body)) as { value: { Name: string }[] }).value;
}
const to = (path: RegExp) => desk.sent.filter((one) => path.test(one));

describe('Security & Compliance', { timeout: 60_000 }, () => {
  it('goes to the region that the probe names, once, and all else with it', async () => {
    const view = await connected();
    expect(view.status.state === 'connected' && view.status.host).toMatch(new RegExp(`^\\w+\\.${GENERAL}$`));
    expect((await ask(view, 'Get-RetentionCompliancePolicy')).length).toBeGreaterThan(0);
    expect(to(new RegExp(`^${GENERAL} `))).toHaveLength(1);
    const regional = to(new RegExp(`^\\w+\\.${GENERAL} `));
    expect(regional.filter((one) => one.endsWith('/InvokeCommand'))).toHaveLength(1);
    expect(to(/^[^ ]*admin\.protection/)).toEqual([]);
  });

  it('has a token of its own, which is not for Exchange', async () => {
    const view = await connected();
    expect(view.status).toMatchObject({ token: { audience: `https://${GENERAL}` } });
  });

  it('refuses Get-EXO* in words, and offers none', async () => {
    const view = await connected();
    const failure = await failureOf(ask(view, 'Get-EXOMailbox'));
    expect(failure.message).toContain('Security & Compliance');
    expect(to(/\/Mailbox$/)).toEqual([]);
    const { signal } = new AbortController();
    const { session } = await desk.connections.registry.session(view.profile.id, 'compliance', signal);
    const names = (await session.cmdlets()).map(({ name }) => name);
    expect(names).toContain('Get-ComplianceSearch');
    expect(names.filter((name) => name.startsWith('Get-EXO'))).toEqual([]);
  });

  it.each([200, 301, 307, 401, 503])('a probe that answers %s leaves the general host', async (status) => {
    await desk.cloud.control('POST', '/faults', {
      match: { path: 'EXOModuleFile' },
      effect: { kind: 'status', status },
      // A 401 gets one newer token first.
      times: status === 401 ? 2 : 1,
    });
    expect((await connected()).status).toMatchObject({ state: 'connected', host: GENERAL });
  });

  it('comes beside Exchange with one sign-in, and goes alone', async () => {
    const view = await connected({ services: ['exchange', 'compliance'] });
    expect(view.services.map(({ status }) => status.state)).toEqual(['connected', 'connected']);
    const { id } = view.profile;
    await desk.connections.handlers.disconnect({ id, services: ['compliance'] });
    const after = desk.connections.registry.view(id);
    expect(after?.services.map(({ status }) => status.state)).toEqual(['connected', 'signed-out']);
    expect((await ask(view, 'Get-AcceptedDomain', 'exchange')).length).toBeGreaterThan(0);
  });

  it('standalone protection counts as Exchange and is not probed', async () => {
    const host = 'ps.protection.practice.localhost';
    const view = await connected({
      options: { ...NO_OPTIONS, connectionUri: `https://${host}/powershell-liveid/` },
    });
    expect(view.status).toMatchObject({ state: 'connected', host, token: { audience: `https://${host}` } });
    expect((await ask(view, 'Get-AcceptedDomain')).length).toBeGreaterThan(0);
    expect(to(/compliance/)).toEqual([]);
  });

  it('a search that wants a search-only session says so, and offers to connect again with it', async () => {
    await desk.cloud.control('POST', '/search-sessions', { refused: true });
    try {
      const view = await connected();
      expect(await failureOf(ask(view, 'Get-ComplianceSearch'))).toMatchObject({
        code: 'cmdlet-refused',
        message: expect.stringContaining('needs a session for compliance searches') as string,
        hint: expect.stringContaining('-EnableSearchOnlySession') as string,
        action: 'connect-for-searches',
      });
      expect((await ask(view, 'Get-RetentionCompliancePolicy')).length).toBeGreaterThan(0);
      const { id } = view.profile;
      await desk.connections.handlers.disconnect({ id });
      const options = { ...view.profile.options, searchOnlySession: true };
      await desk.connections.handlers.update({ id, patch: { options } });
      const again = await desk.connections.handlers.connect({ id });
      const refused = await failureOf(ask(again, 'Get-ComplianceCase'));
      expect(refused.action).toBeUndefined();
      expect(refused.hint).toContain('Microsoft’s module');
      await desk.cloud.control('POST', '/search-sessions', { refused: false });
      expect((await ask(again, 'Get-ComplianceSearch')).length).toBeGreaterThan(0);
    } finally {
      await desk.cloud.control('POST', '/search-sessions', { refused: false });
    }
  });

  it('a search-only session sends nothing of its own: its wire form is not known', async () => {
    const view = await connected({ options: { ...NO_OPTIONS, searchOnlySession: true } });
    expect((await ask(view, 'Get-ComplianceSearch')).length).toBeGreaterThan(0);
  });
});

describe('a delegated organisation', { timeout: 60_000 }, () => {
  const customer = { loginHint: PARTNER, delegatedTo: CUSTOMER };

  it.each(['exchange', 'compliance'] as const)(
    'signs in at the customer’s own authority, without being told (%s; the module lands at home)',
    async (service) => {
      const view = await connected({ ...customer, services: [service] });
      const { organization } = view.profile;
      expect(organization).toMatchObject({ kind: 'customer', domain: CUSTOMER });
      expect(view.status).toMatchObject({ state: 'connected', tenantId: organization.tenantId });
      expect(to(/oauth2/).every((one) => one.includes(organization.tenantId ?? '-'))).toBe(true);
      const rows = await ask(
        view,
        service === 'exchange' ? 'Get-AcceptedDomain' : 'Get-RetentionCompliancePolicy',
        service,
      );
      expect(rows.length).toBeGreaterThan(0);
    },
  );

  const at = (tenant: string) => ({
    ...NO_OPTIONS,
    authorityUri: `https://login.practice.localhost/${tenant}`,
  });

  it('takes an explicit authority that names the same customer', async () => {
    expect((await connected({ ...customer, options: at(CUSTOMER) })).status.state).toBe('connected');
  });

  it('is refused where an explicit authority leads home, before the service is asked', async () => {
    const failure = await failureOf(connected({ ...customer, options: at('partner.practice.localhost') }));
    expect(failure.code).toBe('wrong-tenant');
    expect(to(/adminapi/i)).toEqual([]);
  });

  it('is refused where nobody knows the domain, before anybody signs in', async () => {
    const failure = await failureOf(
      desk.connections.handlers.create(compliance({ ...customer, delegatedTo: 'nobody.practice.localhost' })),
    );
    expect(failure).toMatchObject({ code: 'not-found', action: 'edit-connection' });
    expect(to(/oauth2/)).toEqual([]);
  });

  it('tells where an organisation of another environment lives', async () => {
    const failure = await failureOf(
      desk.connections.handlers.create(compliance({ ...customer, delegatedTo: 'agency.practice.localhost' })),
    );
    expect(failure.message).toContain('US Government GCC High');
  });
});

describe('looking up an organisation', () => {
  const look = (domain: string) => desk.connections.handlers.lookupTenant({ cloudId: 'Practice', domain });

  it('tells its id and its name where an account or a connection knows it', async () => {
    const view = await connected({ loginHint: PARTNER, delegatedTo: CUSTOMER, name: 'Adventure' });
    expect(await look(CUSTOMER.toUpperCase())).toEqual({
      tenantId: view.profile.organization.tenantId,
      cloudId: 'Practice',
      cloudName: 'Practice cloud',
      name: CUSTOMER,
    });
    expect(await look('contoso.practice.localhost')).toMatchObject({ name: null });
  });

  it.each([
    ['agency.practice.localhost', 'O365USGovGCCHigh', 'US Government GCC High'],
    ['navy.practice.localhost', 'O365USGovDoD', 'US Government DoD'],
    ['county.practice.localhost', 'O365Default', 'Microsoft 365 GCC'],
    ['teahouse.practice.localhost', 'O365China', 'China (21Vianet)'],
  ])('tells that %s lives in %s, %s', async (domain, cloudId, cloudName) => {
    expect(await look(domain)).toMatchObject({ cloudId, cloudName });
  });

  it.each(['no domain', 'a/../b.example', 'contoso.com?x=1', 'user@contoso.com', 'https://contoso.com'])(
    'sends nothing for %j',
    async (domain) => {
      expect((await failureOf(look(domain))).code).toBe('invalid-input');
      expect(desk.sent).toEqual([]);
    },
  );

  it('sends no token and asks once', async () => {
    await look('fabrikam.practice.localhost').catch(() => null);
    await look('contoso.practice.localhost');
    await look('contoso.practice.localhost');
    expect(to(/contoso/).length).toBeLessThanOrEqual(1);
  });
});
