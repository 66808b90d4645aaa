import { describe, expect, it } from 'vitest';
import type { Bound } from '../builtin.ts';
import type { ConnectionFacts } from '../../host.ts';
import type { Value } from '../../values/model.ts';
import { BoundValues } from '../../binding/bound-values.ts';
import { checkConnect } from './connection-check.ts';

const FACTS: ConnectionFacts = {
  id: '6e2c3f0a-4a53-4b6e-9a3f-6a0f9a1b2c3d',
  service: 'exchange',
  environment: 'O365Default',
  organisation: 'Contoso',
  domains: ['contoso.onmicrosoft.com', 'contoso.com'],
  tenantId: '11111111-2222-3333-4444-555555555555',
  userPrincipalName: 'admin@contoso.com',
  method: 'browser',
  delegated: false,
  connectionUri: 'https://outlook.office365.com',
  authorizationEndpointUri: 'https://login.microsoftonline.com/organizations',
  tokenExpires: 0,
  moduleVersion: '3.7.2',
};

function bound(values: Record<string, Value>): Bound {
  const made = new BoundValues();
  for (const [name, value] of Object.entries(values)) made.put(name, value);
  return made;
}

function connect(values: Record<string, Value>, facts: ConnectionFacts | undefined = FACTS): void {
  checkConnect('Connect-ExchangeOnline', 'exchange', bound(values), facts);
}

describe('Connect- commands of a script', () => {
  it.each<Record<string, Value>>([
    {},
    { UserPrincipalName: 'Admin@Contoso.com', ShowBanner: false },
    { DelegatedOrganization: 'contoso.onmicrosoft.com' },
    { Organization: FACTS.tenantId },
    { ExchangeEnvironmentName: 'o365default' },
    { ConnectionUri: 'https://outlook.office365.com/powershell-liveid/' },
    { AzureADAuthorizationEndpointUri: 'https://login.microsoftonline.com/adatum.onmicrosoft.com' },
    { Credential: null, ManagedIdentity: false },
    { Prefix: 'Primary' },
  ])('are answered for the connection of the tab: %j', (values) => {
    expect(() => {
      connect(values);
    }).not.toThrow();
  });

  it.each<[Record<string, Value>, string]>([
    [{ UserPrincipalName: 'other@contoso.com' }, 'is signed in as admin@contoso.com'],
    [{ DelegatedOrganization: 'fabrikam.onmicrosoft.com' }, 'names fabrikam.onmicrosoft.com'],
    [{ Organization: 'fabrikam.com' }, 'Open a connection for fabrikam.com'],
    [{ UserPrincipalName: 'other@contoso.com' }, 'add a connection with that account'],
    [{ CertificateThumbprint: 'AB' }, '-CertificateThumbprint asks to sign in as an app'],
    [
      { CertificateFilePath: 'a.pfx', CertificatePassword: 'x', AppId: 'a' },
      'Take -CertificateFilePath, -AppId and -CertificatePassword out',
    ],
    [{ ExchangeEnvironmentName: 'O365GermanyCloud' }, 'Microsoft closed this cloud in 2021'],
    [{ ExchangeEnvironmentName: 'Elsewhere' }, 'Open a tab for an organisation in that environment'],
    [{ ManagedIdentity: true }, 'managed identity'],
    [{ Device: true }, 'device code'],
    [{ UseRPSSession: true }, 'shut down'],
    [{ ExchangeEnvironmentName: 'O365USGovDoD' }, 'O365USGovDoD is not the environment'],
    [{ ConnectionUri: 'https://ps.compliance.protection.office365.us/x' }, 'is not the environment'],
    [{ ConnectionUri: 'https://outlook.office365.com.evil.example/' }, 'is not the environment'],
  ])('are refused for anything else: %j', (values, words) => {
    expect(() => {
      connect(values);
    }).toThrow(words);
  });

  it('are refused in a tab of the other service, and in one without a connection', () => {
    expect(() => {
      connect({}, { ...FACTS, service: 'compliance' });
    }).toThrow('Open a tab for Exchange Online of Contoso');
    expect(() => checkConnect('Connect-IPPSSession', 'compliance', bound({}), undefined)).toThrow(
      'this tab has none',
    );
  });

  it('are told by name that Security & Compliance has no connections yet', () => {
    expect(() => checkConnect('Connect-IPPSSession', 'compliance', bound({}), FACTS)).toThrow(
      'this tab is connected to Exchange Online of Contoso. Connections to Security & Compliance are not on offer yet',
    );
  });

  it('have the practice organisation stand in for outside names, never for another practice organisation', () => {
    const practice = {
      ...FACTS,
      environment: 'Practice',
      domains: ['adatum.practice.localhost'],
      userPrincipalName: 'admin@practice.localhost',
    };
    const check = (values: Record<string, Value>, facts: ConnectionFacts = practice): readonly string[] =>
      checkConnect('Connect-ExchangeOnline', 'exchange', bound(values), facts);
    expect(check({ UserPrincipalName: 'admin@practice.localhost' })).toEqual([]);
    expect(check({ DelegatedOrganization: 'adatum.onmicrosoft.com' })).toEqual([]);
    expect(
      check({ UserPrincipalName: 'ann@fabrikam.com', DelegatedOrganization: 'fabrikam.onmicrosoft.com' }),
    ).toEqual(['ann@fabrikam.com', 'fabrikam.onmicrosoft.com']);
    expect(check({ ExchangeEnvironmentName: 'O365USGovDoD' })).toEqual(['O365USGovDoD']);
    expect(() => check({ ExchangeEnvironmentName: 'O365GermanyCloud' })).toThrow('closed this cloud');
    expect(() => check({ ConnectionUri: 'https://outlook.office365.com.evil.example/' })).toThrow(
      'is not the environment',
    );
    expect(() => check({ UserPrincipalName: 'helpdesk@practice.localhost' })).toThrow('is signed in as');
    expect(() => check({ DelegatedOrganization: 'contoso.practice.localhost' })).toThrow(
      'Open a connection for contoso.practice.localhost',
    );
    expect(() =>
      check({ UserPrincipalName: 'ann@fabrikam.com' }, { ...practice, environment: 'O365Default' }),
    ).toThrow('names ann@fabrikam.com');
  });

  it("mean the account's own organisation in a customer's tab unless they name the customer", () => {
    const customer = { ...FACTS, delegated: true, userPrincipalName: 'admin@partner.com' };
    expect(() => {
      connect({ UserPrincipalName: 'admin@partner.com' }, customer);
    }).toThrow('Add -DelegatedOrganization contoso.onmicrosoft.com');
    expect(() => {
      connect({ UserPrincipalName: 'admin@partner.com', DelegatedOrganization: 'contoso.com' }, customer);
    }).not.toThrow();
  });
});
