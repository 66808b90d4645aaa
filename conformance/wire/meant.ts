import type { TransportRequest } from '../../electron/http/types.ts';
import { headerOf, type Capture } from './captures.ts';
import type { Found } from './difference.ts';
import { isSignIn, signInReason } from './meant-sign-in.ts';
import { grantOf, jsonOf, segmentsOf, type Json } from './requests.ts';

/** What happened around the request that is compared. */
export interface Facts {
  /** All that was sent for the command, in order. */
  readonly sent: readonly TransportRequest[];
  /** The person was asked, and agreed. */
  readonly asked: boolean;
}

/** A header that differs on purpose. Each side is told exactly: null is "not there". */
export interface HeaderRule {
  readonly name: RegExp;
  readonly theirs: RegExp | null;
  readonly ours: RegExp | null;
  readonly why: string;
  /** The captured requests that it holds for; absent: all. */
  readonly on?: (request: Capture['request']) => boolean;
}

const OWN_NAME = 'the service is told our own name and version, never the module’s';
const IDS = 'ids that support asks for, and our name, are on every request';
const STACK = 'set by the network stack, from the body and the address';
const SHELL = 'facts of PowerShell and of the computer that it runs on, which we are not';

const ANY = /^/u;
const GUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/iu;
const AGENT = /^Tenantdeck\/\d+\.\d+\.\d+[\w.-]*$/u;
const VERSION = /^\d+\.\d+\.\d+[\w.-]*$/u;

const isGet = ({ method }: Capture['request']): boolean => method === 'GET';
const asksFor =
  (name: RegExp) =>
  ({ url }: Capture['request']): boolean =>
    name.test(segmentsOf(url).at(-1) ?? '');

const HEADERS: readonly HeaderRule[] = [
  { name: /^user-agent$/u, theirs: ANY, ours: AGENT, why: OWN_NAME },
  { name: /^user-agent$/u, theirs: null, ours: AGENT, why: IDS },
  { name: /^x-clientapplication$/u, theirs: /^ExoManagementModule$/u, ours: /^Tenantdeck$/u, why: OWN_NAME },
  { name: /^x-clientapplication$/u, theirs: null, ours: /^Tenantdeck$/u, why: IDS },
  { name: /^x-clientmoduleversion$/u, theirs: /^[\d.]+$/u, ours: VERSION, why: OWN_NAME },
  { name: /^x-clientmoduleversion$/u, theirs: null, ours: VERSION, why: IDS },
  { name: /^(client-request|connection)-id$/u, theirs: null, ours: GUID, why: IDS },
  { name: /^host$/u, theirs: ANY, ours: null, why: STACK },
  { name: /^connection$/u, theirs: /^keep-alive$/iu, ours: null, why: STACK },
  { name: /^content-length$/u, theirs: /^\d+$/u, ours: null, why: STACK },
  { name: /^accept-encoding$/u, theirs: /^gzip(, deflate, br)?$/u, ours: null, why: STACK },
  {
    name: /^(client-process-id|ps-version|exomodule-version|os-version|is-cloud-shell(-environment)?)$/u,
    ...{ theirs: ANY, ours: null, why: SHELL },
  },
  { name: /^x-ms-diagnostics$/u, theirs: /^ClientCertSigned:false$/iu, ours: null, why: SHELL },
  {
    ...{ name: /^x-responseformat$/u, theirs: /^clixml$/u, ours: /^json$/u },
    why: 'JSON and not CLIXML: its pages go to the worker as bytes, and no .NET objects are made of them',
  },
  {
    ...{ name: /^skiploadingformatdata$/u, theirs: null, ours: /^true$/u, on: asksFor(/^EXOModuleFile$/iu) },
    why: 'format files are not read: which columns a result shows is our own',
  },
  {
    ...{
      name: /^content-type$/u,
      theirs: /^application\/json;odata\.metadata=minimal$/u,
      ours: null,
      on: isGet,
    },
    why: 'a GET has no body whose type could be told',
  },
  {
    ...{ name: /^accept$/u, theirs: null, ours: /^application\/json$/u, on: isGet },
    why: 'says what is understood, where the module says nothing',
  },
];

/** Why a difference is meant; null: it is not. */
export function reasonFor(
  capture: Capture,
  ours: TransportRequest | null,
  difference: Found,
  facts: Facts,
): string | null {
  const { what } = difference;
  if (what === 'not sent') return unsentReason(capture, facts);
  const part = /^part \d+ header (.+)$/u.exec(what)?.[1];
  if (part !== undefined) return headerReason(HEADERS, part, capture, difference);
  const kind = what.split(' ', 1)[0] ?? '';
  const name = what.slice(kind.length + 1);
  if (ours !== null && isSignIn(capture)) {
    const reason = signInReason(kind, name, capture, ours, difference);
    if (reason !== null) return reason;
  }
  switch (kind) {
    case 'header':
      return headerReason(HEADERS, name, capture, difference);
    case 'body':
      return confirmReason(name, capture, difference, facts);
    case 'query':
      return filterReason(name, capture, difference);
    case 'path':
      return slashReason(difference);
    default:
      return null;
  }
}

export function headerReason(
  rules: readonly HeaderRule[],
  name: string,
  { request }: Capture,
  { expected, actual }: Found,
): string | null {
  const is = (wanted: RegExp | null, value: string | null): boolean =>
    wanted === null ? value === null : value !== null && wanted.test(value);
  const rule = rules.find(
    (one) =>
      one.name.test(name) &&
      is(one.theirs, expected) &&
      is(one.ours, actual) &&
      (one.on === undefined || one.on(request)),
  );
  return rule?.why ?? null;
}

/** The one request that stands for nothing here, and the grants that another stands for. */
function unsentReason({ request, command }: Capture, { sent }: Facts): string | null {
  const theirs = new URL(request.url);
  const atHost = sent.filter(({ url }) => new URL(url).host === theirs.host);
  const asked = theirs.searchParams.get('authorization_endpoint') ?? '';
  if (
    theirs.pathname === '/common/discovery/instance' &&
    asked.startsWith(`${theirs.origin}/`) &&
    // Whoever is asked for, the sign-in itself must have gone to that very host and authority.
    atHost.some(({ url }) => /\/oauth2\/v2\.0\/(token|devicecode|authorize)$/u.test(new URL(url).pathname))
  )
    return 'the hosts of each environment are known, so nobody is asked for them';
  if (
    grantOf(request) === 'refresh_token' &&
    /^\s*connect-\w+\b.*-credential\b/iu.test(command) &&
    atHost.some((ours) => grantOf(ours) === 'password' && resourceOf(ours.body) === resourceOf(request.body))
  )
    return 'who gives a password has it looked at, also where a sign-in of the account is kept';
  return null;
}

/** What a token is asked for. */
const resourceOf = (body: string | undefined): string | undefined =>
  (new URLSearchParams(body ?? '').get('scope') ?? '').split(' ').find((one) => one.endsWith('/.default'));

/** A question of the service that the person answers; of -WhatIf nothing is asked. */
function confirmReason(
  path: string,
  { request }: Capture,
  { expected, actual }: Found,
  { asked }: Facts,
): string | null {
  const parameters = path.replace(/\.Confirm$/u, '');
  const validates =
    /^(requests\.\d+\.body\.)?CmdletInput\.Parameters\.Confirm$/u.test(path) &&
    expected === 'true' &&
    actual === 'false';
  return validates && asked && at(request.body, `${parameters}.WhatIf`) !== true
    ? 'the question is asked here, before anything is sent, and not by the service'
    : null;
}

function at(body: string, path: string): Json | undefined {
  return path.split('.').reduce<Json | undefined>((value, name) => {
    if (typeof value !== 'object' || value === null) return undefined;
    return (value as Readonly<Record<string, Json>>)[name];
  }, jsonOf(body));
}

/** Characters that the module leaves as they are in a filter's value, where they end it (real-client.md 6.3). */
function filterReason(name: string, { request }: Capture, { actual }: Found): string | null {
  if (name !== '$filter' || actual === null || !/[&+#%]/u.test(actual)) return null;
  const [, sent = ''] = /[?&]\$filter=(.*)$/u.exec(request.url) ?? [];
  // Only these stand there unescaped; of what follows a # the service hears nothing.
  const theirs = encodeURI(actual).replaceAll('%25', '%').replace(/#.*$/u, '');
  const same = (text: string) => text.replaceAll('%22', '"').replaceAll('%27', "'");
  return same(sent).startsWith(same(theirs)) && theirs !== ''
    ? 'a filter’s & + # % are escaped, so that the whole of it arrives'
    : null;
}

/** Base64 may hold a slash. */
function slashReason({ expected, actual }: Found): string | null {
  const [theirs, ours] = [expected ?? '', actual ?? ''];
  return ours.replace(/%2F/giu, '/') !== ours &&
    ours.replace(/%2F/giu, '/').replaceAll('%3D', '=') === theirs.replaceAll('%3D', '=')
    ? 'a slash within a key is escaped, so that it is none of the address'
    : null;
}

/** A header of a sign-in that its own rules need. */
export const anchorOf = (capture: Capture): string => headerOf(capture, 'x-anchormailbox') ?? '';
