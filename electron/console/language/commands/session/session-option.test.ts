import { expect, it } from 'vitest';
import type { Connections, ConnectRequest, OpenedConnection } from '../../host.ts';
import { testConsole } from '../../interpreter/engine.fixture.ts';

const C = "([pscredential]::new('ana', (ConvertTo-SecureString 'right' -AsPlainText -Force)))";

/** What main is asked for by a script whose last command connects. */
function asked(script: string): { readonly requests: ConnectRequest[]; readonly errors: string[] } {
  const requests: ConnectRequest[] = [];
  const connections: Connections = {
    opened: [],
    open(request) {
      requests.push(request);
      return {} as OpenedConnection;
    },
    close: () => undefined,
    reopen: () => undefined,
    loadHelp: () => undefined,
    states: () => [],
  };
  const ran = testConsole(undefined, undefined, { connections }).run(script);
  const { stopped } = ran.outcome;
  const thrown = stopped?.kind === 'terminating' ? [stopped.record] : [];
  const errors = [...ran.errors, ...thrown];
  return { requests, errors: errors.map(({ exception }) => exception.message) };
}

it.each([
  [`New-PSSessionOption -ProxyAccessType IEConfig -ProxyAuthentication Digest -ProxyCredential ${C}`],
  [
    `New-PSSessionOption; $o.ProxyAccessType = 'IEConfig'; $o.ProxyAuthentication = 'Digest'; $o.ProxyCredential = ${C}`,
  ],
])('hands the login of a proxy to main, and its password only among the secrets: %s', (made) => {
  const { requests, errors } = asked(`$o = ${made}\nConnect-ExchangeOnline -PSSessionOption $o`);
  expect(errors).toEqual([]);
  expect(requests).toHaveLength(1);
  expect(requests[0]?.values).toEqual({
    PSSessionOption: {
      sessionOption: {
        ProxyAccessType: 'IEConfig',
        ProxyAuthentication: 'Digest',
        ProxyCredential: '$ProxyCredential',
      },
      proxyUser: 'ana',
    },
  });
  expect(requests[0]?.secrets).toEqual({ proxy: { username: 'ana', password: 'right' } });
});

it.each(['Kerberos', 'Credssp', 'NegotiateWithImplicitCredential'])(
  'refuses -ProxyAuthentication %s by its name, before anything is connected',
  (name) => {
    const { requests, errors } = asked(
      `$ErrorActionPreference = 'Stop'; $o = New-PSSessionOption -ProxyAuthentication ${name}; Connect-ExchangeOnline -PSSessionOption $o`,
    );
    expect(errors[0]).toContain(`-ProxyAuthentication ${name} is not supported for a proxy.`);
    expect(requests).toEqual([]);
  },
);
