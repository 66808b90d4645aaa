import type { TransportRequest } from '../../electron/http/types.ts';
import type { Capture } from './captures.ts';
import type { Found } from './difference.ts';
import { isSignIn, signInReason } from './meant-sign-in.ts';
import { elsewhereReason, organizationReason } from './organizations.ts';
import { grantOf, jsonOf, organizationAt, queryOf, segmentsOf, type Json } from './requests.ts';

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
      return ours === null ? null : filterReason(name, capture, ours, difference);
    case 'path':
      return slashReason(difference) ?? (ours === null ? null : addressReason(capture, ours));
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
function unsentReason(capture: Capture, { sent }: Facts): string | null {
  if (sent.length === 0) return elsewhereReason(capture);
  const { request, command } = capture;
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
  const own = /^(requests\.\d+\.body\.)?CmdletInput\.Parameters\.Confirm$/u.test(path) && actual === 'false';
  if (!own || !asked || at(request.body, `${parameters}.WhatIf`) === true) return null;
  switch (expected) {
    case 'true':
      return 'the question is asked here, before anything is sent, and not by the service';
    case null:
      return 'every change is asked about here, so the service is told not to ask, where the module leaves that to it';
    default:
      return null;
  }
}

function at(body: string, path: string): Json | undefined {
  return path.split('.').reduce<Json | undefined>((value, name) => {
    if (typeof value !== 'object' || value === null) return undefined;
    return (value as Readonly<Record<string, Json>>)[name];
  }, jsonOf(body));
}

/** Characters of a filter's value that the module leaves as they are, where they end it (real-client.md 6.3). */
function filterReason(
  name: string,
  { request }: Capture,
  ours: TransportRequest,
  { expected, actual }: Found,
): string | null {
  const filter = queryOf(ours.url).get('$filter') ?? '';
  // Twice there, it is another fault.
  if (!/[&+#%]/u.test(filter) || filter.includes('\n')) return null;
  const remainder = expected !== null && actual === null && filter.includes(`&${name}`);
  if (name !== '$filter' && !remainder) return null;
  const [, sent = ''] = /[?&]\$filter=(.*)$/u.exec(request.url) ?? [];
  // Of what follows a # the service hears nothing.
  const left = encodeURI(filter).replaceAll('%25', '%').replace(/#.*$/u, '');
  return left !== '' && asWritten(sent).startsWith(asWritten(left))
    ? 'a filter’s & + # % are escaped, so that the whole of it arrives'
    : null;
}

const asWritten = (text: string): string => text.replaceAll('%22', '"').replaceAll('%27', "'");

/** Another organisation's name in an address that is the same else. */
function addressReason(capture: Capture, ours: TransportRequest): string | null {
  const rest = (url: string) => segmentsOf(url).with(organizationAt(url), '').join('\n');
  return rest(capture.request.url) === rest(ours.url) ? organizationReason(capture, ours) : null;
}

/** Base64 may hold a slash. */
function slashReason({ expected, actual }: Found): string | null {
  const [theirs, ours] = [expected ?? '', actual ?? ''];
  return ours.replace(/%2F/giu, '/') !== ours &&
    ours.replace(/%2F/giu, '/').replaceAll('%3D', '=') === theirs.replaceAll('%3D', '=')
    ? 'a slash within a key is escaped, so that it is none of the address'
    : null;
}
