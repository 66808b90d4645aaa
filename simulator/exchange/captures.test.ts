import { constants, createPublicKey, publicEncrypt } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { clixmlProblems } from './testing/clixml-check.ts';
import {
  APP_TOKEN,
  Client,
  CUSTOMER,
  HOME,
  PARTNER_TOKEN,
  rowsOf,
  serviceFor,
  USER_TOKEN,
  type Answer,
} from './testing/fakes.ts';

const CAPTURES = fileURLToPath(new URL('../../../shared/reference/captures.jsonl', import.meta.url));
const EXCHANGE = 'https://outlook.office365.com/';
const MADE_UP_GUID = '00000000-0000-0000-0001-000000000001';

interface Capture {
  readonly name: string;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
  readonly response: { readonly status: number; readonly body: string };
}

/** Members that depend on the data; those of entities are in capitals and chosen by property sets. */
const OPTIONAL = new Set(['@odata.nextLink', '@adminapi.errors', 'value']);

/** What the capture server took because it takes everything, and the service refuses. */
const REFUSED: Readonly<Record<string, readonly [number, string]>> = {
  'error-404': [404, 'nobody'],
  'invoke-set-ordered': [400, 'JObject'],
  'invoke-set-hashtable-types': [400, 'Add and Remove'],
  'invoke-set-text-array': [404, 'a@contoso.com'],
  'exo-mailbox-identity': [404, 'user 1@contoso.com'],
  'exo-mailbox-identity-in-header': [404, 'user1'],
  'exo-folder-permission-user': [404, 'user2@contoso.com'],
  'exo-mobile-identity': [404, 'dev1'],
};

const captures: Capture[] = existsSync(CAPTURES)
  ? readFileSync(CAPTURES, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Capture)
      .filter((capture) => capture.request.url.startsWith(EXCHANGE))
  : [];

function tokenFor(capture: Capture): string {
  if (capture.request.url.includes(CUSTOMER.id)) return PARTNER_TOKEN;
  return (capture.request.headers['X-AnchorMailbox'] ?? '').includes('SystemMailbox')
    ? APP_TOKEN
    : USER_TOKEN;
}

/** A practice cloud with the few mailboxes that the captures speak of. */
async function prepared(mailboxCount: number): Promise<{ client: Client; guid: string }> {
  const tenants = [HOME, CUSTOMER].map((tenant) => ({ ...tenant, mailboxCount }));
  const service = serviceFor('admin', tenants);
  const client = new Client(service, {
    Authorization: USER_TOKEN,
    'X-AnchorMailbox': 'UPN:admin@contoso.com',
  });
  const partner = new Client(
    service,
    { Authorization: PARTNER_TOKEN, 'X-AnchorMailbox': `TID:${CUSTOMER.id}` },
    CUSTOMER.id,
  );
  await partner.invoke('New-Mailbox', { Shared: true, Name: 'user1' });
  for (const name of ['user2', 'user3', 'user9'])
    await client.invoke('New-Mailbox', { Shared: true, Name: name });
  const [user1] = rowsOf(await client.invoke('New-Mailbox', { Shared: true, Name: 'user1' }));
  return { client, guid: String(user1?.['ExchangeGuid']) };
}

async function sealed(client: Client, text: string): Promise<string> {
  const file = await client.get(`${client.base.replace('/beta/', '/v1.0/')}/EXOModuleFile?Version=3.7.2`);
  const [, n = '', e = ''] = /<Modulus>(.*?)<\/Modulus><Exponent>(.*?)</.exec(file.text) ?? [];
  const url = (part: string): string => Buffer.from(part, 'base64').toString('base64url');
  const key = createPublicKey({ key: { kty: 'RSA', n: url(n), e: url(e) }, format: 'jwk' });
  return publicEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, Buffer.from(text)).toString('base64');
}

async function replay(capture: Capture): Promise<Answer> {
  const { client, guid } = await prepared(capture.request.url.includes('skiptoken=') ? 2500 : 30);
  const real = (text: string): string => text.replaceAll(MADE_UP_GUID, guid);
  const token = tokenFor(capture);
  const headers = Object.fromEntries(
    Object.entries(capture.request.headers).map(([name, value]) => [name, real(value)]),
  );
  headers['Authorization'] = token;
  let body = real(capture.request.body).replaceAll('Bearer TOKEN', token);
  if (body.includes('RSA_BASE64_344_CHARACTERS')) {
    const secret = body.includes('Credentials') ? '{"UserName":"u@contoso.com","Password":"p"}' : 'Pa55w.rd!';
    body = body.replace('RSA_BASE64_344_CHARACTERS', await sealed(client, secret));
  }
  const { method } = capture.request;
  let url = real(capture.request.url);
  const given = Number(/skiptoken=(\d+)/.exec(url)?.[1] ?? 0);
  if (given > 0) {
    url = url.replace(/\?(?:\$|%24)skiptoken=\d+$/, '');
    // Skip tokens are the service's own, so the pages before are read first.
    for (let seen = 0; seen < given; seen += 1000) {
      const page = await client.send(method, url, body, { ...headers, Prefer: 'odata.maxpagesize=1000' });
      url = String(page.json['@odata.nextLink']);
      expect(rowsOf(page).length).toBeGreaterThan(0);
    }
  }
  return client.send(method, url, body, headers);
}

const contextOf = (value: unknown): string => String(value).replace(/^.*\$metadata/, '');

function expectSameForm(
  name: string,
  answer: Record<string, unknown>,
  captured: Record<string, unknown>,
): void {
  // The real client takes a Recipient entity there; what the capture server said made it fail (real-client.md 6.2).
  if (name === 'exo-recipient-permission-trustee') {
    expect(contextOf(answer['@odata.context'])).toBe('#Recipient/$entity');
    expect(answer['RecipientPermission']).toEqual([]);
    return;
  }
  if (String(captured['@odata.context']).includes('$metadata')) {
    expect(contextOf(answer['@odata.context'])).toBe(contextOf(captured['@odata.context']));
  }
  const members = Object.keys(captured).filter((key) => /^[a-z@]/.test(key) && !OPTIONAL.has(key));
  expect(Object.keys(answer)).toEqual(expect.arrayContaining(members));
  const [row] = (captured['value'] ?? []) as Record<string, unknown>[];
  if (row && '_cliXml' in row) {
    const rows = answer['value'] as { _cliXml: string }[];
    expect(rows).toHaveLength(1);
    expect(clixmlProblems(rows[0]?._cliXml ?? '')).toEqual([]);
  }
}

describe.runIf(captures.length > 0)(
  'what the real client sent (skipped without ../shared/reference/captures.jsonl)',
  () => {
    it.each(captures.map((capture) => [capture.name, capture] as const))('%s', async (name, capture) => {
      const answer = await replay(capture);
      const refused = REFUSED[name];
      if (refused) {
        expect(answer.status).toBe(refused[0]);
        expect(JSON.stringify(answer.json['error'])).toContain(refused[1]);
        return;
      }
      expect([answer.status, answer.status === 200 ? '' : answer.text]).toEqual([200, '']);
      if (capture.response.status !== 200) return;
      let captured: Record<string, unknown>;
      try {
        captured = JSON.parse(capture.response.body) as Record<string, unknown>;
      } catch {
        // Long captured bodies are cut; their context and form can still be told.
        const whole = !capture.response.body.startsWith('{"responses"');
        captured = whole && capture.response.body.includes('_cliXml') ? { value: [{ _cliXml: '' }] } : {};
        const context = /"@odata\.context":"([^"]+)"/.exec(capture.response.body)?.[1];
        if (whole && context !== undefined) captured['@odata.context'] = context;
      }
      expectSameForm(name, answer.json, captured);
      for (const part of (answer.json['responses'] as
        { status: number; body: Record<string, unknown> }[] | undefined) ?? []) {
        expect(part.status).toBe(200);
        expect(clixmlProblems((part.body['value'] as { _cliXml: string }[])[0]?._cliXml ?? '')).toEqual([]);
      }
    });
  },
);
