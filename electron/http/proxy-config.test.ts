import { expect, it } from 'vitest';
import { proxySchema, type Proxy } from '../../shared/model/proxy.ts';
import { firstProxy, proxyConfig, proxyFor } from './proxy-config.ts';

const manual = {
  kind: 'manual',
  host: 'proxy.contoso.com',
  port: 8080,
  username: null,
  bypass: '<local>',
} as const;

it('names one proxy for all addresses, with the hosts that go around it', () => {
  expect(proxyConfig(manual)).toEqual({
    mode: 'fixed_servers',
    proxyRules: 'http://proxy.contoso.com:8080',
    proxyBypassRules: '<local>',
  });
  expect(proxyConfig({ kind: 'pac', address: 'https://wpad.contoso.com/a.pac', username: null })).toEqual({
    mode: 'pac_script',
    pacScript: 'https://wpad.contoso.com/a.pac',
  });
  expect(proxyConfig({ kind: 'none' })).toEqual({ mode: 'direct' });
});

it('lets a connection choose for itself', () => {
  expect(proxyFor('app', manual)).toBe(manual);
  expect(proxyFor('none', manual)).toEqual({ kind: 'none' });
  expect(proxyFor('auto', manual)).toEqual({ kind: 'auto' });
  expect(proxyFor('system', manual)).toEqual({ kind: 'system' });
  const withLogin: Proxy = { kind: 'system', username: 'ana' };
  expect(proxyFor('system', withLogin)).toBe(withLogin);
  expect(proxyFor('auto', withLogin)).toEqual({ kind: 'auto' });
});

it.each([
  ['DIRECT', null],
  ['PROXY proxy.contoso.com:8080', 'proxy.contoso.com:8080'],
  ['PROXY [::1]:3128;DIRECT', '[::1]:3128'],
  ['DIRECT;PROXY a:1', null],
  ['SOCKS5 a:1080', 'a:1080'],
  ['', null],
])('reads the first way of “%s”', (answer, expected) => {
  expect(firstProxy(answer)).toBe(expected);
});

it.each(['a;b', 'a=b', 'http://a', 'a b', 'a,b', 'user@a', 'a/b', ''])('takes “%s” for no host', (host) => {
  expect(proxySchema.safeParse({ ...manual, host }).success).toBe(false);
});

it.each(['file:///etc/proxy.pac', 'data:text/plain,x', 'proxy.pac'])(
  'takes “%s” for no PAC address',
  (address) => {
    expect(proxySchema.safeParse({ kind: 'pac', address, username: null }).success).toBe(false);
  },
);
