import { beforeEach, describe, expect, it } from 'vitest';
import { NO_OPTIONS, type ConnectionOptions } from '../../shared/model/connection-options.ts';
import type { CloudId } from '../../shared/clouds.ts';
import {
  draft,
  failureOf,
  fakeAccounts,
  fakeActivity,
  fakeExchange,
  memoryFile,
  noLookup,
  sourcesOf,
  nothingKept,
} from '../testing/world.ts';
import { createConnections, type Connections } from './connections.ts';

let accounts: ReturnType<typeof fakeAccounts>;
let exchange: ReturnType<typeof fakeExchange>;
let connections: Connections;
beforeEach(() => {
  accounts = fakeAccounts();
  exchange = fakeExchange();
  connections = createConnections({
    kept: nothingKept,
    ...{ accounts, exchange, file: memoryFile(), activity: fakeActivity() },
    sources: sourcesOf(accounts),
    lookup: noLookup,
    journalFile: memoryFile(),
  });
});

async function connect(options: Partial<ConnectionOptions>, cloudId: CloudId = 'Practice') {
  const { profile } = await connections.handlers.create(
    draft({ cloudId, options: { ...NO_OPTIONS, ...options } }),
  );
  return connections.handlers.connect({ id: profile.id });
}

describe('before any sign-in', () => {
  it.each([
    ['a host that nobody agreed to', { connectionUri: 'https://mail.contoso.com/' }, 'mail.contoso.com'],
    [
      'a sign-in host that nobody agreed to',
      { authorityUri: 'https://sts.contoso.com/x' },
      'sts.contoso.com',
    ],
    [
      'a lookalike, although another one was agreed to',
      {
        connectionUri: 'https://outlook.office365.com.evil.example/',
        confirmedHosts: ['outlook.office365.com'],
      },
      'evil.example',
    ],
    ['a service host of another environment', { connectionUri: 'https://partner.outlook.cn/' }, 'China'],
    [
      'a sign-in host of another environment',
      { authorityUri: 'https://login.microsoftonline.com/x' },
      'Microsoft 365',
    ],
    ['an address with a password', { connectionUri: 'https://a:b@mail.contoso.com/' }, 'password'],
    ['an address without https', { authorityUri: 'http://login.practice.localhost/x' }, 'https'],
  ])('%s is refused', async (_what, options, words) => {
    const failure = await failureOf(connect(options));
    expect(failure.message).toContain(words);
    expect(failure.action).toBe('edit-connection');
    expect([accounts.requests, exchange.targets]).toEqual([[], []]);
  });

  it('a confirmed host gets the sign-in for its own origin, and is the one host of the session', async () => {
    await connect({ connectionUri: 'https://mail.contoso.com/old', confirmedHosts: ['mail.contoso.com'] });
    expect(accounts.requests[0]?.scopes).toEqual(['https://mail.contoso.com/.default']);
    expect(exchange.targets[0]?.host).toBe('mail.contoso.com');
  });

  it('GCC High and DoD share their compliance host', async () => {
    const l5 = 'https://l5.ps.compliance.protection.office365.us/powershell-liveid/';
    const { profile } = await connections.handlers.create(
      draft({
        cloudId: 'O365USGovGCCHigh',
        services: ['compliance'],
        options: { ...NO_OPTIONS, connectionUri: l5 },
      }),
    );
    await connections.handlers.connect({ id: profile.id });
    expect(exchange.targets[0]?.host).toBe('ps.compliance.protection.office365.us');
  });
});
