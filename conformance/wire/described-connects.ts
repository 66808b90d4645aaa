import type { Capture } from './captures.ts';
import { CLIENT, CP1, moduleFile, plain, signIn, SYSTEM } from './made.ts';
import { CUSTOMER, HOME, USER } from './scene.ts';

const APP = '44444444-4444-4444-4444-444444444444';
const PERSON = '33333333-3333-3333-3333-333333333333';
const CERTIFICATE =
  '-CertificateFilePath $pfx -CertificatePassword $pw -AppId $appid -Organization contoso.onmicrosoft.com';
const QUIET = '-ShowBanner:$false';
const COMPLIANCE = 'ps.compliance.protection.outlook.com';

const scopes = (resource: string): string => `${resource}/.default offline_access openid profile`;
const MAIL = 'https://outlook.office365.com';
const TOKEN = 'oauth2/v2.0/token';

const password = (command: string, resource: string, host?: string): Capture =>
  signIn(
    command,
    `organizations/${TOKEN}`,
    {
      ...{ client_id: CLIENT, scope: scopes(resource), claims: CP1, grant_type: 'password' },
      ...{ username: USER, password: 'Pa55 w+rd&', client_info: '1' },
    },
    { ...(host === undefined ? {} : { host }), headers: { 'x-anchormailbox': `upn:${USER}` } },
  );

const certificate = (
  command: string,
  resource: string,
  host?: string,
  authority = 'contoso.onmicrosoft.com',
): Capture =>
  signIn(
    command,
    `${authority}/${TOKEN}`,
    {
      ...{ client_id: APP, client_assertion: 'ASSERTION', scope: `${resource}/.default` },
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      grant_type: 'client_credentials',
    },
    host === undefined ? {} : { host },
  );

const code = (command: string, authority: string, resource = MAIL): Capture => {
  const form = { client_id: CLIENT, scope: scopes(resource), claims: CP1, client_info: '1' };
  const redeem = {
    grant_type: 'authorization_code',
    code: 'MADE-UP-code',
    redirect_uri: 'http://localhost:PORT',
  };
  const made = signIn(command, `${authority}/${TOKEN}?haschrome=1`, {
    ...form,
    ...redeem,
    code_verifier: 'VERIFIER',
  });
  made.request.headers['x-anchormailbox'] = `oid:${PERSON}@${HOME}`;
  return made;
};

/** The page that the browser is sent to (real-client.md 3). */
function browserPage(command: string, authority: string, who: Readonly<Record<string, string>>): Capture {
  const query = new URLSearchParams({
    ...{
      scope: scopes(MAIL),
      response_type: 'code',
      client_id: CLIENT,
      redirect_uri: 'http://localhost:PORT',
    },
    ...{ claims: CP1, code_challenge: 'CHALLENGE', code_challenge_method: 'S256', state: 'STATE' },
    ...{ client_info: '1', haschrome: '1', ...who },
  });
  const made = plain(
    command,
    `https://login.microsoftonline.com/${authority}/oauth2/v2.0/authorize?${query.toString()}`,
  );
  delete made.request.headers['Authorization'];
  return made;
}

const device = (command: string, authority: string, resource = MAIL): Capture =>
  signIn(command, `${authority}/oauth2/v2.0/devicecode`, {
    ...{ client_id: CLIENT, scope: scopes(resource), claims: CP1 },
  });

const identity = (command: string, resource: string, more = ''): Capture => {
  const query = `resource=${encodeURIComponent(`${resource}/`)}&api-version=2018-02-01${more}`;
  const made = plain(command, `http://169.254.169.254/metadata/identity/oauth2/token?${query}`, {
    Metadata: 'true',
  });
  delete made.request.headers['Authorization'];
  return made;
};

const TOKEN_USER = `Connect-ExchangeOnline -AccessToken $user -UserPrincipalName ${USER}`;

/** Connect-, Get-ConnectionInformation and Disconnect- as real-client.md 2, 3 and 7 describe them. */
export const CONNECTS: readonly Capture[] = [
  // Tokens that are given (2.3).
  moduleFile(
    `Connect-ExchangeOnline -AccessToken $user -UserPrincipalName "o'brien+x@contoso.com" ${QUIET}`,
    "UPN:o'brien+x@contoso.com",
  ),
  moduleFile(
    `Connect-ExchangeOnline -AccessToken $cust -DelegatedOrganization fabrikam.onmicrosoft.com -UserPrincipalName partner@contoso.com ${QUIET}`,
    'UPN:partner@contoso.com',
    { who: 'delegated' },
  ),
  moduleFile(`${TOKEN_USER} -Prefix A1 -PageSize 50 ${QUIET}`, `UPN:${USER}`),
  moduleFile(`${TOKEN_USER} -BypassMailboxAnchoring ${QUIET}`, `UPN:${USER}`),
  moduleFile(`${TOKEN_USER} -CommandName Get-*,Set-Mailbox ${QUIET}`, `UPN:${USER}`, {
    names: 'Get-*,Set-Mailbox',
  }),
  moduleFile(`${TOKEN_USER} -ExchangeEnvironmentName O365China ${QUIET}`, `UPN:${USER}`, {
    host: 'partner.outlook.cn',
  }),
  moduleFile(
    `${TOKEN_USER} -ConnectionUri https://outlook.office365.us/powershell-liveid/ -AzureADAuthorizationEndpointUri https://login.microsoftonline.us/common ${QUIET}`,
    `UPN:${USER}`,
    { host: 'outlook.office365.us' },
  ),
  plain(TOKEN_USER, `${MAIL}/AdminApi/v1.0/${HOME}/EXOBanner('AutogenSession')?Version=3.7.2`),
  // Certificates (3).
  certificate(`Connect-ExchangeOnline ${CERTIFICATE} ${QUIET}`, MAIL),
  certificate(
    `Connect-ExchangeOnline ${CERTIFICATE} -ExchangeEnvironmentName O365USGovGCCHigh ${QUIET}`,
    'https://outlook.office365.us',
    'login.microsoftonline.us',
  ),
  certificate(`Connect-IPPSSession ${CERTIFICATE} ${QUIET}`, `https://${COMPLIANCE}`),
  moduleFile(`Connect-ExchangeOnline ${CERTIFICATE} ${QUIET}`, `APP:${SYSTEM}@${HOME}`),
  // Passwords.
  password(`Connect-ExchangeOnline -Credential $cred ${QUIET}`, MAIL),
  password(
    `Connect-ExchangeOnline -Credential $cred -ExchangeEnvironmentName O365USGovDoD ${QUIET}`,
    'https://outlook-dod.office365.us',
    'login.microsoftonline.us',
  ),
  password(
    `Connect-ExchangeOnline -Credential $cred -ExchangeEnvironmentName O365China ${QUIET}`,
    'https://partner.outlook.cn',
    'login.chinacloudapi.cn',
  ),
  password(
    `Connect-IPPSSession -Credential $cred -ConnectionUri https://ps.protection.outlook.com/powershell-liveid/ ${QUIET}`,
    'https://ps.protection.outlook.com',
  ),
  password(
    `Connect-IPPSSession -Credential $cred -ConnectionUri https://eur02b.${COMPLIANCE}/powershell-liveid ${QUIET}`,
    `https://${COMPLIANCE}`,
  ),
  moduleFile(`Connect-ExchangeOnline -Credential $cred ${QUIET}`, `UPN:${USER}`),
  // Browser and device code.
  browserPage(`Connect-ExchangeOnline -UserPrincipalName ${USER} ${QUIET}`, 'organizations', {
    ...{ login_hint: USER, 'x-anchormailbox': `upn:${USER}` },
  }),
  browserPage(`Connect-ExchangeOnline ${QUIET}`, 'organizations', { prompt: 'select_account' }),
  browserPage(
    `Connect-ExchangeOnline -DelegatedOrganization fabrikam.onmicrosoft.com ${QUIET}`,
    'fabrikam.onmicrosoft.com',
    {
      prompt: 'select_account',
    },
  ),
  code(`Connect-ExchangeOnline ${QUIET}`, 'organizations'),
  code(
    `Connect-ExchangeOnline -UserPrincipalName ${USER} -DelegatedOrganization fabrikam.onmicrosoft.com ${QUIET}`,
    'fabrikam.onmicrosoft.com',
  ),
  code(`Connect-IPPSSession -UserPrincipalName ${USER} ${QUIET}`, 'organizations', `https://${COMPLIANCE}`),
  moduleFile(
    `Connect-ExchangeOnline -UserPrincipalName ${USER} -DelegatedOrganization fabrikam.onmicrosoft.com ${QUIET}`,
    `APP:${SYSTEM}@${CUSTOMER}`,
    { who: 'delegated' },
  ),
  moduleFile(
    `Connect-ExchangeOnline -UserPrincipalName ${USER} -DelegatedOrganization ${CUSTOMER} ${QUIET}`,
    `APP:${SYSTEM}@${CUSTOMER}`,
    { who: 'delegated' },
  ),
  device(`Connect-ExchangeOnline -Device ${QUIET}`, 'organizations'),
  device(
    `Connect-ExchangeOnline -Device -DelegatedOrganization fabrikam.onmicrosoft.com ${QUIET}`,
    'fabrikam.onmicrosoft.com',
  ),
  // Machines.
  identity(`Connect-ExchangeOnline -ManagedIdentity -Organization contoso.onmicrosoft.com ${QUIET}`, MAIL),
  identity(
    `Connect-ExchangeOnline -ManagedIdentity -ManagedIdentityAccountId ${APP} -Organization contoso.onmicrosoft.com ${QUIET}`,
    MAIL,
    `&client_id=${APP}`,
  ),
  moduleFile(
    `Connect-ExchangeOnline -ManagedIdentity -Organization contoso.onmicrosoft.com ${QUIET}`,
    `APP:${SYSTEM}@${HOME}`,
  ),
  // Security & Compliance (7).
  moduleFile(`Connect-IPPSSession ${CERTIFICATE} ${QUIET}`, `UPN:${SYSTEM}@contoso.onmicrosoft.com`, {
    host: `nam04b.${COMPLIANCE}`,
  }),
  moduleFile(`Connect-IPPSSession -Credential $cred ${QUIET}`, `UPN:${USER}`, {
    host: `eur05b.${COMPLIANCE}`,
  }),
  moduleFile(
    `Connect-IPPSSession -Credential $cred -ConnectionUri https://ps.protection.outlook.com/powershell-liveid/ ${QUIET}`,
    `UPN:${USER}`,
    { host: 'ps.protection.outlook.com' },
  ),
  moduleFile(
    `Connect-IPPSSession -Credential $cred -ConnectionUri https://ps.compliance.protection.partner.outlook.cn/powershell-liveid -AzureADAuthorizationEndpointUri https://login.chinacloudapi.cn/common ${QUIET}`,
    `UPN:${USER}`,
    { host: 'ps.compliance.protection.partner.outlook.cn' },
  ),
  moduleFile(
    `Connect-IPPSSession -UserPrincipalName ${USER} -DelegatedOrganization fabrikam.onmicrosoft.com -AzureADAuthorizationEndpointUri https://login.microsoftonline.com/fabrikam.onmicrosoft.com ${QUIET}`,
    `UPN:${SYSTEM}@fabrikam.onmicrosoft.com`,
    { who: 'delegated', host: `nam04b.${COMPLIANCE}` },
  ),
  // As the module does it, in the partner's own organisation.
  moduleFile(
    `Connect-IPPSSession -UserPrincipalName ${USER} -DelegatedOrganization fabrikam.onmicrosoft.com ${QUIET}`,
    `UPN:${SYSTEM}@fabrikam.onmicrosoft.com`,
    { host: `nam04b.${COMPLIANCE}` },
  ),
  code(
    `Connect-IPPSSession -UserPrincipalName ${USER} -DelegatedOrganization fabrikam.onmicrosoft.com ${QUIET}`,
    'organizations',
    `https://${COMPLIANCE}`,
  ),
  plain(
    `Connect-IPPSSession -Credential $cred ${QUIET}`,
    `https://${COMPLIANCE}/AdminApi/v1.0/${HOME}/EXOModuleFile?Version=3.7.2`,
    { 'X-AnchorMailbox': `UPN:${USER}` },
  ),
  // Questions about connections (2.4).
  plain('Get-ConnectionInformation', ping(MAIL, HOME)),
  plain('Get-ConnectionInformation', ping('https://partner.outlook.cn', HOME)),
  plain('Get-ConnectionInformation', ping(MAIL, CUSTOMER)),
  plain('Info', ping(`https://${COMPLIANCE}`, HOME)),
  plain(`${TOKEN_USER} ${QUIET}; Get-ConnectionInformation | Select-Object State`, ping(MAIL, HOME)),
  // A second service of the same person (3).
  refreshed(`Connect-IPPSSession -UserPrincipalName ${USER} ${QUIET}`, `https://${COMPLIANCE}`),
  refreshed(`Connect-ExchangeOnline -UserPrincipalName ${USER} ${QUIET}`, MAIL),
  refreshed(`Connect-IPPSSession -Credential $cred ${QUIET}`, `https://${COMPLIANCE}`),
];

function ping(origin: string, tenantId: string): string {
  return `${origin}/AdminApi/beta/${tenantId}/basicinfo('AdminApiState')`;
}

function refreshed(command: string, resource: string): Capture {
  const form = { client_id: CLIENT, scope: scopes(resource), claims: CP1, client_info: '1' };
  return signIn(
    command,
    `${HOME}/${TOKEN}`,
    { ...form, grant_type: 'refresh_token', refresh_token: 'MADE-UP-refresh' },
    { headers: { 'x-anchormailbox': `oid:${PERSON}@${HOME}` } },
  );
}
