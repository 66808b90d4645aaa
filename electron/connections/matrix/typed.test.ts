import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_OF } from '../../../shared/connect/parameter-table.ts';
import { SERVICES, type Service } from '../../../shared/model/connection.ts';
import type { PromptView } from '../../../shared/model/prompt.ts';
import { openConsoleDesk, type ConsoleDesk } from '../../testing/console-desk.ts';
import { openPracticeDesk, type PracticeDesk } from '../../testing/practice-desk.ts';
import { RobotBrowser } from '../../testing/robot-browser.ts';
import { ENVIRONMENTS, expectedEndpoint, type MatrixEnvironment } from './environments.fixture.ts';
import { USER_IDENTITY } from './app-methods.fixture.ts';
import { APPS, KEY_PASSWORD, registerApps, standInStore, type MatrixKey } from './key.fixture.ts';
import type { MatrixMethod } from './method.fixture.ts';
import { METHODS } from './methods.fixture.ts';
import { canBeTyped } from './ways-document.fixture.ts';

const USER = 'admin@contoso.practice.localhost';
const PARTNER = 'admin@partner.practice.localhost';
/** Approves no number. */
const STAFF = 'sebnem.ozdemir@partner.practice.localhost';
const ORGANIZATION = '-Organization contoso.onmicrosoft.com';
const secure = (text: string): string => `(ConvertTo-SecureString '${text}' -AsPlainText -Force)`;

const CUSTOMER = '-DelegatedOrganization adventureworks.onmicrosoft.com';
const PASSWORD = `-CertificatePassword ${secure(KEY_PASSWORD)}`;

interface Known {
  readonly token: string;
  readonly key: MatrixKey;
}

const byFile = (app: keyof typeof APPS, file: string): string =>
  `-AppId ${APPS[app]} -CertificateFilePath .\\${file} ${ORGANIZATION}`;
const kept = ({ key }: Known): string => `-Certificate (Get-Item Cert:\\CurrentUser\\My\\${key.thumbprint})`;

/** What is typed for each way of the matrix that has parameters, by its title. */
const TYPED: Readonly<Record<string, (known: Known) => string>> = {
  Browser: () => `-UserPrincipalName ${USER}`,
  'Browser, customer': () => `-UserPrincipalName ${PARTNER} ${CUSTOMER}`,
  'Browser, customer, with its authority': () => `-UserPrincipalName ${PARTNER} ${CUSTOMER}`,
  'Browser, guest of the organisation': () =>
    '-UserPrincipalName alex@practice.localhost -DelegatedOrganization contoso.onmicrosoft.com',
  'User name and password': () => `-Credential ([pscredential]::new('${USER}', ${secure('practice')}))`,
  'User name and password, asked in the window': () => '-InlineCredential',
  'User name and password, customer': () =>
    `-Credential ([pscredential]::new('${STAFF}', ${secure('practice')})) ${CUSTOMER}`,
  'Device code': () => `-Device -UserPrincipalName ${USER}`,
  'Device code, customer': () => `-Device -UserPrincipalName ${PARTNER} ${CUSTOMER}`,
  'Access token of an account': ({ token }) =>
    `-AccessToken '${token}' -UserPrincipalName alex@practice.localhost`,
  'Access token for an organisation': ({ token }) => `-AccessToken '${token}' ${ORGANIZATION}`,
  'Access token for a customer': ({ token }) => `-AccessToken '${token}' ${CUSTOMER}`,
  'Certificate file (PFX)': () => `${byFile('file', 'matrix.pfx')} ${PASSWORD}`,
  'Certificate file (PEM)': () => byFile('pem', 'matrix.pem'),
  'Certificate file (PEM, with a password)': () => `${byFile('lockedPem', 'locked.pem')} ${PASSWORD}`,
  'Certificate file, key of an elliptic curve': () => byFile('curve', 'curve.pem'),
  'Certificate kept in the app': (known) => `-AppId ${APPS.kept} ${kept(known)} ${ORGANIZATION}`,
  'Certificate of the Windows store': ({ key }) =>
    `-AppId ${APPS.store} -CertificateThumbprint ${key.stored} ${ORGANIZATION}`,
  'Certificate, customer': (known) => `-AppId ${APPS.customer} ${kept(known)} ${CUSTOMER}`,
  'Managed identity of the machine': () => `-ManagedIdentity ${ORGANIZATION}`,
  'Managed identity that was assigned': () =>
    `-ManagedIdentity -ManagedIdentityAccountId ${USER_IDENTITY} ${ORGANIZATION}`,
  'Managed identity, customer': () => `-ManagedIdentity ${ORGANIZATION} ${CUSTOMER}`,
};

/** The usual environment, and hosts that the person at the tab has to agree to. */
const PLACES = ENVIRONMENTS.filter(({ title }) => /^(Microsoft 365|Custom hosts)/.test(title));
const FIRST: Readonly<Record<Service, string>> = {
  exchange: 'Get-AcceptedDomain',
  compliance: 'Get-RetentionCompliancePolicy',
};

let practice: PracticeDesk;
let desk: ConsoleDesk;
let key: MatrixKey;
const asked: string[] = [];

function answer(prompt: PromptView['prompt']) {
  if (prompt.type === 'credential') {
    return { type: 'credential', userName: USER, password: 'practice' } as const;
  }
  if (prompt.type === 'choice') asked.push(prompt.message);
  return { type: 'choice', index: 0 } as const;
}

function typeDeviceCodes(): void {
  const typed = new Set<string>();
  practice.accounts.onSignIns((signIns) => {
    for (const { device, loginHint } of signIns) {
      if (device === null || typed.has(device.code)) continue;
      typed.add(device.code);
      const page = `http://localhost:${String(practice.cloud.port)}/devicelogin`;
      void new RobotBrowser().signIn(page, { username: loginHint ?? '', code: device.code });
    }
  });
}

beforeAll(async () => {
  const windows = standInStore();
  practice = await openPracticeDesk([], { hosts: 'all', store: windows.store });
  desk = await openConsoleDesk(practice);
  desk.answer = answer;
  typeDeviceCodes();
  key = await registerApps(practice, desk.folder, windows);
}, 60_000);
afterAll(async () => {
  await desk.close();
  await practice.close();
});

/** Ways that are tried with hosts of no environment, too; their question is the same for every other. */
const WITH_OWN_HOSTS = new Set([
  'Browser',
  'User name and password',
  'Device code',
  'Access token of an account',
  'Certificate file (PFX)',
  'Managed identity of the machine',
]);

const CELLS = SERVICES.flatMap((service) =>
  METHODS.filter((method) => canBeTyped(method, service)).flatMap((method) =>
    PLACES.filter(({ title }) => title !== 'Custom hosts' || WITH_OWN_HOSTS.has(method.title)).map(
      (place) => [method.title, service, place.title, { method, service, place }] as const,
    ),
  ),
);

async function commandFor(method: MatrixMethod, service: Service, place: MatrixEnvironment) {
  const secrets = await method.secrets?.(practice, place, service, key);
  const { connectionUri } = place.options(service);
  const named = method.authority === 'domain' && method.typed.includes('-AzureADAuthorizationEndpointUri');
  const authority = named ? method.lands(place, service) : 'organizations';
  const ask = TYPED[method.title];
  if (ask === undefined) throw new Error(`nothing is typed for ${method.title}`);
  return [
    COMMAND_OF[service],
    ask({ token: secrets?.accessToken ?? '', key }),
    connectionUri === null ? '' : `-ConnectionUri ${connectionUri}`,
    // Names of the practice cloud alone mean that cloud, so that the address is said in the usual environment, too.
    `-AzureADAuthorizationEndpointUri https://${place.loginHost}/${authority}`,
    '-ShowBanner:$false',
  ].join(' ');
}

describe('every way to connect that has a parameter, typed into a console tab', { timeout: 60_000 }, () => {
  it.each(CELLS)('%s, %s, %s', async (_method, _service, _place, { method, service, place }) => {
    asked.length = 0;
    const tab = await desk.openTab();
    const ran = await desk.run(
      tab,
      `${await commandFor(method, service, place)}
"at $((Get-ConnectionInformation).ConnectionUri)"
"rows $(@(${FIRST[service]}).Count)"
Disconnect-ExchangeOnline -Confirm:$false`,
    );
    await desk.service.handlers.closeTab({ tabId: tab });
    if (place.title === 'Custom hosts') {
      expect(asked).toHaveLength(1);
      expect(asked[0]).toContain(expectedEndpoint(place, service).host);
    } else expect(asked).toEqual([]);
    if (method.refused !== undefined) {
      expect(ran.errors[0]).toMatch(method.refused.message);
      return;
    }
    expect(ran.errors).toEqual([]);
    const lines = ran.lines.join('\n');
    expect(/rows ([1-9]\d*)/.exec(lines)).not.toBeNull();
    const at = /at https:\/\/(\S+)/.exec(lines)?.[1] ?? '';
    const host = service === 'compliance' ? at.replace(/^[a-z0-9]+\./, '') : at;
    expect(host).toBe(expectedEndpoint(place, service).host);
  });
});

/** Rows of connect.md's table: what a person types, and the hosts that it means. */
const ADDRESSES: readonly (readonly [command: string, signIn: string, host: string])[] = [
  [
    'Connect-ExchangeOnline -ExchangeEnvironmentName O365Default',
    'login.microsoftonline.com',
    'outlook.office365.com',
  ],
  [
    'Connect-ExchangeOnline -ConnectionUri https://outlook.office365.com/powershell-liveid/',
    'login.microsoftonline.com',
    'outlook.office365.com',
  ],
  [
    'Connect-ExchangeOnline -ExchangeEnvironmentName o365usgovgcchigh',
    'login.microsoftonline.us',
    'outlook.office365.us',
  ],
  [
    'Connect-ExchangeOnline -ConnectionUri https://outlook.office365.us/powershell-liveid',
    'login.microsoftonline.us',
    'outlook.office365.us',
  ],
  [
    'Connect-ExchangeOnline -ExchangeEnvironmentName O365USGovDoD',
    'login.microsoftonline.us',
    'outlook-dod.office365.us',
  ],
  [
    'Connect-ExchangeOnline -ConnectionUri https://webmail.apps.mil/powershell-liveid',
    'login.microsoftonline.us',
    'outlook-dod.office365.us',
  ],
  [
    'Connect-ExchangeOnline -ExchangeEnvironmentName O365China',
    'login.chinacloudapi.cn',
    'partner.outlook.cn',
  ],
  [
    'Connect-ExchangeOnline -ConnectionUri https://partner.outlook.cn/PowerShell -AzureADAuthorizationEndpointUri https://login.chinacloudapi.cn/common',
    'login.chinacloudapi.cn',
    'partner.outlook.cn',
  ],
  [
    'Connect-IPPSSession -ConnectionUri https://ps.compliance.protection.outlook.com/powershell-liveid/',
    'login.microsoftonline.com',
    'ps.compliance.protection.outlook.com',
  ],
  [
    'Connect-IPPSSession -ConnectionUri https://eur02b.ps.compliance.protection.outlook.com/PowerShell-LiveID',
    'login.microsoftonline.com',
    'ps.compliance.protection.outlook.com',
  ],
  [
    'Connect-IPPSSession -ConnectionUri https://ps.compliance.protection.office365.us/powershell-liveid/ -AzureADAuthorizationEndpointUri https://login.microsoftonline.us/common',
    'login.microsoftonline.us',
    'ps.compliance.protection.office365.us',
  ],
  [
    'Connect-IPPSSession -ConnectionUri https://l5.ps.compliance.protection.office365.us/powershell-liveid/ -AzureADAuthorizationEndpointUri https://login.microsoftonline.us/common',
    'login.microsoftonline.us',
    'ps.compliance.protection.office365.us',
  ],
  [
    'Connect-IPPSSession -ConnectionUri https://ps.compliance.protection.partner.outlook.cn/powershell-liveid -AzureADAuthorizationEndpointUri https://login.chinacloudapi.cn/common',
    'login.chinacloudapi.cn',
    'ps.compliance.protection.partner.outlook.cn',
  ],
  [
    'Connect-IPPSSession -ConnectionUri https://ps.protection.outlook.com/powershell-liveid/',
    'login.microsoftonline.com',
    'ps.protection.outlook.com',
  ],
];

/** Closed: by its name, and by either service's address. */
const CLOSED = [
  'Connect-ExchangeOnline -ExchangeEnvironmentName O365GermanyCloud',
  'Connect-ExchangeOnline -ConnectionUri https://outlook.office.de/PowerShell-LiveID',
  'Connect-IPPSSession -ConnectionUri https://ps.compliance.protection.outlook.de/PowerShell-LiveID',
];

describe('every environment, typed by its name and by its addresses', { timeout: 60_000 }, () => {
  let tab = '';
  beforeAll(async () => {
    tab = await desk.openTab();
  });

  it.each(ADDRESSES)('%s', async (command, signIn, host) => {
    asked.length = 0;
    practice.sent.length = 0;
    const first = host.startsWith('ps.compliance') ? FIRST.compliance : FIRST.exchange;
    const ran = await desk.run(
      tab,
      `${command} -UserPrincipalName ${USER} -ShowBanner:$false
"at $((Get-ConnectionInformation).ConnectionUri)"
"rows $(@(${first}).Count)"
Disconnect-ExchangeOnline -Confirm:$false`,
    );
    expect([ran.errors, asked]).toEqual([[], []]);
    const lines = ran.lines.join('\n');
    const at = /at https:\/\/(\S+)/.exec(lines)?.[1] ?? '';
    // A region is found anew at each connect, whatever was typed before the host (real-client.md 7).
    expect(host.startsWith('ps.compliance') ? at.replace(/^[a-z0-9]+\./, '') : at).toBe(host);
    expect(/rows [1-9]/.exec(lines)).not.toBeNull();
    const signedInAt = practice.sent
      .filter((one) => one.includes('/oauth2/'))
      .map((one) => one.split(' ')[0]);
    expect(new Set(signedInAt)).toEqual(new Set([signIn]));
  });

  it.each(CLOSED)('%s is closed', async (command) => {
    practice.sent.length = 0;
    const ran = await desk.run(tab, `${command} -UserPrincipalName ${USER}`);
    expect(ran.errors.join(' ')).toContain('closed this cloud in 2021');
    expect(practice.sent).toEqual([]);
  });
});
