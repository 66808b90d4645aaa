import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CloudId } from '../../shared/clouds.ts';
import type { ConnectionDraft } from '../../shared/model/connection.ts';
import { NO_OPTIONS } from '../../shared/model/connection-options.ts';
import type { ConnectSecrets } from '../../shared/model/sign-in-method.ts';
import { openConsoleDesk, type ConsoleDesk } from '../testing/console-desk.ts';
import { openPracticeDesk, type PracticeDesk } from '../testing/practice-desk.ts';
import { draft, failureOf } from '../testing/world.ts';
import { accountToken } from './matrix/tokens.fixture.ts';
import { ENVIRONMENTS } from './matrix/environments.fixture.ts';

/** Organisations that the practice cloud says are elsewhere (simulator/world/elsewhere.ts). */
const HIGH = 'agency.practice.localhost';
const DOD = 'navy.practice.localhost';
const CHINA = 'teahouse.practice.localhost';
const GCC = 'county.practice.localhost';

let desk: PracticeDesk;
let tab: ConsoleDesk;
beforeAll(async () => {
  desk = await openPracticeDesk([], { hosts: 'all' });
  tab = await openConsoleDesk(desk);
}, 60_000);
afterAll(async () => {
  await tab.close();
  await desk.close();
});
afterEach(async () => {
  for (const { profile } of (await desk.connections.handlers.list()).connections)
    await desk.connections.handlers.remove({ id: profile.id });
});

async function refused(cloudId: CloudId, more: Partial<ConnectionDraft>, secrets?: ConnectSecrets) {
  return failureOf(
    (async () => {
      const { handlers } = desk.connections;
      const { profile } = await handlers.create(draft({ accountId: null, cloudId, ...more }));
      await handlers.connect({ id: profile.id, ...(secrets !== undefined && { secrets }) });
    })(),
  );
}

const credential = (username: string): Partial<ConnectionDraft> => ({
  signIn: { kind: 'credential', inline: false },
  loginHint: username,
});
const PASSWORD: ConnectSecrets = { password: 'practice', keep: false };

describe('a customer of another environment', () => {
  it.each<[CloudId, string, CloudId, string]>([
    ['O365Default', HIGH, 'O365USGovGCCHigh', 'US Government GCC High'],
    ['O365Default', DOD, 'O365USGovDoD', 'US Government DoD'],
    ['O365Default', CHINA, 'O365China', 'China (21Vianet)'],
    ['O365USGovGCCHigh', DOD, 'O365USGovDoD', 'US Government DoD'],
    ['O365USGovDoD', HIGH, 'O365USGovGCCHigh', 'US Government GCC High'],
    ['O365China', GCC, 'O365Default', 'Microsoft 365 GCC'],
    ['O365USGovGCCHigh', GCC, 'O365Default', 'Microsoft 365 GCC'],
  ])('in %s, %s is told to be of %s', async (chosen, delegatedTo, environment, name) => {
    const failure = await refused(chosen, { delegatedTo });
    expect(failure).toMatchObject({ code: 'invalid-input', action: 'edit-connection', environment });
    expect(failure.message).toContain(`${delegatedTo} is an organisation of ${name}, not of`);
  });

  it('of GCC is one of the worldwide environment', async () => {
    // The practice cloud has it in name only, so that the sign-in there is what refuses it.
    const failure = await refused('O365Default', { delegatedTo: GCC, loginHint: `admin@${GCC}` });
    expect(failure.environment).toBeUndefined();
  });
});

describe('an account of another environment', () => {
  it.each<[CloudId, string, CloudId]>([
    ['O365Default', HIGH, 'O365USGovGCCHigh'],
    ['O365Default', CHINA, 'O365China'],
    ['O365China', DOD, 'O365USGovDoD'],
  ])('in %s, admin@%s is told where it belongs', async (chosen, domain, environment) => {
    const failure = await refused(chosen, credential(`admin@${domain}`), PASSWORD);
    expect(failure).toMatchObject({ action: 'edit-connection', environment });
  });

  it('that is nowhere stays unknown', async () => {
    const failure = await refused('O365Default', credential('nobody@contoso.practice.localhost'), PASSWORD);
    expect(failure).toMatchObject({ code: 'account-unknown', number: 50034 });
    expect(failure.environment).toBeUndefined();
  });
});

it.each<[CloudId, CloudId]>([
  ['O365USGovGCCHigh', 'O365Default'],
  ['O365China', 'O365USGovDoD'],
])('a given token of %s is refused in %s, which names its own', async (of, chosen) => {
  const at = ENVIRONMENTS.find(({ cloudId }) => cloudId === of);
  if (at === undefined) throw new Error(`no ${of}`);
  const accessToken = await accountToken({ desk, at, service: 'exchange' }, 'alex@practice.localhost');
  const token = { signIn: { kind: 'token' } as const, loginHint: 'alex@practice.localhost' };
  const failure = await refused(chosen, token, { accessToken, keep: false });
  expect(failure).toMatchObject({ code: 'invalid-input', action: 'edit-connection', environment: of });
});

it('a sign-in address of one cloud and a service of another are told to be that', async () => {
  const options = {
    ...NO_OPTIONS,
    connectionUri: 'https://exchange.own.practice.localhost/',
    confirmedHosts: ['exchange.own.practice.localhost'],
  };
  const failure = await refused(
    'O365Default',
    { ...credential('alex@practice.localhost'), options },
    PASSWORD,
  );
  expect(failure).toMatchObject({ number: 500011, action: 'edit-connection' });
  expect(failure.hint).toContain('of one environment');
});

describe('a typed command for the wrong environment', () => {
  const typed = async (text: string): Promise<string> => {
    const tabId = await tab.openTab();
    const ran = await tab.run(tabId, text);
    await tab.service.handlers.closeTab({ tabId });
    expect(ran.errors).toHaveLength(1);
    return ran.errors[0] ?? '';
  };
  // Names of the practice cloud alone mean that cloud, so that the address is said in the usual environment, too.
  const WORLD = '-AzureADAuthorizationEndpointUri https://login.microsoftonline.com/organizations';

  it('is answered with the whole command for the right one', async () => {
    const said = await typed(
      `Connect-ExchangeOnline -UserPrincipalName ana@contoso.com -DelegatedOrganization ${HIGH} -Prefix Ag ${WORLD}`,
    );
    expect(said).toContain('is an organisation of US Government GCC High');
    expect(said).toContain(
      `Type instead: Connect-ExchangeOnline -ExchangeEnvironmentName O365USGovGCCHigh -UserPrincipalName 'ana@contoso.com' -DelegatedOrganization ${HIGH} -Prefix Ag`,
    );
  });

  it('of Security & Compliance names the addresses, which has no name for environments', async () => {
    const said = await typed(
      `Connect-IPPSSession -UserPrincipalName ana@contoso.com -DelegatedOrganization ${DOD} ${WORLD}`,
    );
    expect(said).toContain('Type instead: Connect-IPPSSession');
    expect(said).toContain(
      "-ConnectionUri 'https://l5.ps.compliance.protection.office365.us/powershell-liveid/'",
    );
    expect(said).toContain(`-AzureADAuthorizationEndpointUri 'https://login.microsoftonline.us/${DOD}'`);
    expect(said).not.toContain('login.microsoftonline.com');
  });

  it('of an app says the certificate, whose organisation alone tells it', async () => {
    const said = await typed(
      "Connect-ExchangeOnline -AppId 0d5c7a1e-2222-4d5e-8a00-000000000001 -CertificateThumbprint '0123456789ABCDEF0123456789ABCDEF01234567' -Organization adatum.onmicrosoft.us",
    );
    expect(said).toContain('Type instead: Connect-ExchangeOnline');
    expect(said).toContain('-ExchangeEnvironmentName O365USGovGCCHigh');
    expect(said).toContain("-CertificateThumbprint '0123456789ABCDEF0123456789ABCDEF01234567'");
    expect(said).toContain('-Organization adatum.onmicrosoft.us');
  });

  it('has a button with it', async () => {
    const tabId = await tab.openTab();
    tab.told.length = 0;
    await tab.run(tabId, `Connect-ExchangeOnline -DelegatedOrganization ${CHINA} ${WORLD}`);
    const commands = tab.told.flatMap((event) =>
      event.name === 'run' ? event.payload.problems.map(({ failure }) => failure.command) : [],
    );
    expect(commands.at(-1)).toBe(
      `Connect-ExchangeOnline -ExchangeEnvironmentName O365China -DelegatedOrganization ${CHINA}`,
    );
  });
});
