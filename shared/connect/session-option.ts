import type { ConnectionOptions } from '../model/connection-options.ts';
import type { ProxyAuthentication, ProxyChoice, ProxyLoginOption } from '../model/proxy.ts';
import type { SessionOptionValue } from './values.ts';

/** -ProxyAccessType of New-PSSessionOption (connect.md, Parameters). */
const PROXY_OF: Readonly<Record<string, ProxyChoice>> = {
  none: 'app',
  ieconfig: 'system',
  winhttpconfig: 'system',
  autodetect: 'auto',
  noproxyserver: 'none',
};
const TYPE_OF: Readonly<Record<ProxyChoice, string | null>> = {
  app: null,
  system: 'IEConfig',
  auto: 'AutoDetect',
  none: 'NoProxyServer',
};
/**
 * -ProxyAuthentication: PowerShell's own session options take Basic, Digest and Negotiate, of all mechanisms that the
 * parameter's type has.
 */
const AUTHENTICATION_OF: Readonly<Record<string, ProxyAuthentication>> = {
  default: 'any',
  basic: 'basic',
  digest: 'digest',
  negotiate: 'negotiate',
};
/** The parameters that mean something over REST. */
const OF_PROXY: ReadonlySet<string> = new Set(['proxyaccesstype', 'proxyauthentication', 'proxycredential']);
/** Parameters of New-PSSessionOption. */
export const SESSION_OPTIONS: Readonly<Record<string, 'switch' | 'value' | 'secret'>> = {
  MaximumRedirection: 'value',
  NoCompression: 'switch',
  NoMachineProfile: 'switch',
  Culture: 'value',
  UICulture: 'value',
  MaximumReceivedDataSizePerCommand: 'value',
  MaximumReceivedObjectSize: 'value',
  OutputBufferingMode: 'value',
  MaxConnectionRetryCount: 'value',
  ApplicationArguments: 'value',
  OpenTimeout: 'value',
  CancelTimeout: 'value',
  IdleTimeout: 'value',
  ProxyAccessType: 'value',
  ProxyAuthentication: 'value',
  ProxyCredential: 'secret',
  SkipCACheck: 'switch',
  SkipCNCheck: 'switch',
  SkipRevocationCheck: 'switch',
  OperationTimeout: 'value',
  NoEncryption: 'switch',
  UseUTF16: 'switch',
  IncludePortInSPN: 'switch',
};

/** What session options say: the proxy and its login, and all of it as text for a round trip. */
export interface ReadSessionOption {
  readonly proxy: ProxyChoice;
  readonly proxyLogin: ProxyLoginOption | null;
  /** Arguments of New-PSSessionOption. */
  readonly text: string;
  /** Names of those without effect. */
  readonly inert: readonly string[];
  /** Set where the kind of proxy or of login is none that there is. */
  readonly problem: { readonly message: string; readonly hint: string } | null;
}

/** Why that -ProxyAuthentication can't be had; null: it can. */
export function proxyAuthenticationProblem(name: string): ReadSessionOption['problem'] {
  if (AUTHENTICATION_OF[name.toLowerCase()] !== undefined) return null;
  return {
    message: `-ProxyAuthentication ${name.slice(0, 40)} is not supported for a proxy.`,
    hint: 'Write Basic, Digest or Negotiate, or leave it out: then the proxy says how.',
  };
}

export function readSessionOption({
  sessionOption,
  proxyUser = null,
}: SessionOptionValue): ReadSessionOption {
  const entries = Object.entries(sessionOption);
  const typed = (name: string): string | null =>
    entries.find(([one]) => one.toLowerCase() === name)?.[1].replace(/^['"]|['"]$/g, '') ?? null;
  const access = typed('proxyaccesstype') ?? 'None';
  const proxy = PROXY_OF[access.toLowerCase()];
  const mechanism = typed('proxyauthentication') ?? 'Default';
  const authentication = AUTHENTICATION_OF[mechanism.toLowerCase()] ?? 'any';
  const hasLogin = typed('proxycredential') !== null;
  const user = proxyUser?.trim() ?? '';
  const inert = entries.map(([name]) => name).filter((name) => !OF_PROXY.has(name.toLowerCase()));
  return {
    proxy: proxy ?? 'app',
    proxyLogin:
      hasLogin || authentication !== 'any'
        ? { username: hasLogin && user !== '' && user.length <= 256 ? user : null, authentication }
        : null,
    text: entries.map(([name, text]) => (text === '' ? `-${name}` : `-${name} ${text}`)).join(' '),
    inert: hasLogin && proxy === 'none' ? [...inert, 'ProxyCredential'] : inert,
    problem:
      proxy === undefined
        ? {
            message: `“${access.slice(0, 40)}” is no kind of proxy access.`,
            hint: 'Write None, IEConfig, WinHttpConfig, AutoDetect or NoProxyServer.',
          }
        : proxyAuthenticationProblem(mechanism),
  };
}

/** A parameter and its value as this module writes them: quoted, a plain word, or a variable. Nothing else is printed. */
const PART = /-(\w+)(?: ('(?:[^'\u2018-\u201b]|'')*'|[\w.:][\w.:-]*|\$\w+))?(?= |$)/g;
const CREDENTIAL = '$ProxyCredential';

/**
 * Arguments of New-PSSessionOption for a connection; null: it needs none. The password is a variable.
 * @param kept what was typed once
 */
export function sessionOptionText(
  { proxy, proxyLogin }: Pick<ConnectionOptions, 'proxy' | 'proxyLogin'>,
  kept: string,
): string | null {
  const parts = new Map(
    [...kept.matchAll(PART)]
      .map(([, name = '', value]) => [name, value] as const)
      .filter(([name]) => SESSION_OPTIONS[name] !== undefined),
  );
  const typed = (name: string, otherwise: string) =>
    (parts.get(name)?.replaceAll("'", '') ?? otherwise).toLowerCase();
  if (PROXY_OF[typed('ProxyAccessType', 'none')] !== proxy)
    setFirst(parts, 'ProxyAccessType', TYPE_OF[proxy]);
  const authentication = proxyLogin?.authentication ?? 'any';
  if (AUTHENTICATION_OF[typed('ProxyAuthentication', 'default')] !== authentication) {
    set(parts, 'ProxyAuthentication', MECHANISM_OF[authentication]);
  }
  if (proxyLogin === null) parts.delete('ProxyCredential');
  else if (proxyLogin.username !== null) set(parts, 'ProxyCredential', CREDENTIAL);
  if (parts.size === 0) return null;
  return [...parts]
    .map(([name, value]) => (value === undefined ? `-${name}` : `-${name} ${value}`))
    .join(' ');
}

const MECHANISM_OF: Readonly<Record<ProxyAuthentication, string | null>> = {
  any: null,
  basic: 'Basic',
  digest: 'Digest',
  negotiate: 'Negotiate',
};

type Parts = Map<string, string | undefined>;

function set(parts: Parts, name: string, value: string | null): void {
  if (value === null) parts.delete(name);
  else parts.set(name, value);
}

function setFirst(parts: Parts, name: string, value: string | null): void {
  const others = [...parts].filter(([one]) => one !== name);
  parts.clear();
  set(parts, name, value);
  for (const [one, other] of others) parts.set(one, other);
}
