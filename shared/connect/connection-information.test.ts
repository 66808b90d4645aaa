import { expect, test } from 'vitest';
import {
  authorizationEndpoint,
  connectionInformation,
  givenNames,
  shownExpiry,
  shownName,
  type ConnectionNumbers,
} from './connection-information.ts';
import { NO_OPTIONS } from '../model/connection-options.ts';
import { BROWSER, type SignInMethod } from '../model/sign-in-method.ts';

const TENANT = '11111111-2222-4333-8444-555555555555';
const numbers: ConnectionNumbers = {
  id: TENANT,
  number: 2,
  active: true,
  connected: true,
  service: 'exchange',
  connectionUri: 'https://outlook.office365.com',
  userPrincipalName: 'ana@contoso.example',
  authorizationEndpointUri: 'https://login.microsoftonline.com/organizations',
  tokenExpires: 1000,
  certificate: false,
  prefix: '',
  given: { organization: '', delegated: '', appId: '' },
  pageSize: 1000,
  tenantId: TENANT,
  temporaryFolder: '/tmp',
  forInbuilt: true,
};
const told = (more: Partial<ConnectionNumbers>) =>
  Object.fromEntries(connectionInformation({ ...numbers, ...more }));

test('standalone Exchange Online Protection counts as Exchange, compliance does not', () => {
  const of = (host: string) => {
    const { Name, IsEopSession } = told({ service: 'compliance', connectionUri: `https://${host}` });
    return [Name, IsEopSession];
  };
  expect(of('ps.protection.outlook.com')).toEqual(['ExchangeOnline_2', false]);
  expect(of('eur02b.ps.compliance.protection.outlook.com')).toEqual(['ExchangeOnlineProtection_2', true]);
});

test('a connection whose token is over is broken, and has no time left', () => {
  expect(told({ active: false })).toMatchObject({
    State: 'Broken',
    TokenStatus: 'Expired',
    TokenExpiryTimeUTC: { time: null },
  });
  expect(told({})).toMatchObject({ State: 'Connected', TokenExpiryTimeUTC: { time: 1000 } });
});

test('what is a tab’s matter is left out where there is no tab', () => {
  expect(told({})).toHaveProperty('ConnectionUsedForInbuiltCmdlets', true);
  expect(told({ forInbuilt: null })).not.toHaveProperty('ConnectionUsedForInbuiltCmdlets');
});

test('names are those that were given, or would have been', () => {
  const app: SignInMethod = {
    kind: 'certificate',
    appId: TENANT,
    certificate: { from: 'file', path: 'a.pfx' },
  };
  const own = { kind: 'own', tenantId: null, name: null, domain: 'contoso.onmicrosoft.com' } as const;
  const customer = { kind: 'customer', tenantId: TENANT, name: 'Adatum', domain: null } as const;
  const place = { cloudId: 'O365Default', options: NO_OPTIONS } as const;
  const ofApp = givenNames({ organization: own, signIn: app });
  expect(ofApp).toEqual({ organization: 'contoso.onmicrosoft.com', delegated: '', appId: TENANT });
  expect(shownName('app', '', ofApp)).toBe('OAuthUser@contoso.onmicrosoft.com');
  expect(authorizationEndpoint({ ...place, signIn: app }, ofApp)).toMatch(/\/contoso\.onmicrosoft\.com$/);
  expect(givenNames({ organization: own, signIn: BROWSER }).organization).toBe('');
  const delegated = givenNames({ organization: customer, signIn: BROWSER });
  expect(delegated.delegated).toBe(TENANT);
  expect(authorizationEndpoint({ ...place, signIn: BROWSER }, delegated)).toMatch(new RegExp(`/${TENANT}$`));
  expect(
    authorizationEndpoint({ ...place, signIn: BROWSER }, givenNames({ organization: own, signIn: BROWSER })),
  ).toMatch(/\/organizations$/);
});

test('a given token shows no end', () => {
  expect(new Date(shownExpiry({ signIn: { kind: 'token' } }, 5)).toISOString()).toMatch(/^9999-12-31T/);
  expect(shownExpiry({ signIn: BROWSER }, 5)).toBe(5);
});

test('the module’s name is a path of its own for each connection', () => {
  const nameOf = (more: Partial<ConnectionNumbers>) => told(more)['ModuleName'];
  const id = 'ABCDEF01-2345-4789-8bcd-ef0123456789';
  expect(nameOf({ id })).toBe('/tmp/tmpEXO_abcdef01.789');
  expect(nameOf({ id })).not.toBe(nameOf({ id: 'bbcdef01-2345-4789-8bcd-ef0123456789' }));
  expect(nameOf({ id, temporaryFolder: 'C:\\Temp\\' })).toBe('C:\\Temp\\tmpEXO_abcdef01.789');
  expect(nameOf({ id, temporaryFolder: '' })).toBe('tmpEXO_abcdef01.789');
});
