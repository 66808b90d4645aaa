import type { ProxyChoice } from '../model/proxy.ts';
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

/** What session options say: the proxy, and the rest as text for a round trip. */
export interface ReadSessionOption {
  readonly proxy: ProxyChoice;
  /** Arguments of New-PSSessionOption. */
  readonly text: string;
  /** Names of those without effect. */
  readonly inert: readonly string[];
  /** Set where the proxy's kind is none that exists. */
  readonly problem: string | null;
}

export function readSessionOption({ sessionOption }: SessionOptionValue): ReadSessionOption {
  const entries = Object.entries(sessionOption);
  const typed = entries.find(([name]) => name.toLowerCase() === 'proxyaccesstype')?.[1] ?? 'None';
  const kind = typed.replace(/^['"]|['"]$/g, '').toLowerCase();
  const proxy = PROXY_OF[kind];
  return {
    proxy: proxy ?? 'app',
    text: entries.map(([name, text]) => (text === '' ? `-${name}` : `-${name} ${text}`)).join(' '),
    inert: entries.map(([name]) => name).filter((name) => name.toLowerCase() !== 'proxyaccesstype'),
    problem: proxy === undefined ? `“${typed.slice(0, 40)}” is no kind of proxy access.` : null,
  };
}

/** A parameter and its value as this module writes them: quoted, a plain word, or a variable. Nothing else is printed. */
const PART = /-(\w+)(?: ('(?:[^'\u2018-\u201b]|'')*'|[\w.:][\w.:-]*|\$\w+))?(?= |$)/g;

/** Arguments of New-PSSessionOption for a connection; null: it needs none. @param kept what was typed once */
export function sessionOptionText(proxy: ProxyChoice, kept: string): string | null {
  const parts = [...kept.matchAll(PART)]
    .map(([, name = '', value]) => ({ name, value }))
    .filter(({ name }) => SESSION_OPTIONS[name] !== undefined);
  const typed = parts.find(({ name }) => name === 'ProxyAccessType')?.value?.replaceAll("'", '') ?? 'none';
  const type = TYPE_OF[proxy];
  if (PROXY_OF[typed.toLowerCase()] !== proxy) {
    const others = parts.filter(({ name }) => name !== 'ProxyAccessType');
    parts.length = 0;
    if (type !== null) parts.push({ name: 'ProxyAccessType', value: type });
    parts.push(...others);
  }
  if (parts.length === 0) return null;
  return parts.map(({ name, value }) => (value === undefined ? `-${name}` : `-${name} ${value}`)).join(' ');
}
