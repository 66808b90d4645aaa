import { describe, expect, it } from 'vitest';
import { NO_OPTIONS } from '../../../../../shared/model/connection-options.ts';
import type { Bound } from '../builtin.ts';
import type { ConnectionFacts } from '../../host.ts';
import type { Value } from '../../values/model.ts';
import { BoundValues } from '../../binding/bound-values.ts';
import { checkConnect, meansOwn } from './connection-check.ts';

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
  number: 1,
  connectionId: null,
  prefix: '',
  given: { organization: '', delegated: '', appId: '' },
  certificate: false,
  pageSize: 1000,
  options: NO_OPTIONS,
  usable: true,
  moduleVersion: '3.7.2',
  temporaryFolder: '/tmp',
};

function bound(values: Record<string, Value>): Bound {
  const made = new BoundValues();
  for (const [name, value] of Object.entries(values)) made.put(name, value);
  return made;
}

/** Names that are stood in for; null: another connection is meant. */
function own(
  values: Record<string, Value>,
  facts: ConnectionFacts | undefined = FACTS,
): readonly string[] | null {
  checkConnect('Connect-ExchangeOnline', bound(values));
  return meansOwn('exchange', bound(values), facts);
}

describe('Connect- commands of a script', () => {
  it.each<Record<string, Value>>([
    {},
    { UserPrincipalName: 'Admin@Contoso.com', ShowBanner: false },
    { DelegatedOrganization: 'contoso.onmicrosoft.com' },
    { Organization: FACTS.tenantId },
    { ExchangeEnvironmentName: 'o365default' },
    { ConnectionUri: 'https://outlook.office365.com/powershell-liveid/' },
    { AzureADAuthorizationEndpointUri: 'https://login.microsoftonline.com/contoso.onmicrosoft.com' },
    { AzureADAuthorizationEndpointUri: 'https://login.microsoftonline.com/organizations' },
    { Credential: null, ManagedIdentity: false },
    { Prefix: 'Primary' },
  ])('mean the connection of the tab: %j', (values) => {
    expect(own(values)).toEqual([]);
  });

  it.each<Record<string, Value>>([
    { UserPrincipalName: 'other@contoso.com' },
    { DelegatedOrganization: 'fabrikam.onmicrosoft.com' },
    { Organization: 'fabrikam.com' },
    { CertificateThumbprint: 'AB' },
    { CertificateFilePath: 'a.pfx', CertificatePassword: 'x', AppId: 'a' },
    { ManagedIdentity: true },
    { Device: true },
    { AccessToken: 'x' },
    { InlineCredential: true },
    { ExchangeEnvironmentName: 'O365USGovDoD' },
    { ConnectionUri: 'https://ps.compliance.protection.office365.us/x' },
    { ConnectionUri: 'https://outlook.office365.com.evil.example/' },
    { AzureADAuthorizationEndpointUri: 'https://login.microsoftonline.com/adatum.onmicrosoft.com' },
  ])('mean another connection: %j', (values) => {
    expect(own(values)).toBeNull();
  });

  it('mean another one where an app of another id is to sign in', () => {
    const app: ConnectionFacts = {
      ...FACTS,
      method: 'app',
      userPrincipalName: null,
      given: { ...FACTS.given, appId: '22222222-0000-0000-0000-000000000000' },
    };
    const certificate = { CertificateThumbprint: 'AB', Organization: 'contoso.onmicrosoft.com' };
    expect(own({ ...certificate, AppId: '22222222-0000-0000-0000-000000000000' }, app)).toEqual([]);
    expect(own({ ...certificate, AppId: '33333333-0000-0000-0000-000000000000' }, app)).toBeNull();
  });

  it('mean another one where the tab is of the other service, has none, or its own is closed', () => {
    expect(own({}, { ...FACTS, service: 'compliance' })).toBeNull();
    expect(meansOwn('exchange', bound({}), undefined)).toBeNull();
    expect(meansOwn('compliance', bound({}), FACTS)).toBeNull();
    expect(own({}, { ...FACTS, usable: false })).toBeNull();
  });

  it.each<[Record<string, Value>, string]>([
    [{ ExchangeEnvironmentName: 'O365GermanyCloud' }, 'closed this cloud in 2021'],
    [{ ExchangeEnvironmentName: 'Elsewhere' }, 'not an environment'],
    [{ UseRPSSession: true }, 'shut down'],
  ])('are refused with the reason: %j', (values, words) => {
    expect(() => own(values)).toThrow(words);
  });

  it('have the practice organisation stand in for outside names, never for another practice organisation', () => {
    const practice: ConnectionFacts = {
      ...FACTS,
      environment: 'Practice',
      domains: ['adatum.practice.localhost'],
      userPrincipalName: 'admin@practice.localhost',
    };
    expect(own({ UserPrincipalName: 'admin@practice.localhost' }, practice)).toEqual([]);
    expect(own({ DelegatedOrganization: 'adatum.onmicrosoft.com' }, practice)).toEqual([]);
    expect(
      own(
        { UserPrincipalName: 'ann@fabrikam.com', DelegatedOrganization: 'fabrikam.onmicrosoft.com' },
        practice,
      ),
    ).toEqual(['ann@fabrikam.com', 'fabrikam.onmicrosoft.com']);
    expect(own({ ExchangeEnvironmentName: 'O365USGovDoD' }, practice)).toEqual(['O365USGovDoD']);
    expect(own({ ConnectionUri: 'https://outlook.office365.com.evil.example/' }, practice)).toBeNull();
    expect(own({ UserPrincipalName: 'helpdesk@practice.localhost' }, practice)).toBeNull();
    expect(own({ DelegatedOrganization: 'contoso.practice.localhost' }, practice)).toBeNull();
    expect(
      own({ UserPrincipalName: 'ann@fabrikam.com' }, { ...practice, environment: 'O365Default' }),
    ).toBeNull();
  });

  it("mean the account's own organisation in a customer's tab unless they name the customer", () => {
    const customer = { ...FACTS, delegated: true, userPrincipalName: 'admin@partner.com' };
    expect(own({ UserPrincipalName: 'admin@partner.com' }, customer)).toBeNull();
    expect(
      own({ UserPrincipalName: 'admin@partner.com', DelegatedOrganization: 'contoso.com' }, customer),
    ).toEqual([]);
  });
});
