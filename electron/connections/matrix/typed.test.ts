import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_OF, connectCmdlet } from '../../../shared/connect/parameter-table.ts';
import { SERVICES, type Service } from '../../../shared/model/connection.ts';
import type { PromptView } from '../../../shared/model/prompt.ts';
import { openConsoleDesk, type ConsoleDesk } from '../../testing/console-desk.ts';
import { openPracticeDesk, type PracticeDesk } from '../../testing/practice-desk.ts';
import { RobotBrowser } from '../../testing/robot-browser.ts';
import { ENVIRONMENTS, expectedEndpoint, type MatrixEnvironment } from './environments.fixture.ts';
import { APPS, METHODS, PFX_PASSWORD, type MatrixMethod } from './methods.fixture.ts';

const USER = 'admin@contoso.practice.localhost';
const PARTNER = 'admin@partner.practice.localhost';
const ORGANIZATION = '-Organization contoso.onmicrosoft.com';
const secure = (text: string): string => `(ConvertTo-SecureString '${text}' -AsPlainText -Force)`;

/** What is typed for each way of the matrix that has a parameter, by its title. */
const TYPED: Readonly<Record<string, (given: { token: string; thumbprint: string }) => string>> = {
  Browser: () => `-UserPrincipalName ${USER}`,
  'Browser, customer': () =>
    `-UserPrincipalName ${PARTNER} -DelegatedOrganization adventureworks.onmicrosoft.com`,
  'User name and password': () => `-Credential ([pscredential]::new('${USER}', ${secure('practice')}))`,
  'User name and password, asked in the window': () => '-InlineCredential',
  'Device code': () => `-Device -UserPrincipalName ${USER}`,
  'Access token of an account': ({ token }) =>
    `-AccessToken '${token}' -UserPrincipalName alex@practice.localhost`,
  'Certificate file': () =>
    `-AppId ${APPS.file} -CertificateFilePath .\\matrix.pfx -CertificatePassword ${secure(PFX_PASSWORD)} ${ORGANIZATION}`,
  'Certificate kept in the app': ({ thumbprint }) =>
    `-AppId ${APPS.kept} -Certificate (Get-Item Cert:\\CurrentUser\\My\\${thumbprint}) ${ORGANIZATION}`,
  // One that the app keeps would be found in its vault, on every system.
  'Certificate of the Windows store': () =>
    `-AppId ${APPS.store} -CertificateThumbprint ${'0'.repeat(39)}1 ${ORGANIZATION}`,
  'Managed identity of the machine': () => `-ManagedIdentity ${ORGANIZATION}`,
  'Managed identity that was assigned': () =>
    `-ManagedIdentity -ManagedIdentityAccountId 0d5c7a1e-3333-4d5e-8a00-000000000002 ${ORGANIZATION}`,
};

/** The usual environment, and hosts that the person at the tab has to agree to. */
const PLACES = ENVIRONMENTS.filter(({ title }) => /^(Microsoft 365|Custom hosts)/.test(title));
const FIRST: Readonly<Record<Service, string>> = {
  exchange: 'Get-AcceptedDomain',
  compliance: 'Get-RetentionCompliancePolicy',
};

let practice: PracticeDesk;
let desk: ConsoleDesk;
let thumbprint = '';
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
  practice = await openPracticeDesk([], { hosts: 'all' });
  desk = await openConsoleDesk(practice);
  desk.answer = answer;
  typeDeviceCodes();
  const made = await practice.certificates.create({ subject: 'Matrix', months: 1 });
  ({ thumbprint } = made);
  await writeFile(
    join(desk.folder, 'matrix.pfx'),
    await practice.certificates.pfxFile(made.id ?? '', PFX_PASSWORD),
  );
  for (const [name, id] of Object.entries(APPS)) {
    await practice.cloud.control('POST', '/apps', {
      ...{ id, displayName: name, certificate: made.publicData },
      appRoles: ['Exchange.ManageAsApp'],
      directoryRoles: ['29232cdf-9323-42fd-ade2-1d097af3e4de', '17315797-102d-40b4-93e0-432062caca18'],
    });
  }
}, 60_000);
afterAll(async () => {
  await desk.close();
  await practice.close();
});

const offers = (method: MatrixMethod, service: Service): boolean =>
  method.title !== 'Browser, own app registration' &&
  connectCmdlet(COMMAND_OF[service]).parameters.some(({ name }) => `-${name}` === method.typed);

const CELLS = SERVICES.flatMap((service) =>
  METHODS.filter((method) => offers(method, service)).flatMap((method) =>
    PLACES.map((place) => [method.title, service, place.title, { method, service, place }] as const),
  ),
);

async function commandFor(method: MatrixMethod, service: Service, place: MatrixEnvironment) {
  const secrets = await method.secrets?.(practice, place, service);
  const { connectionUri, authorityUri } = place.options(service);
  const ask = TYPED[method.title];
  if (ask === undefined) throw new Error(`nothing is typed for ${method.title}`);
  return [
    COMMAND_OF[service],
    ask({ token: secrets?.accessToken ?? '', thumbprint }),
    connectionUri === null ? '' : `-ConnectionUri ${connectionUri}`,
    // Names of the practice cloud alone mean that cloud, so that the address is said in the usual environment, too.
    `-AzureADAuthorizationEndpointUri ${authorityUri ?? 'https://login.microsoftonline.com/organizations'}`,
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
    if (method.elsewhere !== undefined) {
      if (process.platform !== method.elsewhere.on) expect(ran.errors[0]).toContain('only on Windows');
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
