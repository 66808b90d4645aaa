import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { clixmlProblems } from '../../simulator/exchange/testing/clixml-check.ts';
import { readCaptures, type Capture } from './captures.ts';
import { CALLS } from './described-calls.ts';
import { READS } from './described-reads.ts';
import { moduleFile, plain, SYSTEM } from './made.ts';
import { placeOf } from './place.ts';
import { PracticeWorld, type Names, type Replied, type Sent } from './practice-world.ts';
import { CUSTOMER, HOME, USER } from './scene.ts';

const CAPTURES = fileURLToPath(new URL('../../../shared/reference/captures.jsonl', import.meta.url));

const tenant = (id: string, name: string, domain: string, seed: number) => ({
  ...{ id, seed, displayName: name, mailboxCount: 2600 },
  ...{ initialDomain: `${domain.split('.')[0] ?? ''}.onmicrosoft.com`, domains: [domain] },
});

/** The world of the captures, and one where everything has another name. */
const WORLDS: readonly Names[] = [
  {
    ...{
      home: tenant(HOME, 'Contoso', 'contoso.com', 7),
      customer: tenant(CUSTOMER, 'Fabrikam', 'fabrikam.com', 8),
    },
    ...{ person: USER, mailbox: 'user' },
  },
  {
    home: tenant('7c6c9b1e-0b0a-4f66-9a0e-5d1f3b6e2a11', 'Bäckerei Müller', 'mueller.example', 21),
    customer: tenant('e2b6a7d4-55a1-4f0c-8b1d-9f6d1c2b3a44', 'Wide World', 'wide.example', 22),
    ...{ person: "jo.o'neil+x@mueller.example", mailbox: 'postfach' },
  },
];

const COMPLIANCE = 'ps.compliance.protection.outlook.com';
const PROBE = `https://${COMPLIANCE}/AdminApi/v1.0/${HOME}/EXOModuleFile?Version=3.7.2`;
const OTHERS: readonly Capture[] = [
  plain(
    'banner',
    `https://outlook.office365.com/AdminApi/v1.0/${HOME}/EXOBanner('AutogenSession')?Version=3.7.2`,
  ),
  plain('ping', `https://outlook.office365.com/AdminApi/beta/${HOME}/basicinfo('AdminApiState')`),
  moduleFile('module file', `UPN:${USER}`),
  moduleFile('module file of an app', `APP:${SYSTEM}@${HOME}`),
  moduleFile('module file of a customer', `APP:${SYSTEM}@${CUSTOMER}`, { who: 'delegated' }),
  moduleFile('module file of compliance', `UPN:${USER}`, { host: `eur05b.${COMPLIANCE}` }),
  plain('probe', PROBE, { 'X-AnchorMailbox': `UPN:${USER}` }),
];

const NOT_SERVED = /RSA_BASE64|skiptoken=(?:100|200)$/u;
const isService = ({ request }: Capture): boolean =>
  placeOf(new URL(request.url).hostname) !== null &&
  !NOT_SERVED.test(request.url) &&
  // Secrets are tried with the service's own key, in simulator/exchange.
  !NOT_SERVED.test(request.body) &&
  !(request.url.includes(COMPLIANCE) && request.body.includes('Get-Mailbox')) &&
  // Somebody whom these worlds do not have.
  !/8888|fabrikam\.example/u.test(JSON.stringify(request));

const recorded = existsSync(CAPTURES) ? (await readCaptures(CAPTURES)).captures : [];
const captures = [...recorded, ...CALLS, ...READS, ...OTHERS].filter(isService);

/** Statuses of what the capture server took because it takes everything: nobody of that name, no such value. */
const REFUSED = [400, 404];

describe.each(WORLDS.map((names) => [names.home.displayName, names] as const))(
  'the practice cloud of %s answers the real client',
  (_name, names) => {
    let world: PracticeWorld;
    beforeAll(async () => {
      world = await PracticeWorld.open(names);
    }, 60_000);

    it('each request in the form that the client reads', { timeout: 120_000 }, async () => {
      const wrong: string[] = [];
      let served = 0;
      for (const capture of captures) {
        const sent = await whole(world, await world.request(capture));
        const answer = await world.send(sent);
        if (answer.status < 400) served++;
        const problems = problemsOf(sent, answer);
        if (problems.length > 0)
          wrong.push(`${capture.name} (${capture.request.url}): ${problems.join('; ')}`);
      }
      expect(wrong).toEqual([]);
      expect(captures.length).toBeGreaterThan(120);
      // The others name what nobody made here, or what no service takes.
      expect(served / captures.length).toBeGreaterThan(0.8);
    });

    it('and refuses each that is broken', { timeout: 120_000 }, async () => {
      const wrong: string[] = [];
      for (const capture of captures) {
        const good = await world.request(capture);
        for (const [what, sent, expected] of await brokenOnes(world, capture, good)) {
          const { status, headers, text } = await world.send(sent);
          const said = status !== 401 || (headers['www-authenticate'] ?? '').startsWith('Bearer');
          if (!expected.includes(status) || !said)
            wrong.push(`${capture.name}: ${what}: ${String(status)} ${text.slice(0, 80)}`);
        }
      }
      expect(wrong).toEqual([]);
    });

    it('in JSON where CLIXML is not asked for', async () => {
      const capture = CALLS.find(({ command }) => command === 'Get-Mailbox -ResultSize 250');
      if (capture === undefined) throw new Error('no such capture');
      const { headers, ...sent } = await world.request(capture);
      const { 'x-responseformat': format, ...rest } = headers;
      expect(format).toBe('clixml');
      const formats: Record<string, string>[] = [{}, { 'x-responseformat': 'json' }];
      for (const more of formats) {
        const { status, text } = await world.send({ ...sent, headers: { ...rest, ...more } });
        const { value } = JSON.parse(text) as { value: { Identity?: string; _cliXml?: string }[] };
        expect([status, value.length, value[0]?._cliXml]).toEqual([200, 250, undefined]);
        expect(value[0]?.Identity).toEqual(expect.any(String));
      }
    });
  },
);

/** Skip tokens are the service's own, so the pages before are read first. */
async function whole(world: PracticeWorld, sent: Sent): Promise<Sent> {
  const given = Number(/skiptoken=(\d+)/u.exec(sent.url)?.[1] ?? 0);
  let url = given === 0 ? sent.url : sent.url.replace(/[?&](\$|%24)skiptoken=\d+$/u, '');
  for (let seen = 0; seen < given; seen += 1000) {
    const headers = { ...sent.headers, prefer: 'odata.maxpagesize=1000' };
    const { text } = await world.send({ ...sent, url, headers });
    url = (JSON.parse(text) as { '@odata.nextLink': string })['@odata.nextLink'];
  }
  return { ...sent, url };
}

const GUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/u;
/** What every answer says of itself (captured answers have them all). */
const ALWAYS = ['content-type', 'x-calculatedbetarget', 'x-calculatedfetarget', 'odata-version'];

/** What the real client could not take of an answer (real-client.md 2.1, 4.5, 5, 6.4, 7); empty: nothing. */
function problemsOf(sent: Sent, { status, headers, text }: Replied): string[] {
  const { pathname, hostname } = new URL(sent.url);
  if (status === 302) {
    const location = headers.location ?? '';
    const fits = /^https:\/\/[a-z]+\d+b\.admin\.protection\.outlook\.com:446\/adminapi\//u.test(location);
    return hostname === COMPLIANCE && fits ? [] : [`302 to ${location}`];
  }
  const missing = ALWAYS.filter((name) => (headers[name] ?? '') === '').map((name) => `no ${name}`);
  if (!GUID.test(headers['request-id'] ?? '')) missing.push('no request-id');
  if (!/^application\/json\b/u.test(headers['content-type'] ?? '')) missing.push('not JSON');
  const json = JSON.parse(text) as Record<string, unknown>;
  const inside =
    status === 200
      ? bodyProblems(sent, pathname.split('/').slice(4).join('/'), json)
      : refusalProblems(status, json);
  return [...missing, ...inside];
}

function refusalProblems(status: number, { error }: Record<string, unknown>): string[] {
  if (!REFUSED.includes(status)) return [`${String(status)} ${JSON.stringify(error)}`];
  const {
    code,
    message,
    details = [],
  } = error as { code?: string; message?: string; details?: { message: string }[] };
  const told = typeof code === 'string' && typeof message === 'string';
  return told && details.every((one) => typeof one.message === 'string') ? [] : ['no error that can be read'];
}

function bodyProblems(sent: Sent, rest: string, json: Record<string, unknown>): string[] {
  if (rest === '$batch') {
    const { requests } = JSON.parse(sent.body) as {
      requests: { id: string; headers: Record<string, string> }[];
    };
    const responses = (json.responses ?? []) as {
      id: string;
      status: number;
      headers: object;
      body: Record<string, unknown>;
    }[];
    const parts = responses.flatMap((part) => [
      ...(typeof part.headers === 'object' ? [] : ['a part without headers']),
      ...(part.status === 200
        ? pageProblems(part.body, true, 1000)
        : refusalProblems(part.status, part.body)),
    ]);
    const ids = (list: readonly { id: string }[]) =>
      list
        .map(({ id }) => id)
        .sort()
        .join();
    return ids(requests) === ids(responses) ? parts : [...parts, `ids ${ids(responses)}`];
  }
  if (/^EXOModuleFile/iu.test(rest)) {
    const [script] = json.value as { fileName?: string; fileContent?: string; exportedCmdlets?: string }[];
    return (script?.fileContent ?? '').includes('Export-ModuleMember') ? [] : ['no module'];
  }
  if (/^EXOHelpFile/iu.test(rest)) return Array.isArray(json.value) ? [] : ['no value'];
  if (/^EXOBanner/iu.test(rest)) return typeof json.moduleBannerContent === 'string' ? [] : ['no banner'];
  if (/^basicinfo/iu.test(rest)) return json.PropertyValue === 'Running' ? [] : ['not running'];
  const size = Number(/maxpagesize=(\d+)/u.exec(sent.headers.prefer ?? '')?.[1] ?? 1000);
  if (rest === 'InvokeCommand')
    return pageProblems(json, sent.headers['x-responseformat'] === 'clixml', size);
  const context = json['@odata.context'];
  const base = sent.url.split('/').slice(0, 6).join('/');
  const fits = typeof context === 'string' && context.startsWith(`${base}/$metadata#`);
  const isOne = typeof context === 'string' && (context.endsWith('$entity') || !('value' in json));
  return [
    ...(fits ? [] : [`context ${String(context)}`]),
    ...(isOne ? [] : listProblems(json, sent.url, size)),
  ];
}

function pageProblems(json: Record<string, unknown>, clixml: boolean, size: number): string[] {
  const context = String(json['@odata.context']);
  const found = context.endsWith('/$metadata#Collection(Exchange.GenericHashTable)')
    ? []
    : [`context ${context}`];
  if (!Array.isArray(json['@adminapi.warnings'])) found.push('no warnings');
  if (!clixml) return [...found, ...listProblems(json, context, size)];
  const [row, ...more] = (json.value ?? []) as { _cliXml?: string }[];
  if ('@adminapi.confirmationmessage' in json) return found;
  if (row?._cliXml === undefined || more.length > 0) return [...found, 'not one _cliXml'];
  return [...found, ...clixmlProblems(row._cliXml)];
}

function listProblems(json: Record<string, unknown>, url: string, size: number): string[] {
  const rows = json.value as unknown[];
  const link = json['@odata.nextLink'];
  return [
    ...(rows.length <= size ? [] : [`${String(rows.length)} rows`]),
    ...(link === undefined || (typeof link === 'string' && new URL(link).host === new URL(url).host)
      ? []
      : [`next page ${JSON.stringify(link)}`]),
  ];
}

const [GLOBAL, CHINA] = ['login.microsoftonline.com', 'login.chinacloudapi.cn'] as const;

/** The same request, broken as the reference says that the service refuses it (exchange-rest-protocol.md 1.5, 1.8). */
async function brokenOnes(
  world: PracticeWorld,
  capture: Capture,
  good: Sent,
): Promise<(readonly [string, Sent, readonly number[]])[]> {
  const { names } = world;
  const headersWith = (more: Readonly<Record<string, string>>): Sent => ({
    ...good,
    headers: { ...good.headers, ...more },
  });
  const headersWithout = (name: string): Sent => ({
    ...good,
    headers: Object.fromEntries(Object.entries(good.headers).filter(([one]) => one !== name)),
  });
  const own = good.url.includes(names.customer.id) ? names.customer : names.home;
  const other = own === names.home ? names.customer : names.home;
  const { authorization } = (await world.request(capture, { audience: 'https://graph.microsoft.com' }))
    .headers;
  const away = (await world.request(capture, { tenantId: other.id })).headers.authorization;
  const elsewhere = placeOf(new URL(good.url).hostname)?.cloud.id === 'O365China' ? GLOBAL : CHINA;
  const foreign = (await world.request(capture, { signedBy: elsewhere })).headers.authorization;
  const system = (organization: string) => `${SYSTEM}@${organization}`;
  const isCall = good.url.endsWith('/InvokeCommand');
  return [
    ['no token', headersWithout('authorization'), [401]],
    ['no token in it', headersWith({ authorization: 'Bearer nothing' }), [401]],
    ['token for another service', headersWith({ authorization: authorization ?? '' }), [401]],
    ['token of another organisation', headersWith({ authorization: away ?? '' }), [401]],
    ['token of another cloud', headersWith({ authorization: foreign ?? '' }), [401]],
    ['address of another organisation', { ...good, url: good.url.replace(own.id, other.id) }, [401]],
    [
      'address of none',
      { ...good, url: good.url.replace(own.id, '0f0f0f0f-0f0f-4f0f-8f0f-0f0f0f0f0f0f') },
      [401],
    ],
    ['another method', { ...good, method: good.method === 'GET' ? 'POST' : 'GET' }, [404, 405]],
    ...(good.headers['x-anchormailbox'] === undefined
      ? []
      : ([
          ['no anchor', headersWithout('x-anchormailbox'), [400]],
          [
            'an anchor elsewhere',
            headersWith({ 'x-anchormailbox': `UPN:${system(other.initialDomain)}` }),
            [400],
          ],
          ['an anchor of nobody', headersWith({ 'x-anchormailbox': 'UPN:nobody@nowhere.example' }), [400]],
        ] as const)),
    ...(isCall
      ? ([
          ['a body that is no JSON', { ...good, body: good.body.slice(1) }, [400]],
          ['a body without a command', { ...good, body: '{}' }, [400]],
          ['a body of another kind', headersWith({ 'content-type': 'text/plain' }), [415]],
          ['a version without this', { ...good, url: good.url.replace('/beta/', '/v1.0/') }, [404, 405]],
        ] as const)
      : []),
  ];
}
