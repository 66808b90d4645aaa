import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GRAPH_CLIENT_ID } from '../../shared/clouds.ts';
import { signInWithMsal, startTestCloud, tenantIdOf, type TestCloud } from '../testing/cloud.ts';
import { anyText, matching } from '../testing/matchers.ts';

const GRAPH = 'https://graph.practice.localhost';
const RELATIONSHIPS = `${GRAPH}/v1.0/tenantRelationships/delegatedAdminRelationships`;
const CUSTOMERS = `${GRAPH}/v1.0/tenantRelationships/delegatedAdminCustomers`;

interface Item {
  readonly id: string;
  readonly displayName: string;
  readonly status: string;
  readonly customer: { readonly tenantId: string } | null;
  readonly accessContainer: { readonly accessContainerId: string };
  readonly accessDetails: { readonly unifiedRoles: readonly { readonly roleDefinitionId: string }[] };
  readonly defaultDomainName: string;
  readonly userPrincipalName: string;
}

interface Page {
  readonly value: readonly Item[];
  readonly '@odata.nextLink'?: string;
  readonly '@odata.count'?: number;
}

let cloud: TestCloud;
let token: string;
let exchangeToken: string;

beforeAll(async () => {
  cloud = await startTestCloud({ customers: 5000 });
  const scopes = ['DelegatedAdminRelationship.Read.All', 'Directory.Read.All', 'User.Read'].map(
    (name) => `${GRAPH}/${name}`,
  );
  const person = { upn: 'admin@partner.practice.localhost' };
  token = (await signInWithMsal(cloud, person, { scopes }, { clientId: GRAPH_CLIENT_ID })).result.accessToken;
  exchangeToken = (await signInWithMsal(cloud, person)).result.accessToken;
});
afterAll(() => cloud.close());

const get = async (
  url: string,
  bearer = token,
): Promise<{ status: number; headers: Headers; body: Page & Record<string, unknown> }> => {
  const response = await cloud.fetch(url, { headers: { Authorization: `Bearer ${bearer}` } });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Page & Record<string, unknown>,
  };
};

async function getAll(url: string): Promise<Item[]> {
  const items: Item[] = [];
  for (let next: string | undefined = url; next !== undefined;) {
    const { status, body }: Awaited<ReturnType<typeof get>> = await get(next);
    expect(status).toBe(200);
    items.push(...body.value);
    next = body['@odata.nextLink'];
  }
  return items;
}

describe('customers', () => {
  it('come in pages of at most 300, all of them and none twice', async () => {
    const first = await get(`${CUSTOMERS}?$select=tenantId,displayName&$top=300`);
    expect(first.body.value).toHaveLength(300);
    expect(first.body.value[0]).toEqual({
      '@odata.etag': anyText,
      tenantId: tenantIdOf(cloud, 'adventureworks'),
      displayName: 'Adventure Works',
    });
    expect(first.body['@odata.nextLink']).toMatch(
      /^https:\/\/graph\.practice\.localhost\/v1\.0\/.*\$skiptoken=/u,
    );
    const all = await getAll(`${CUSTOMERS}?$top=300`);
    expect(new Set(all.map((item) => item.id)).size).toBe(5000);
  });

  it('have their domains in contracts', async () => {
    const { body } = await get(`${GRAPH}/v1.0/contracts?$top=999`);
    expect(body.value).toHaveLength(999);
    expect(body.value.map((item) => item.defaultDomainName)).toContain('baeckereimueller.practice.localhost');
  });

  it('are found by domain and id', async () => {
    const id = tenantIdOf(cloud, 'limingshop');
    const found = await get(
      `${GRAPH}/v1.0/tenantRelationships/findTenantInformationByDomainName(domainName='limingshop.example')`,
    );
    expect(found.body).toMatchObject({ tenantId: id, displayName: '李明 商店' });
    const byId = await get(
      `${GRAPH}/v1.0/tenantRelationships/findTenantInformationByTenantId(tenantId='${id}')`,
    );
    expect(byId.body.tenantId).toBe(id);
    const none = await get(
      `${GRAPH}/v1.0/tenantRelationships/findTenantInformationByDomainName(domainName='nobody.example')`,
    );
    expect(none.status).toBe(404);
  });
});

describe('relationships', () => {
  it('are filtered by status and customer', async () => {
    const filter = encodeURIComponent("status eq 'active'");
    const active = await getAll(`${RELATIONSHIPS}?$filter=${filter}&$top=300&$select=id,status,customer`);
    expect(active.length).toBeGreaterThan(4000);
    expect(new Set(active.map((item) => item.status))).toEqual(new Set(['active']));
    const customer = tenantIdOf(cloud, 'baeckereimueller');
    const one = await getAll(
      `${RELATIONSHIPS}?$filter=${encodeURIComponent(`customer/tenantId eq '${customer}' and status eq 'active'`)}`,
    );
    expect(one).toHaveLength(1);
    expect(one[0]).toMatchObject({
      duration: matching(/^P\d+D$/u),
      customer: { tenantId: customer, displayName: 'Bäckerei Müller' },
    });
  });

  it('have assignments to groups, whose members can be read, and roles with names', async () => {
    const customer = tenantIdOf(cloud, 'baeckereimueller');
    const [relationship] = await getAll(
      `${RELATIONSHIPS}?$filter=${encodeURIComponent(`customer/tenantId eq '${customer}'`)}`,
    );
    const { body } = await get(`${RELATIONSHIPS}/${relationship?.id ?? ''}/accessAssignments`);
    expect(body.value).toHaveLength(2);
    const people = new Set<string>();
    for (const assignment of body.value) {
      const members = await getAll(
        `${GRAPH}/v1.0/groups/${assignment.accessContainer.accessContainerId}/members?$select=id,displayName,userPrincipalName`,
      );
      for (const member of members) people.add(member.displayName);
    }
    expect(people).toEqual(
      new Set([
        'Ana Lindqvist',
        'Tomáš Novák',
        'Şebnem Özdemir',
        'Mateo Álvarez',
        'Ingrid Hansen',
        '田中 健二',
        'ليلى حداد',
        'Oliver Smith-Jones',
        'Zofia Wójcik',
      ]),
    );
    const role = body.value[0]?.accessDetails.unifiedRoles[0]?.roleDefinitionId ?? '';
    const named = await get(`${GRAPH}/v1.0/roleManagement/directory/roleDefinitions/${role}`);
    expect(named.body.displayName).toBe('Exchange Administrator');
  });

  it('count, sort, and take their own skip token only', async () => {
    const { body } = await get(`${RELATIONSHIPS}?$count=true&$orderby=displayName desc&$top=5`);
    expect(body['@odata.count']).toBeGreaterThan(5000);
    const names = body.value.map((item) => item.displayName);
    expect(names).toEqual([...names].sort((a, b) => b.localeCompare(a, 'en')));
    const stolen = new URL(body['@odata.nextLink'] ?? '').searchParams.get('$skiptoken') ?? '';
    const wrong = await get(`${RELATIONSHIPS}?$top=300&$skiptoken=${stolen}`);
    expect(wrong.status).toBe(400);
  });
});

describe('Graph refuses', () => {
  it.each([
    ['a page size beyond 300', `${CUSTOMERS}?$top=301`],
    ['an unknown property', `${CUSTOMERS}?$select=domain`],
    ['a filter on an unknown property', `${RELATIONSHIPS}?$filter=${encodeURIComponent("colour eq 'red'")}`],
    ['a filter with a syntax error', `${RELATIONSHIPS}?$filter=${encodeURIComponent("status eq 'act")}`],
    ['an operator it does not know', `${RELATIONSHIPS}?$filter=${encodeURIComponent("status gt 'active'")}`],
    ['an unknown query option', `${RELATIONSHIPS}?$expand=accessAssignments`],
    ['an unknown address', `${GRAPH}/v1.0/nothing/here`],
  ])('%s, with its own error body', async (_name, url) => {
    const { status, body, headers } = await get(url);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      error: {
        code: anyText,
        message: anyText,
        innerError: { 'request-id': headers.get('request-id') },
      },
    });
  });

  it('a scope that nobody consented to (403)', async () => {
    const scopes = [`${GRAPH}/User.Read`];
    const fresh = await startTestCloud();
    const { result } = await signInWithMsal(
      fresh,
      { upn: 'helpdesk@partner.practice.localhost' },
      { scopes },
      { clientId: GRAPH_CLIENT_ID },
    );
    const response = await fresh.fetch(CUSTOMERS, {
      headers: { Authorization: `Bearer ${result.accessToken}` },
    });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ error: { code: 'Authorization_RequestDenied' } });
    const me = await fresh.fetch(`${GRAPH}/v1.0/me`, {
      headers: { Authorization: `Bearer ${result.accessToken}` },
    });
    expect(await me.json()).toMatchObject({ displayName: 'Tomáš Novák' });
    await fresh.close();
  });

  it('no token, a damaged one, and one for another service (401)', async () => {
    for (const bearer of ['', `${token.slice(0, -4)}AAAA`, exchangeToken]) {
      const { status, body, headers } = await get(CUSTOMERS, bearer);
      expect(status).toBe(401);
      expect(body).toMatchObject({ error: { code: 'InvalidAuthenticationToken' } });
      expect(headers.get('www-authenticate')).toMatch(/^Bearer /u);
    }
  });
});

it('says who is signed in, where, and in which groups', async () => {
  expect((await get(`${GRAPH}/v1.0/me`)).body).toMatchObject({ displayName: 'Ana Lindqvist' });
  const { body } = await get(`${GRAPH}/v1.0/organization`);
  expect(body.value[0]).toMatchObject({ id: cloud.directory.world.partner.id });
  const groups = await getAll(`${GRAPH}/v1.0/me/memberOf`);
  expect(groups.map((group) => group.displayName).sort()).toEqual(['Partner Helpdesk', 'Partner Tier 2']);
});
