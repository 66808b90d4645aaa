import type { Proxy, ProxyChoice } from '../../shared/model/proxy.ts';

/** What Chromium's network stack is told; the members are those of Electron's ProxyConfig. */
export interface ProxyConfig {
  readonly mode: 'system' | 'auto_detect' | 'pac_script' | 'fixed_servers' | 'direct';
  readonly pacScript?: string;
  readonly proxyRules?: string;
  readonly proxyBypassRules?: string;
}

/** The proxy of a connection that chose for itself, or else the app's. */
export function proxyFor(choice: ProxyChoice, ofTheApp: Proxy): Proxy {
  // The same way as the app's goes with the login that was entered for that.
  return choice === 'app' || choice === ofTheApp.kind ? ofTheApp : { kind: choice };
}

/** One HTTP proxy for all addresses where a host is named: https goes through it by CONNECT. */
export function proxyConfig(proxy: Proxy): ProxyConfig {
  switch (proxy.kind) {
    case 'system':
      return { mode: 'system' };
    case 'auto':
      return { mode: 'auto_detect' };
    case 'none':
      return { mode: 'direct' };
    case 'pac':
      return { mode: 'pac_script', pacScript: proxy.address };
    case 'manual':
      return {
        mode: 'fixed_servers',
        proxyRules: `http://${proxy.host}:${proxy.port}`,
        proxyBypassRules: proxy.bypass,
      };
  }
}

/**
 * The proxy that comes first in an answer of `resolveProxy`, e.g. "PROXY proxy.contoso.com:8080; DIRECT", as host and
 * port; null: reached directly.
 */
export function firstProxy(answer: string): string | null {
  const [first = ''] = answer.split(';');
  return /^\s*(?:PROXY|HTTPS|SOCKS5?|SOCKS4|QUIC)\s+(\S+)/i.exec(first)?.[1] ?? null;
}
