import { describe, expect, it } from 'vitest';
import { NO_OPTIONS, type ConnectionOptions } from '../../../../../shared/model/connection-options.ts';
import type { ConnectionFacts, ConnectRequest } from '../../host.ts';
import { askedOfOwn } from './own-connection.ts';

function asked(
  values: ConnectRequest['values'],
  options: Partial<ConnectionOptions> = {},
  command: ConnectRequest['command'] = 'Connect-ExchangeOnline',
) {
  const service = command === 'Connect-IPPSSession' ? 'compliance' : 'exchange';
  const facts = { service, environment: 'O365Default', options: { ...NO_OPTIONS, ...options } };
  return askedOfOwn({ command, values, secrets: {} }, facts as ConnectionFacts);
}

describe("a Connect- command that means the tab's own connection", () => {
  it.each<[ConnectRequest['values'], string]>([
    [{ PageSize: 2000 }, '-PageSize must be a whole number from 1 to 1000'],
    [{ LogLevel: 'nonsense' }, '-LogLevel is Default or All'],
    [{ UserPrincipalName: '' }, '-UserPrincipalName is empty'],
    [{ CommandName: 5 }, '-CommandName takes names'],
    [{ ManagedIdentityAccountId: 'x' }, '-ManagedIdentityAccountId needs -ManagedIdentity'],
    [{ PSSessionOption: { sessionOption: { ProxyAccessType: 'Tin' } } }, 'IEConfig'],
  ])('is refused for a wrong value as any other is: %j', (values, words) => {
    expect(() => asked(values)).toThrow(words);
  });

  it.each<[ConnectRequest['values'], Partial<ConnectionOptions>, string]>([
    [{ CommandName: ['Get-AcceptedDomain'] }, {}, 'CommandName'],
    [{ PageSize: 100 }, {}, 'PageSize'],
    [{ PageSize: 1000 }, { pageSize: 100 }, 'PageSize'],
    [{ BypassMailboxAnchoring: true }, {}, 'BypassMailboxAnchoring'],
    [
      { PSSessionOption: { sessionOption: { ProxyAccessType: 'NoProxyServer' } } },
      { proxy: 'system' },
      'PSSessionOption',
    ],
    [{ EnableErrorReporting: true }, {}, 'EnableErrorReporting'],
  ])('wants one more where what it says is not how the own one was made: %j', (values, options, name) => {
    expect(asked(values, options).differs).toEqual([name]);
  });

  it('wants one more for a session of compliance searches, and for the host of standalone protection', () => {
    expect(asked({ EnableSearchOnlySession: true }, {}, 'Connect-IPPSSession').differs).toEqual([
      'EnableSearchOnlySession',
    ]);
    const address = { ConnectionUri: 'https://ps.protection.outlook.com/powershell-liveid/' };
    expect(asked(address, {}, 'Connect-IPPSSession').differs).toEqual(['ConnectionUri']);
  });

  it.each<[ConnectRequest['values'], Partial<ConnectionOptions>]>([
    [{ UserPrincipalName: 'ann@contoso.com', ShowBanner: false, ShowProgress: true }, {}],
    [{ PageSize: 1000 }, {}],
    [{ CommandName: ['get-mailbox', 'Get-User'] }, { commandNames: ['Get-User', 'Get-Mailbox'] }],
    [{ PSSessionOption: { sessionOption: { ProxyAccessType: 'IEConfig' } } }, { proxy: 'system' }],
    [{ ConnectionUri: 'https://outlook.office365.com/powershell-liveid/' }, {}],
    [{ UseMultithreading: true }, {}],
  ])('is the own one where that was made so, without a word: %j', (values, options) => {
    expect(asked(values, options)).toEqual({ differs: [], notes: [] });
  });

  it('says what has no effect', () => {
    const { differs, notes } = asked({
      UseMultithreading: false,
      FormatTypeName: ['Mailbox'],
      LogLevel: 'All',
    });
    expect(differs).toEqual([]);
    expect(notes).toEqual([
      '-FormatTypeName has no effect. Results show all their properties, without format data.',
      '-UseMultithreading has no effect. The service’s own limits decide how much is read at once.',
      '-LogLevel has no effect without -EnableErrorReporting.',
    ]);
  });
});
