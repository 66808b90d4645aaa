import { COMPLIANCE_COMMANDS } from '../../simulator/compliance/cmdlets/table.ts';
import { COMMANDS } from '../../simulator/exchange/cmdlets/table.ts';
import { cmdletFunction, quoted } from '../../simulator/exchange/module/cmdlet-function.ts';
import type { ServerCmdlet } from '../../simulator/exchange/cmdlets/definition.ts';
import type { Transport, TransportRequest, TransportResponse } from '../../electron/http/types.ts';
import type { CmdletInfo } from '../../shared/model/cmdlet.ts';
import type { MetadataAnswer, MetadataRequest } from '../../electron/auth/managed-identity/wire.ts';
import { headerOf, type Capture } from './captures.ts';
import { canonical } from './canonical.ts';
import { withTokens } from './made-tokens.ts';
import { jsonOf, samePath } from './requests.ts';
import { sceneOf, tenantOf, type Scene } from './scene.ts';

/** Objects that every list has here, as the capture server had. */
const LIST = 2500;
const TYPED = new Set(['SecureString', 'PSCredential', 'Hashtable[]', 'Byte[]']);

interface Invocation {
  readonly CmdletInput?: { readonly CmdletName?: string; readonly Parameters?: Record<string, unknown> };
}
interface Batch {
  readonly requests?: readonly { readonly id: string; readonly body: Invocation }[];
}

/** Milliseconds that a request which nobody waits for may take to be sent. */
const PATIENCE_MS = 3000;

/** Takes what the client sends and answers as the service would to the one capture that is looked at. */
export class StandIn {
  readonly sent: TransportRequest[] = [];
  readonly #cmdlets: readonly CmdletInfo[];
  readonly #publicKey: string;
  /** Of the browser's sign-in that is under way. */
  nonce = '';
  #capture: Capture | null = null;
  #scene: Scene;
  #refusals = 0;
  /** Seconds that the tokens of what leads up to a capture live; null: as long as usual. */
  #seconds: number | null = null;
  #pending = 1;
  #onSent = (): void => undefined;

  /** @param cmdlets names and parameters of cmdlets beyond the practice cloud's, as published */
  constructor(cmdlets: readonly CmdletInfo[], publicKey: string, scene: Scene) {
    this.#cmdlets = cmdlets;
    this.#publicKey = publicKey;
    this.#scene = scene;
  }

  expect(capture: Capture): void {
    this.sent.length = 0;
    this.#capture = capture;
    this.#scene = sceneOf(capture);
    this.#seconds = null;
    this.#refusals = capture.response.status >= 400 ? 1 : 0;
  }

  /** Settles when a request to this address has come, or none did for a while. */
  hasSent(url: string): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, PATIENCE_MS);
      this.#onSent = () => {
        if (!this.sent.some((one) => samePath(one.url, url))) return;
        clearTimeout(timer);
        resolve();
      };
      this.#onSent();
    });
  }

  prepare(seconds: number | null): void {
    this.#capture = null;
    this.#seconds = seconds;
    this.#refusals = 0;
  }

  /** The page that the browser was sent to; it has no headers that anybody here sets. */
  browsed(url: string): void {
    this.sent.push({ method: 'GET', url, headers: {}, signal: new AbortController().signal });
  }

  /** The identity endpoint of a machine in Azure. */
  metadata(request: MetadataRequest): Promise<MetadataAnswer> {
    const url = new URL(request.endpoint);
    url.search = new URLSearchParams(request.query).toString();
    const { headers, signal } = request;
    const sent: TransportRequest = { method: 'GET', url: url.href, headers, signal };
    this.sent.push(sent);
    return Promise.resolve({
      status: 200,
      headers: {},
      body: withTokens({ capture: null, request: sent, scene: this.#scene }),
    });
  }

  readonly transport: Transport = (request) => {
    this.sent.push(request);
    this.#onSent();
    return Promise.resolve(this.#answer(request));
  };

  #answer(request: TransportRequest): TransportResponse {
    const url = new URL(request.url);
    const capture = this.#capture;
    const rest = url.pathname.replace(/^\/adminapi\/[^/]+\/[^/]+\//iu, '');
    if (capture !== null && this.#refusals > 0 && samePath(capture.request.url, request.url)) {
      this.#refusals--;
      return reply(capture.response.body, capture.response.status, capture.response.headers);
    }
    if (url.pathname.endsWith('/.well-known/openid-configuration'))
      return openIdConfiguration(url, this.#scene);
    if (/^\/[^/]+\/oauth2\/|\/userrealm\//iu.test(url.pathname)) return this.#signIn(request, url);
    const challenge = capture === null ? null : challengeFor(capture);
    if (
      challenge !== null &&
      this.#refusals === 0 &&
      !this.sent.some(({ url: one }) => one.includes('/oauth2/'))
    ) {
      return reply('', 401, { 'www-authenticate': `Bearer claims="${challenge}"` });
    }
    const region = capture === null ? null : regionOf(capture, url);
    if (region !== null)
      return reply('', 302, { location: `https://${region}.admin.protection.outlook.com:446/` });
    if (/^exomodulefile$/iu.test(rest)) return this.#moduleFile(request);
    if (/^exohelpfile$/iu.test(rest)) return reply(helpFile());
    if (/^exobanner/iu.test(rest))
      return reply(JSON.stringify({ sessionType: 'AutogenSession', moduleBannerContent: '' }));
    if (/^basicinfo/iu.test(rest)) {
      return reply(JSON.stringify({ PropertyName: 'AdminApiState', PropertyValue: 'Running' }));
    }
    if (rest === 'InvokeCommand')
      return reply(JSON.stringify(page(request, JSON.parse(request.body ?? '{}') as Invocation)));
    if (rest === '$batch') return this.#batch(request);
    if (capture !== null && samePath(capture.request.url, request.url)) {
      const { body, status, headers } = capture.response;
      if (status === 302 || !/\/adminapi\//iu.test(url.pathname)) return reply(body, status, headers);
    }
    return reply(JSON.stringify(entities(request, url, rest)));
  }

  #signIn(request: TransportRequest, url: URL): TransportResponse {
    const capture = this.#capture;
    if (url.pathname.includes('/userrealm/'))
      return reply(JSON.stringify({ ver: '1.0', account_type: 'Managed' }));
    if (url.pathname.endsWith('/devicecode')) {
      return reply(
        JSON.stringify({
          user_code: 'MADEUP123',
          device_code: 'MADE-UP-device-code',
          verification_uri: 'https://microsoft.com/devicelogin',
          expires_in: 900,
          interval: 1,
          message: 'made up',
        }),
      );
    }
    const form = new URLSearchParams(request.body ?? '');
    if (form.get('grant_type') === 'device_code' && this.#pending-- > 0) {
      return reply(
        JSON.stringify({ error: 'authorization_pending', error_description: 'AADSTS70016: pending' }),
        400,
      );
    }
    const seconds = this.#seconds === null ? {} : { seconds: this.#seconds };
    const own =
      capture !== null && capture.response.status === 200 && samePath(capture.request.url, request.url);
    const made = { capture: own ? capture : null, request, scene: this.#scene, nonce: this.nonce };
    return reply(withTokens({ ...made, ...seconds }));
  }

  #batch(request: TransportRequest): TransportResponse {
    const { requests = [] } = JSON.parse(request.body ?? '{}') as Batch;
    // A part that the client sent again alone must have been refused here.
    const lone =
      this.#capture?.request.url.endsWith('/InvokeCommand') === true ? this.#capture.request.body : '';
    return reply(
      JSON.stringify({
        responses: requests.map(({ id, body }) => {
          const busy = lone !== '' && sameJson(lone, JSON.stringify(body));
          return busy
            ? {
                id,
                status: 503,
                headers: {},
                body: { error: { code: 'ServiceUnavailable', message: 'busy' } },
              }
            : { id, status: 200, headers: {}, body: page(request, body) };
        }),
      }),
    );
  }

  #moduleFile(request: TransportRequest): TransportResponse {
    const { names, functions } = functionsOf(this.#cmdlets);
    const script = [
      functions,
      `$PublicKey = ${quoted(this.#publicKey)}`,
      `$HelpFileNames = @(${helpFileNames(this.#capture).map(quoted).join(', ')})`,
      `Export-ModuleMember -Function @(${names.map((name) => `"${name}"`).join(', ')})`,
    ].join('\n\n');
    const value = [{ fileName: 'a.psm1', fileContent: script, exportedCmdlets: names.join(',') }];
    if (request.headers.skiploadingformatdata !== 'true')
      value.push({ fileName: 'a.format.ps1xml', fileContent: '<x/>', exportedCmdlets: '' });
    return reply(JSON.stringify({ value }));
  }
}

interface Functions {
  readonly names: readonly string[];
  readonly functions: string;
}

const madeFunctions = new WeakMap<readonly CmdletInfo[], Functions>();

/** The practice cloud's cmdlets with their types, and all others by their published parameters. */
function functionsOf(cmdlets: readonly CmdletInfo[]): Functions {
  const made = madeFunctions.get(cmdlets);
  if (made !== undefined) return made;
  const own = [...COMMANDS, ...COMPLIANCE_COMMANDS].map((command) => command.info);
  const known = new Set(own.map(({ name }) => name.toLowerCase()));
  const others = cmdlets.filter(({ name }) => !known.has(name.toLowerCase()) && !name.includes('-EXO'));
  const all = [...own, ...others.map(asServer)];
  const result = {
    names: all.map(({ name }) => name),
    functions: all.map((cmdlet) => cmdletFunction(cmdlet, 'A-Help.xml')).join('\n\n'),
  };
  madeFunctions.set(cmdlets, result);
  return result;
}

/** How the sign-in host of an environment tells which it is (exchange-rest-protocol.md 4.4). */
const REGIONS: Readonly<Record<string, object>> = {
  'login.microsoftonline.com': { tenant_region_scope: 'WW', cloud_instance_name: 'microsoftonline.com' },
  'login.microsoftonline.us': {
    ...{ tenant_region_scope: 'USG', tenant_region_sub_scope: 'DODCON' },
    cloud_instance_name: 'microsoftonline.us',
  },
  'login.chinacloudapi.cn': { tenant_region_scope: 'CN', cloud_instance_name: 'partner.microsoftonline.cn' },
};

/** Who is behind a domain or a tenant id (exchange-rest-protocol.md 4.4). */
function openIdConfiguration(url: URL, scene: Scene): TransportResponse {
  const tenantId = tenantOf(url.pathname.split('/')[1] ?? '', scene);
  return reply(
    JSON.stringify({
      issuer: `${url.origin}/${tenantId}/v2.0`,
      authorization_endpoint: `${url.origin}/${tenantId}/oauth2/v2.0/authorize`,
      token_endpoint: `${url.origin}/${tenantId}/oauth2/v2.0/token`,
      ...REGIONS[url.hostname],
    }),
  );
}

/** The label of the region that a capture's host shows and this address has not yet; null: none (real-client.md 7). */
function regionOf(capture: Capture, url: URL): string | null {
  const { hostname } = new URL(capture.request.url);
  return hostname.endsWith(`.${url.hostname}`) ? hostname.slice(0, -url.hostname.length - 1) : null;
}

/** The claims that a token was asked for with, beyond those of every user's; as a challenge carries them. */
function challengeFor(capture: Capture): string | null {
  const claims = new URLSearchParams(capture.request.body).get('claims');
  if (claims === null) return null;
  const given = jsonOf(claims) as { access_token?: Record<string, unknown> } | undefined;
  const asked = given?.access_token ?? {};
  const rest = Object.fromEntries(Object.entries(asked).filter(([name]) => name !== 'xms_cc'));
  return Object.keys(rest).length === 0
    ? null
    : Buffer.from(JSON.stringify({ access_token: rest })).toString('base64');
}

/** The names that a capture's client had found in its module file; one that is made up for the others. */
function helpFileNames(capture: Capture | null): string[] {
  const written = capture === null ? undefined : headerOf(capture, 'helpfilenames');
  const names = jsonOf(written ?? '');
  return Array.isArray(names) ? (names as unknown[]).map(String) : ['A-Help.xml'];
}

function helpFile(): string {
  return JSON.stringify({ value: [{ fileName: 'A-Help.xml', helpFileContent: '<helpItems/>' }] });
}

function asServer(cmdlet: CmdletInfo): ServerCmdlet {
  const secrets = cmdlet.parameters.filter(({ type }) => type === 'SecureString' || type === 'PSCredential');
  return {
    ...cmdlet,
    encrypted: secrets.map(({ name }) => name),
    supportsShouldProcess: !/^(Get|Test|Search|Export)-/u.test(cmdlet.name),
    confirmImpact: cmdlet.name.startsWith('Remove-') ? 'High' : 'Medium',
    parameters: cmdlet.parameters.map((parameter) => ({
      ...parameter,
      type: TYPED.has(parameter.type) || parameter.type === 'SwitchParameter' ? parameter.type : 'Object',
      kind: 'any' as const,
    })),
  };
}

/** A page of InvokeCommand: one object for an identity, else as many of the list as were asked for. */
function page(request: TransportRequest, { CmdletInput: input }: Invocation): object {
  const { Parameters: parameters = {} } = input ?? {};
  const size = pageSize(request);
  const from = Number(/skiptoken=(\d+)/u.exec(request.url)?.[1] ?? 0);
  const one = 'Identity' in parameters || !/^Get-/iu.test(input?.CmdletName ?? '');
  const count = one ? 1 : Math.max(0, Math.min(size, LIST - from));
  const next = from + count;
  const base = request.url.replace(/\?.*$/u, '').replace(/\$batch$/u, 'InvokeCommand');
  return {
    '@odata.context': `${base.replace(/InvokeCommand$/u, '')}$metadata#Collection(Exchange.GenericHashTable)`,
    '@adminapi.warnings': [],
    ...(parameters.WhatIf === true || parameters.Confirm === true
      ? { '@adminapi.confirmationmessage': 'Performing the operation.' }
      : {}),
    ...(!one && next < LIST ? { '@odata.nextLink': `${base}?$skiptoken=${String(next)}` } : {}),
    value: Array.from({ length: parameters.WhatIf === true ? 0 : count }, (_, at) => ({
      Identity: `object${String(from + at)}`,
    })),
  };
}

function entities(request: TransportRequest, url: URL, rest: string): object {
  const base = `${url.origin}${url.pathname.slice(0, url.pathname.length - rest.length)}`;
  const set = rest.split(/[(/]/u)[0] ?? '';
  const single = /\('[^']*'\)$/u.test(rest);
  const from = Number(url.searchParams.get('$skiptoken') ?? 0);
  const count = single ? 1 : Math.max(0, Math.min(pageSize(request), LIST - from));
  const next = from + count;
  return {
    '@odata.context': `${base}$metadata#${set}`,
    ...(!single && next < LIST
      ? { '@odata.nextLink': `${url.origin}${url.pathname}?%24skiptoken=${String(next)}` }
      : {}),
    value: Array.from({ length: count }, (_, at) => ({ Identity: `object${String(from + at)}` })),
  };
}

const pageSize = (request: TransportRequest): number =>
  Number(/maxpagesize=(\d+)/u.exec(request.headers.prefer ?? '')?.[1] ?? 1000);

function sameJson(a: string, b: string): boolean {
  return canonical(jsonOf(a) ?? null) === canonical(jsonOf(b) ?? null);
}

function reply(
  text: string,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): TransportResponse {
  const lower = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  // The body came decoded into the captures.
  delete lower['content-encoding'];
  delete lower['content-length'];
  return {
    status,
    headers: { 'content-type': 'application/json', ...lower },
    body: (async function* () {
      yield Promise.resolve(Buffer.from(text));
    })(),
  };
}
