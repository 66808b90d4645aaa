import { generateKeyPairSync, privateDecrypt, constants } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { CLOUDS } from '../../shared/clouds.ts';
import type { AccessToken } from '../auth/types.ts';
import type { HttpRequest, HttpResponse } from '../http/types.ts';
import { createExchange } from './service.ts';
import { detailsOf } from './service-failure.ts';
import { exchangeTarget } from '../testing/target.ts';
import type { ExchangeSession, ExchangeTarget, PageRequest } from './types.ts';
import { entryUrl } from '../testing/entries.ts';

const T = '11111111-2222-3333-4444-555555555555';
const GLOBAL_READER = 'f2ef992c-3afb-46b9-b7cf-a126ee74c451';
const WORKER = entryUrl('module-worker');

type Answer = { status?: number; headers?: Record<string, string>; body?: string | Uint8Array<ArrayBuffer> };

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwk = rsa.publicKey.export({ format: 'jwk' });
const standard = (url = '') => Buffer.from(url, 'base64url').toString('base64');
const SCRIPT = `
$PublicKey = '<RSAKeyValue><Modulus>${standard(jwk.n)}</Modulus><Exponent>${standard(jwk.e)}</Exponent></RSAKeyValue>'
function script:Get-Thing
{
    [CmdletBinding(DefaultParameterSetName='Identity')]
    param(

    [Parameter(ParameterSetName='Identity', Position=0)]
    \${Identity}
    )
    Process { Execute-Command -CmdletName 'Get-Thing' }
}
function script:Set-Thing
{
    [CmdletBinding(SupportsShouldProcess=$true, ConfirmImpact='Medium')]
    param(

    [string]
    \${Password}
    )
    Process { $PSCmdlet.MyInvocation.BoundParameters['Password'] = Encrypt-Value $x }
}
Export-ModuleMember -Function @("Get-Thing", "Set-Thing")
`;
const MODULE = JSON.stringify({
  value: [
    { fileName: 'a.format.ps1xml', fileContent: '<x/>' },
    { fileName: 'a.psm1', fileContent: SCRIPT, exportedCmdlets: 'Get-Thing,Set-Thing' },
  ],
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'exchange-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function open(
  answers: (request: HttpRequest) => Answer,
  more: { delegated?: boolean; cacheKey?: string; module?: string; moduleStatus?: number } = {},
) {
  const sent: HttpRequest[] = [];
  const tokens: { claims?: string; forceRefresh?: boolean }[] = [];
  const target: ExchangeTarget = exchangeTarget({
    connectionId: 'c',
    cloud: CLOUDS.O365Default,
    tenantId: T,
    username: 'ana@contoso.com',
    delegatedOrganization: more.delegated === true ? 'customer.onmicrosoft.com' : null,
    cacheKey: more.cacheKey ?? String(Math.random()),
    token: async ({ claims, forceRefresh }) => {
      tokens.push({
        ...(claims === undefined ? {} : { claims }),
        ...(forceRefresh === undefined ? {} : { forceRefresh }),
      });
      return {
        value: `token${tokens.length}`,
        ...{ appId: null, appRoles: [], directoryRoleIds: [GLOBAL_READER] },
      } as unknown as AccessToken;
    },
  });
  const service = createExchange({
    http: {
      async send(request): Promise<HttpResponse> {
        const isModule = request.url.includes('EXOModuleFile');
        if (!isModule) sent.push(request);
        const answer = isModule
          ? { body: more.module ?? MODULE, status: more.moduleStatus ?? 200 }
          : answers(request);
        const { status = 200, headers = {}, body = '{"value":[]}' } = answer;
        const bytes = typeof body === 'string' ? Uint8Array.from(Buffer.from(body)) : body;
        return { status, headers, body: bytes, tries: 1, elapsedMs: 12 };
      },
    },
    cacheFolder: folder,
    moduleWorkerUrl: WORKER,
    clientVersion: '1.2.3',
    log: () => {},
  });
  const session = service.openSession(target);
  closers.push(
    () => session.close(),
    () => service.close(),
  );
  return { session, sent, tokens };
}

const page = (more: Partial<PageRequest> = {}): PageRequest => ({
  cmdlet: 'Get-Thing',
  parameters: { Identity: 'x' },
  pageSize: 1000,
  nextLink: null,
  correlationId: 'id-1',
  changes: false,
  signal: new AbortController().signal,
  ...more,
});

async function failureOf(session: ExchangeSession, more: Partial<PageRequest> = {}) {
  const error: unknown = await session.getPage(page(more)).then(
    () => null,
    (reason: unknown) => reason,
  );
  return { error, details: Object.fromEntries(detailsOf(error)) };
}

it('names itself and anchors at the account', async () => {
  const { session, sent } = open(() => ({}));
  await session.getPage(page());
  expect(sent[0]).toMatchObject({
    method: 'POST',
    url: `https://outlook.office365.com/adminapi/beta/${T}/InvokeCommand`,
    body: '{"CmdletInput":{"CmdletName":"Get-Thing","Parameters":{"Identity":"x"}}}',
    allowedHosts: ['outlook.office365.com'],
    retry: 'read',
    headers: {
      'user-agent': 'Tenantdeck/1.2.3',
      'x-clientapplication': 'Tenantdeck',
      'x-anchormailbox': 'UPN:ana@contoso.com',
      'x-responseformat': 'json',
      prefer: 'odata.maxpagesize=1000',
      authorization: expect.stringMatching(/^Bearer token\d$/) as string,
    },
  });
  await session.getPage(page({ changes: true }));
  expect(sent[1]?.retry).toBe('change');
});

it('anchors at the customer’s system mailbox, Get-EXO* at the account', async () => {
  const { session, sent } = open(() => ({}), { delegated: true });
  await session.getPage(page());
  await session.getPage(page({ cmdlet: 'Get-EXOMailbox', parameters: {} }));
  const anchors = sent.map(({ headers }) => headers['x-anchormailbox']);
  expect(anchors).toEqual([
    `APP:SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}@${T}`,
    'UPN:ana@contoso.com',
  ]);
  expect(sent[1]).toMatchObject({ method: 'GET', headers: { prefer: 'odata.maxpagesize=1000;' } });
});

it('routes by the mailbox where that is asked', async () => {
  const { session, sent } = open(() => ({}));
  await session.getPage(page({ parameters: { Identity: 'a@b.c:\\Inbox', UseCustomRouting: true } }));
  expect(sent[0]?.headers).toMatchObject({
    'x-anchormailbox': 'SMTP:a@b.c',
    'parameter-based-routing': 'True',
  });
  expect(sent[0]?.body).not.toContain('UseCustomRouting');
});

it('posts the same body to a nextLink on its own host, port 446 read as 443', async () => {
  const { session, sent } = open(() => ({}));
  const nextLink = `https://outlook.office365.com:446/adminapi/beta/${T}/InvokeCommand?$skiptoken=1`;
  await session.getPage(page({ nextLink }));
  expect(sent[0]?.url).toBe(nextLink.replace(':446', ''));
  expect(sent[0]?.body).toContain('Get-Thing');
});

it.each([
  'https://evil.example/adminapi/beta/x',
  'http://outlook.office365.com/adminapi/beta/x',
  'https://outlook.office365.com.evil.example/adminapi/',
  'https://outlook.office365.com@evil.example/adminapi/',
  'https://user:pass@outlook.office365.com/adminapi/',
  'https://outlook.office365.com:8443/adminapi/',
  'https://outlook.office365.com/owa/',
  'nonsense',
])('takes no token to %s', async (nextLink) => {
  const { session, sent, tokens } = open(() => ({}));
  await new Promise((resolve) => setImmediate(resolve));
  const before = tokens.length;
  const { error } = await failureOf(session, { nextLink });
  expect(error).toMatchObject({ failure: { correlationId: 'id-1' } });
  expect(sent).toEqual([]);
  expect(tokens).toHaveLength(before);
});

const CLAIMS = { access_token: { nbf: { essential: true, value: '1' } } };
const challenge = {
  'www-authenticate': `Bearer claims="${Buffer.from(JSON.stringify(CLAIMS)).toString('base64')}"`,
};

it('answers a claims challenge with a token for these claims, once', async () => {
  let refusals = 1;
  const { session, sent, tokens } = open(() => (refusals-- > 0 ? { status: 401, headers: challenge } : {}));
  await session.cmdlets();
  tokens.length = 0;
  await session.getPage(page({ changes: true }));
  expect(sent).toHaveLength(2);
  expect(JSON.parse(tokens[1]?.claims ?? '')).toEqual(CLAIMS);
  refusals = 9;
  const { error } = await failureOf(session);
  expect(error).toMatchObject({ failure: { code: 'sign-in-needed' } });
  expect(sent).toHaveLength(4);
});

it('renews the token once after a 401 without claims', async () => {
  let refusals = 1;
  const { session, tokens } = open(() => (refusals-- > 0 ? { status: 401 } : {}));
  await session.cmdlets();
  tokens.length = 0;
  await session.getPage(page());
  expect(tokens).toEqual([{}, { forceRefresh: true }]);
});

it('says that a token came from another cloud’s sign-in, and which environment the host is of', async () => {
  const said = `2000009;reason="The issuer of the token is unknown.";error_category="invalid_issuer"`;
  const { session } = open(() => ({ status: 401, headers: { 'x-ms-diagnostics': said } }));
  await session.cmdlets().catch(() => null);
  const { error } = await failureOf(session);
  expect(error).toMatchObject({
    failure: { code: 'no-access', action: 'edit-connection', environment: 'O365Default' },
  });
});

const body = (error: object) => JSON.stringify({ error });
const NOT_FOUND =
  'Ex6F9304|Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException|No object x.';

it.each<[string, Answer, object, Record<string, string>]>([
  [
    'a missing object',
    {
      status: 404,
      body: body({ code: 'NotFound', details: [{ code: 'Client', target: 'x', message: NOT_FOUND }] }),
      headers: { 'request-id': 'r-1', 'x-calculatedbetarget': 'AB1.x.y' },
    },
    { code: 'object-not-found' },
    {
      'From the service': 'No object x.',
      'Request ID': 'r-1',
      Category: 'Client',
      Server: 'AB1',
      Answered: 'HTTP 404 after 12 ms, sent once',
    },
  ],
  [
    'a missing object, named by the service',
    {
      status: 404,
      body: body({
        details: [
          {
            message: `${NOT_FOUND.slice(0, -'No object x.'.length)}The operation couldn't be performed because object 'O'Hara, 'Al'' couldn't be found on 'dc1'.`,
          },
        ],
      }),
    },
    {
      code: 'object-not-found',
      message: "Get-Thing found nothing called “O'Hara, 'Al'” in this organisation.",
    },
    {},
  ],
  [
    'a missing object as 400',
    { status: 400, body: body({ details: [{ message: NOT_FOUND }] }) },
    { code: 'object-not-found' },
    {},
  ],
  [
    'an exception as JSON',
    {
      status: 400,
      body: body({
        details: [{ message: '{"ClassName":"A.B","Message":"Nope.","localizedString":{"stringId":"Ex1"}}' }],
      }),
    },
    { code: 'cmdlet-refused', message: 'Get-Thing was refused: Nope.' },
    { 'Error ID': 'Ex1 · A.B' },
  ],
  [
    'only an inner exception',
    { status: 400, body: body({ innererror: { internalexception: { message: 'Bad value.', type: 'C' } } }) },
    { code: 'cmdlet-refused' },
    { 'From the service': 'Bad value.', 'Error ID': 'C' },
  ],
  ['403 with NUL bytes', { status: 403, body: new Uint8Array(64) }, { code: 'not-authorized' }, {}],
  ['503', { status: 503, body: '<html>' }, { code: 'service-unavailable', retryable: true }, {}],
  ['a redirect', { status: 302 }, { code: 'bad-answer' }, {}],
  [
    'a web page',
    { body: '<!doctype html><title>Sign in to the network</title>' },
    { code: 'bad-answer', message: 'outlook.office365.com answered with a web page instead of a result.' },
    {},
  ],
  ['400 without a body', { status: 400, body: '' }, { code: 'bad-answer' }, {}],
])('%s becomes a failure in words, with details for support', async (_name, answer, failure, details) => {
  const { session } = open(() => answer);
  await session.cmdlets();
  const told = await failureOf(session);
  expect(told.error).toMatchObject({ failure: { correlationId: 'id-1', ...failure } });
  expect(told.details).toMatchObject(details);
  expect(JSON.stringify(told)).not.toMatch(/Bearer|token\d/);
});

it('a 403 without words for a cmdlet that is not in the list says so', async () => {
  const { session } = open(() => ({ status: 403, body: '' }));
  await session.cmdlets();
  const { error } = await failureOf(session, { cmdlet: 'Get-Nope' });
  expect(error).toMatchObject({ failure: { code: 'cmdlet-unknown' } });
});

it.each([
  ['a fault', { status: 500, body: '' }],
  ['a gateway’s time-out', { status: 504, body: '<html>' }],
  ['an unreadable answer', { body: '{"value":[' }],
])('the outcome of a change is unknown after %s', async (_name, answer) => {
  const { session, sent } = open(() => answer);
  const { error } = await failureOf(session, { changes: true });
  expect(error).toMatchObject({ failure: { code: 'outcome-unknown' } });
  expect(sent).toHaveLength(1);
});

it('reads a cut page again', async () => {
  let cut = 2;
  const { session, sent } = open(() => ({ body: cut-- > 0 ? '{"value":[' : '{"value":[]}' }));
  await session.getPage(page());
  expect(sent).toHaveLength(3);
});

it('knows the account’s cmdlets and Get-EXO*, encrypts secrets with the file’s key', async () => {
  const { session } = open(() => ({}));
  const names = (await session.cmdlets()).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['Get-EXOMailbox', 'Get-Thing', 'Set-Thing']));
  const sealed = await session.encryptSecret('pä$$');
  const plain = privateDecrypt(
    { key: rsa.privateKey, padding: constants.RSA_PKCS1_PADDING },
    Buffer.from(sealed, 'base64'),
  );
  expect(plain.toString('utf8')).toBe('pä$$');
  await expect(session.encryptSecret('x'.repeat(246))).rejects.toMatchObject({
    failure: { code: 'too-large' },
  });
});

it('has the list from the cache at once, and fetches it again where the cache is damaged', async () => {
  const cacheKey = 'cached';
  const first = open(() => ({}), { cacheKey });
  await first.session.cmdlets();
  const file = (await readdir(folder)).at(-1) ?? '';
  const second = open(() => ({}), { cacheKey, module: 'not JSON at all' });
  expect((await second.session.cmdlets()).length).toBeGreaterThan(9);
  for (const name of await readdir(folder))
    await writeFile(path.join(folder, name), '{"version":1,"metadata":{"cmdlets":7}}');
  expect(file).not.toBe('');
  const third = open(() => ({}), { cacheKey });
  expect((await third.session.cmdlets()).map(({ name }) => name)).toContain('Get-Thing');
  const fourth = open(() => ({}), { cacheKey: 'other', module: '<html>' });
  await expect(fourth.session.cmdlets()).rejects.toMatchObject({ failure: { code: 'bad-answer' } });
});

it.each([
  ['a page', 200, '<html>', 'a web page instead of its list of cmdlets'],
  ['a page of a gateway', 503, '<html>', 'a web page (HTTP 503) instead of its list of cmdlets'],
  ['half of it', 200, MODULE.slice(0, 200), 'an incomplete answer instead of its list of cmdlets'],
  ['a text', 200, 'hello', 'text that is no result instead of its list of cmdlets'],
])(
  'says which host sent %s where the list of cmdlets should be',
  async (_what, moduleStatus, module, words) => {
    const { session } = open(() => ({}), { cacheKey: words, module, moduleStatus });
    await expect(session.cmdlets()).rejects.toMatchObject({
      failure: {
        code: 'bad-answer',
        action: 'proxy-settings',
        message: expect.stringContaining(words) as string,
      },
    });
  },
);

it('a closed session sends nothing more', async () => {
  const { session, sent } = open(() => ({}));
  session.close();
  const { error } = await failureOf(session);
  expect(error).toMatchObject({ failure: { code: 'not-connected' } });
  expect(sent).toEqual([]);
});
