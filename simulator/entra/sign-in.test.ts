import { InteractionRequiredAuthError, PublicClientApplication, ServerError } from '@azure/msal-node';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { GRAPH_CLIENT_ID } from '../../shared/clouds.ts';
import { createFakeBrowser } from '../testing/browser.ts';
import {
  claimsIn,
  EXCHANGE_SCOPE,
  signInWithMsal,
  startTestCloud,
  tenantIdOf,
  type TestCloud,
} from '../testing/cloud.ts';
import { practiceMsalConfig } from '../testing/msal.ts';
import { ROLES } from '../world/roles.ts';
import { containing } from '../testing/matchers.ts';

const ADMIN = { upn: 'admin@partner.practice.localhost' };
const HELPDESK = { upn: 'helpdesk@partner.practice.localhost' };
const GRAPH = 'https://graph.practice.localhost';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud();
});
afterAll(() => cloud.close());
beforeEach(async () => {
  await cloud.control.clearFaults();
  await cloud.control.resetConsents();
});

describe('msal-node signs in', () => {
  it('with password and second step, and gets a token for the home tenant', async () => {
    const { result } = await signInWithMsal(cloud, ADMIN);
    expect(result.tenantId).toBe(cloud.directory.world.partner.id);
    expect(result.account?.username).toBe(ADMIN.upn);
    expect(result.account?.name).toBe('Ana Lindqvist');
    expect(claimsIn(result.accessToken)).toMatchObject({
      aud: 'https://outlook.practice.localhost',
      tid: cloud.directory.world.partner.id,
      upn: ADMIN.upn,
      scp: 'AdminApi.AccessAsUser.All FfoPowerShell.AccessAsUser.All RemotePowerShell.AccessAsUser.All',
      wids: [ROLES.globalAdministrator.templateId],
      xms_cc: ['cp1'],
    });
  });

  it('and redeems the same sign-in at a customer, silently', async () => {
    const { client, result } = await signInWithMsal(cloud, ADMIN);
    const customer = tenantIdOf(cloud, 'adventureworks');
    if (result.account === null) throw new Error('no account');
    const request = {
      account: { ...result.account, tenantId: customer },
      scopes: [EXCHANGE_SCOPE],
      authority: `https://login.practice.localhost/${customer}`,
    };
    const first = await client.acquireTokenSilent(request);
    expect(first.fromCache).toBe(false);
    expect(claimsIn(first.accessToken)).toMatchObject({ tid: customer, upn: ADMIN.upn });
    expect(claimsIn(first.accessToken).wids).toContain(ROLES.exchangeAdministrator.templateId);
    const second = await client.acquireTokenSilent(request);
    expect(second.fromCache).toBe(true);
    expect(second.accessToken).toBe(first.accessToken);
  });

  it('and renews silently from a serialised cache', async () => {
    const { client } = await signInWithMsal(cloud, HELPDESK);
    const cache = client.getTokenCache().serialize();
    const next = new PublicClientApplication(practiceMsalConfig(cloud.port));
    next.getTokenCache().deserialize(cache);
    const [account] = await next.getTokenCache().getAllAccounts();
    if (account === undefined) throw new Error('no account');
    const silent = await next.acquireTokenSilent({ account, scopes: [EXCHANGE_SCOPE], forceRefresh: true });
    expect(silent.fromCache).toBe(false);
  });

  it('with a state of the app’s own, and no code or verifier shows in the log', async () => {
    await cloud.control.clearLog();
    await signInWithMsal(cloud, HELPDESK, { state: 'kept?&=ü' });
    const log = await cloud.control.log();
    const token = log.find((entry) => entry.url.includes('/oauth2/v2.0/token'));
    expect(token?.status).toBe(200);
    expect(token?.body).toContain('code=%28hidden%29');
    expect(token?.body).toContain('code_verifier=%28hidden%29');
  });

  it('once in a browser, and without a password the next time', async () => {
    const browser = createFakeBrowser();
    await signInWithMsal(cloud, ADMIN, {}, { browser });
    await cloud.control.clearLog();
    await signInWithMsal(cloud, ADMIN, { loginHint: ADMIN.upn }, { browser });
    const posts = (await cloud.control.log()).filter((entry) => entry.url.endsWith('/practice/sign-in'));
    expect(posts).toEqual([]);
  });
});

describe('a customer refuses', () => {
  const silently = async (slug: string, person = ADMIN): Promise<unknown> => {
    const { client, result } = await signInWithMsal(cloud, person);
    if (result.account === null) throw new Error('no account');
    const customer = tenantIdOf(cloud, slug);
    return client
      .acquireTokenSilent({
        account: { ...result.account, tenantId: customer },
        scopes: [EXCHANGE_SCOPE],
        authority: `https://login.practice.localhost/${customer}`,
      })
      .catch((error: unknown) => error);
  };

  it('when the relationship has ended (AADSTS50020)', async () => {
    const error = await silently('atelierhelenedufour');
    expect(error).toBeInstanceOf(ServerError);
    expect(String(error)).toMatch(/invalid_grant.*AADSTS50020/u);
  });

  it('an account that no group gives a role (AADSTS50020)', async () => {
    const error = await silently('adventureworks', { upn: 'noexchange@partner.practice.localhost' });
    expect(String(error)).toContain('AADSTS50020');
  });

  it('when conditional access keeps partners out (AADSTS53003)', async () => {
    const error = await silently('wideworldimporters');
    expect(error).toBeInstanceOf(InteractionRequiredAuthError);
    expect(String(error)).toContain('AADSTS53003');
  });

  it('until a second step is made there (AADSTS50076), and then lets in silently', async () => {
    const { client, result } = await signInWithMsal(cloud, ADMIN);
    const customer = tenantIdOf(cloud, 'lodzlogistics');
    const authority = `https://login.practice.localhost/${customer}`;
    if (result.account === null) throw new Error('no account');
    const account = { ...result.account, tenantId: customer };
    const error: unknown = await client
      .acquireTokenSilent({ account, scopes: [EXCHANGE_SCOPE], authority })
      .catch((reason: unknown) => reason);
    if (!(error instanceof InteractionRequiredAuthError))
      throw new Error('expected a refusal that asks for interaction');
    expect(error.errorCode).toBe('interaction_required');
    expect(error.subError).toBe('basic_action');
    expect(error.message).toContain('AADSTS50076');
    expect(JSON.parse(error.claims)).toHaveProperty('access_token.capolids');
    const again = await signInWithMsal(cloud, ADMIN, { authority, claims: error.claims }, { client });
    expect(again.result.tenantId).toBe(customer);
    const silent = await client.acquireTokenSilent({
      account,
      scopes: [EXCHANGE_SCOPE],
      authority,
      forceRefresh: true,
    });
    expect(silent.tenantId).toBe(customer);
  });
});

describe('consent for Graph', () => {
  const scopes = [`${GRAPH}/DelegatedAdminRelationship.Read.All`, `${GRAPH}/Directory.Read.All`];

  it('is asked of an administrator once, for everyone', async () => {
    const { result } = await signInWithMsal(cloud, ADMIN, { scopes }, { clientId: GRAPH_CLIENT_ID });
    expect(claimsIn(result.accessToken)).toMatchObject({
      aud: GRAPH,
      scp: containing('DelegatedAdminRelationship.Read.All'),
    });
    const helpdesk = await signInWithMsal(cloud, HELPDESK, { scopes }, { clientId: GRAPH_CLIENT_ID });
    expect(helpdesk.result.scopes).toEqual(expect.arrayContaining(scopes));
  });

  it('is refused to others while no administrator has consented (AADSTS90094)', async () => {
    const error: unknown = await signInWithMsal(
      cloud,
      HELPDESK,
      { scopes },
      { clientId: GRAPH_CLIENT_ID },
    ).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ServerError);
    expect(String(error)).toMatch(/access_denied.*AADSTS90094/u);
  });

  it('that was taken back stops the silent renewal (AADSTS65001)', async () => {
    const { client, result } = await signInWithMsal(cloud, ADMIN, { scopes }, { clientId: GRAPH_CLIENT_ID });
    await cloud.control.resetConsents();
    if (result.account === null) throw new Error('no account');
    const error: unknown = await client
      .acquireTokenSilent({ account: result.account, scopes, forceRefresh: true })
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InteractionRequiredAuthError);
    expect(String(error)).toContain('AADSTS65001');
  });
});

it('a token for the wrong tenant can be forced, so that the guard against it can be tested', async () => {
  const { client, result } = await signInWithMsal(cloud, ADMIN);
  const customer = tenantIdOf(cloud, 'adventureworks');
  if (result.account === null) throw new Error('no account');
  await cloud.control.addFault({
    match: { path: `/${customer}/oauth2` },
    effect: { kind: 'wrongTenantToken' },
  });
  const silent = await client.acquireTokenSilent({
    account: { ...result.account, tenantId: customer },
    scopes: [EXCHANGE_SCOPE],
    authority: `https://login.practice.localhost/${customer}`,
  });
  expect(claimsIn(silent.accessToken).tid).toBe(cloud.directory.world.partner.id);
});
