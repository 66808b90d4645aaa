import type { ExchangeTarget } from '../../electron/exchange/types.ts';
import { headerOf, type Capture } from './captures.ts';
import { placeOf, type Place } from './place.ts';
import { grantOf } from './requests.ts';
import { CUSTOMER, USER, valueOf } from './scene.ts';

/** The connection that a capture's command was typed in, as far as its request tells. */
export type Context = Pick<
  ExchangeTarget,
  | 'cloud'
  | 'service'
  | 'eop'
  | 'host'
  | 'tenantId'
  | 'username'
  | 'actor'
  | 'organization'
  | 'delegatedOrganization'
>;

/** What is typed before a capture's command. */
export interface Lead {
  readonly command: string;
  /** That its tokens live; null: as long as usual. */
  readonly seconds: number | null;
}

/** Where a capture's command is typed: on an open connection, or where none is (after what leads up to it). */
export type Setting = { readonly context: Context } | { readonly before: Lead | null };

const ORGANIZATION = 'contoso.onmicrosoft.com';
const DELEGATED = 'fabrikam.onmicrosoft.com';
/** So little is left of a token that the next request renews it (real-client.md 8). */
const NEARLY_OVER = 200;

export function settingOf(capture: Capture): Setting {
  if (/\bconnect-(exchangeonline|ippssession)\b/iu.test(capture.command))
    return { before: otherService(capture) };
  const { request, command } = capture;
  const context = contextOf(capture);
  if (context === null) return { before: beforeToken(capture) };
  const speaksOfItself = /^\s*(info|get-connectioninformation|disconnect-exchangeonline)\b/iu.test(command);
  const extra = [pageSizeOf(capture), prefixOf(capture)].join('');
  if (!speaksOfItself && extra === '') return { context: pick(context) };
  const kept = new URL(request.url).pathname.includes('/basicinfo(') ? null : context;
  return { before: { command: connecting(context, kept?.actor ?? 'user') + extra, seconds: null } };
}

function pick({ cloud, service, eop, host, ...who }: Context & Place): Context {
  const { tenantId, username, actor, organization, delegatedOrganization } = who;
  return { cloud, service, eop, host, tenantId, username, actor, organization, delegatedOrganization };
}

/** Null: the request is not one of an open connection (a sign-in). */
function contextOf(capture: Capture): (Context & Place) | null {
  const url = new URL(capture.request.url);
  const tenantId = /^\/adminapi\/[^/]+\/([^/]+)\//iu.exec(url.pathname)?.[1];
  const place = placeOf(url.hostname);
  if (tenantId === undefined || place === null) return null;
  const anchor = headerOf(capture, 'x-anchormailbox') ?? '';
  const named = /^(?:APP|UPN):SystemMailbox\{[^}]*\}@(.+)$/u.exec(anchor)?.[1] ?? null;
  const user = /^UPN:([^{}]+@[^{}]+)$/u.exec(anchor)?.[1] ?? null;
  const script = capture.request.method === 'POST';
  // A partner's own address anchors reads alone (real-client.md 2.3).
  const away = tenantId === CUSTOMER && (user === null || !script);
  const organization = named === null || named === tenantId ? ORGANIZATION : named;
  const app = named !== null && !away;
  return {
    ...place,
    tenantId,
    actor: app ? 'app' : 'user',
    username: app ? `OAuthUser@${organization}` : (user ?? USER),
    organization: app ? organization : null,
    delegatedOrganization: away ? (named === null || named === tenantId ? tenantId : named) : null,
  };
}

/** The command that opens such a connection. */
function connecting(context: Context & Place, actor: 'user' | 'app'): string {
  const { cloud, service, audience, eop } = context;
  if (service === 'compliance') {
    const uri = cloud.id === 'O365Default' && !eop ? '' : ` -ConnectionUri ${audience}/powershell-liveid/`;
    const who =
      actor === 'app'
        ? `-CertificateFilePath $pfx -CertificatePassword $pw -AppId $appid -Organization ${context.organization ?? ORGANIZATION}`
        : '-Credential $cred';
    return `Connect-IPPSSession ${who}${uri} -ShowBanner:$false`;
  }
  const where = cloud.id === 'O365Default' ? '' : ` -ExchangeEnvironmentName ${cloud.id}`;
  const who =
    context.delegatedOrganization !== null
      ? `-AccessToken $cust -DelegatedOrganization ${DELEGATED}`
      : actor === 'app'
        ? `-AccessToken $app -Organization ${context.organization ?? ORGANIZATION}`
        : `-AccessToken $user -UserPrincipalName '${context.username.replaceAll("'", "''")}'`;
  return `Connect-ExchangeOnline ${who}${where} -ShowBanner:$false`;
}

/** A connection's page size, which only the pages that were asked for tell; empty: the usual. */
function pageSizeOf(capture: Capture): string {
  const size = Number(/maxpagesize=(\d+)/u.exec(headerOf(capture, 'prefer') ?? '')?.[1] ?? 1000);
  const read = Number(/skiptoken=(\d+)/u.exec(capture.request.url)?.[1] ?? 0);
  if (read > 0) return read % 1000 === 0 ? '' : ` -PageSize ${String(sizeFor(read, size))}`;
  // A first page is as large as what is asked for, where a connection's pages are no smaller.
  const wanted = Number(valueOf(capture.command, 'ResultSize') ?? 'NaN');
  return size < 1000 && wanted !== size ? ` -PageSize ${String(size)}` : '';
}

const sizeFor = (read: number, size: number): number =>
  [100, 200, 250, 500, 50, 10, size].find((one) => one >= size && read % one === 0) ?? read;

/** The prefix of a connection, where the command has one that the service's cmdlet has not; empty: none. */
function prefixOf(capture: Capture): string {
  const [verb = '', noun = ''] = (headerOf(capture, 'x-cmdletname') ?? '').split('-');
  if (noun === '') return '';
  const found = new RegExp(`\\b${verb}-([A-Za-z0-9]+)${noun}\\b`, 'iu').exec(capture.command)?.[1];
  const plain = new RegExp(`\\b${verb}-${noun}\\b`, 'iu').test(capture.command);
  return found === undefined || plain ? '' : ` -Prefix ${found}`;
}

/** A refresh that a Connect- command brings: the account has a connection to the other service (real-client.md 3). */
function otherService({ request, command }: Capture): Lead | null {
  if (grantOf(request) !== 'refresh_token') return null;
  const who = /-credential\b/iu.test(command)
    ? '-Credential $cred'
    : /-device\b/iu.test(command)
      ? '-Device'
      : `-UserPrincipalName ${valueOf(command, 'UserPrincipalName') ?? USER}`;
  const other = /\bconnect-ippssession\b/iu.test(command) ? 'Connect-ExchangeOnline' : 'Connect-IPPSSession';
  return { command: `${other} ${who} -ShowBanner:$false`, seconds: null };
}

/** The connection whose token the command has renewed. */
function beforeToken({ request }: Capture): Lead {
  const form = new URLSearchParams(request.body);
  const grant = form.get('grant_type');
  const compliance = (form.get('scope') ?? '').includes('//ps.');
  const connect = compliance ? 'Connect-IPPSSession' : 'Connect-ExchangeOnline';
  if (grant === 'client_credentials') {
    const command = `${connect} -CertificateFilePath $pfx -CertificatePassword $pw -AppId $appid -Organization ${ORGANIZATION}`;
    return { command, seconds: form.has('claims') ? null : NEARLY_OVER };
  }
  if (grant === 'refresh_token') {
    const asked = /nbf|acrs/u.test(form.get('claims') ?? '');
    return { command: `${connect} -Credential $cred`, seconds: asked ? null : NEARLY_OVER };
  }
  return { command: `Connect-ExchangeOnline -AccessToken $user -UserPrincipalName ${USER}`, seconds: null };
}
