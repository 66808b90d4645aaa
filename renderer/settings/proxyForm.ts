import type { Proxy } from '../../shared/model/proxy.ts';

export type ProxyKind = Proxy['kind'];

/** What the proxy's form holds while it is filled in: the fields of every kind, so that going back loses nothing. */
export interface ProxyForm {
  readonly kind: ProxyKind;
  readonly address: string;
  readonly host: string;
  readonly port: string;
  readonly bypass: string;
  readonly username: string;
  readonly password: string;
}

export type ProxyField = 'address' | 'host' | 'port' | 'bypass' | 'username' | 'password';

export const PROXY_KINDS: readonly {
  readonly kind: ProxyKind;
  readonly label: string;
  readonly about: string;
}[] = [
  { kind: 'system', label: 'As the system', about: 'What this computer is set to' },
  { kind: 'auto', label: 'Found by itself', about: 'The network announces its own setting (WPAD)' },
  { kind: 'pac', label: 'A PAC file', about: 'A file at an address says which proxy to use' },
  { kind: 'manual', label: 'This proxy', about: 'One host and port for everything' },
  { kind: 'none', label: 'No proxy', about: 'Services are reached directly' },
];

/** The fields that a kind has, in their order. */
export const FIELDS: Readonly<Record<ProxyKind, readonly ProxyField[]>> = {
  system: ['username', 'password'],
  auto: ['username', 'password'],
  none: [],
  pac: ['address', 'username', 'password'],
  manual: ['host', 'port', 'bypass', 'username', 'password'],
};

export function formOf(proxy: Proxy): ProxyForm {
  return {
    kind: proxy.kind,
    address: proxy.kind === 'pac' ? proxy.address : '',
    host: proxy.kind === 'manual' ? proxy.host : '',
    port: proxy.kind === 'manual' ? String(proxy.port) : '8080',
    bypass: proxy.kind === 'manual' ? proxy.bypass : '',
    username: proxy.kind === 'none' ? '' : (proxy.username ?? ''),
    password: '',
  };
}

const HOST = /^([a-z0-9]([a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:.]+\])$/i;

/** What is wrong with one field; null: nothing. */
export function proxyProblem(form: ProxyForm, field: ProxyField): string | null {
  const text = form[field].trim();
  switch (field) {
    case 'address':
      return /^https?:\/\/[^\s/]+/i.test(text) ? null : 'An address begins with http:// or https://';
    case 'host':
      if (text === '') return 'Needed, e.g. proxy.contoso.com';
      return HOST.test(text) ? null : 'Only the name, without http:// and without the port';
    case 'port':
      return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535
        ? null
        : 'A number from 1 to 65535';
    case 'bypass':
      return text.length > 2048 ? 'At most 2,048 characters' : null;
    case 'username':
      if (text.length > 256) return 'At most 256 characters';
      return text.includes(':') ? 'A user name for a proxy can’t have a colon' : null;
    case 'password':
      return form.password !== '' && form.username.trim() === '' ? 'Goes with a user name' : null;
  }
}

/** The first field that is wrong; null: all can be taken. */
export const firstProblem = (form: ProxyForm): ProxyField | null =>
  FIELDS[form.kind].find((field) => proxyProblem(form, field) !== null) ?? null;

export function proxyOf(form: ProxyForm): Proxy {
  const username = form.username.trim() === '' ? null : form.username.trim();
  switch (form.kind) {
    case 'pac':
      return { kind: 'pac', address: form.address.trim(), username };
    case 'manual':
      return {
        kind: 'manual',
        host: form.host.trim(),
        port: Number(form.port),
        username,
        bypass: form.bypass.trim(),
      };
    case 'system':
    case 'auto':
      return username === null ? { kind: form.kind } : { kind: form.kind, username };
    case 'none':
      return { kind: 'none' };
  }
}

/** The form for another kind; a login that was typed for one kind is not taken over to another. */
export const withKind = (form: ProxyForm, kind: ProxyKind): ProxyForm =>
  kind === form.kind ? form : { ...form, kind, username: '', password: '' };

/** True: nothing has to be filled in. */
export const isWhole = (kind: ProxyKind): boolean => kind !== 'pac' && kind !== 'manual';

/** Whether saving would change anything. */
export const isChanged = (form: ProxyForm, saved: Proxy): boolean =>
  form.password !== '' || JSON.stringify(proxyOf(form)) !== JSON.stringify(proxyOf(formOf(saved)));
