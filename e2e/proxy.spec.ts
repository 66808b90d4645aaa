/**
 * The way out, in the real app: Chromium's network stack, a proxy that wants a login, a PAC file, an inspecting
 * authority. The practice cloud stands behind https on names that only the proxy can reach.
 */
import { join } from 'node:path';
import { ConnectionsScreen } from './app/connections.ts';
import { fillNewConnection } from './app/connection-form.ts';
import { ConsoleScreen } from './app/console.ts';
import { answerOpenDialog } from './app/export.ts';
import { openApp, type RunningApp } from './app/launch.ts';
import { NetworkSettings } from './app/network-settings.ts';
import { startPractice, type TestPractice } from './app/practice.ts';
import { OWN_ADMIN } from './app/sign-in.ts';
import { connectPractice } from './app/signed-in.ts';
import { startDesktop, type Desktop } from './env/desktop.ts';
import { startHttpsFront, type HttpsFront } from '../electron/testing/https-front.ts';
import { startProxy, type TestProxy } from '../electron/testing/test-proxy.ts';
import { expect, test } from './env/test.ts';

const DOMAIN = 'tenantdeck.example';
const LOGIN = `login.${DOMAIN}`;
const EXCHANGE = `outlook.${DOMAIN}`;
const USER = 'ana';
const PASSWORD = 'right-Horse-7';
const OWN_USER = 'ben';
const OWN_PASSWORD = 'another-Horse-8';
/** Signs in with any password, without a page. */
const TYPED_ACCOUNT = 'any.password@contoso.practice.localhost';

let desktop: Desktop;
let practice: TestPractice;
let front: HttpsFront;
let proxy: TestProxy;
let open: TestProxy;
/** The one that this computer is set to, and the one that the network announces: both want a login of their own. */
let computer: TestProxy;
let announced: TestProxy;
let app: RunningApp;
let network: NetworkSettings;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  desktop = await startDesktop();
  practice = await startPractice({ customers: 2, mailboxes: 40 });
  front = await startHttpsFront(DOMAIN, practice.port);
  const reach = (host: string) => (host.endsWith(`.${DOMAIN}`) ? front.port : null);
  proxy = await startProxy({ users: { [USER]: PASSWORD }, reach });
  open = await startProxy({ reach });
  computer = await startProxy({ users: { [OWN_USER]: OWN_PASSWORD }, scheme: 'Digest', reach });
  announced = await startProxy({ users: { [OWN_USER]: OWN_PASSWORD }, reach });
  app = await openApp(desktop, {
    args: [...practice.appArguments, `--practice-network=${DOMAIN}`],
    // Where a network announces its PAC file.
    switches: [`--host-resolver-rules=MAP wpad 127.0.0.1:${String(announced.port)}`],
    // A desktop without proxy settings of its own: then those of the environment are the computer's.
    env: { https_proxy: `http://127.0.0.1:${String(computer.port)}`, XDG_CURRENT_DESKTOP: 'X-Generic' },
  });
  network = new NetworkSettings(app);
});

test.afterAll(async () => {
  await app?.quit();
  for (const part of [proxy, open, computer, announced, front, practice, desktop]) await part?.stop();
});

const hostsAt = (one: TestProxy, status: number) => [
  ...new Set(one.tunnels.filter((tunnel) => tunnel.status === status).map(({ host }) => host)),
];

test('without a proxy the names are reached by nobody, and the message says so', async () => {
  await network.open();
  await network.choose('No proxy');
  const [login] = await network.tryPractice();
  expect(login).toContain('directly and without a proxy');
  expect(login).toContain('ERR_NAME_NOT_RESOLVED');
});

test('a proxy that is not there is named', async () => {
  await network.setManual({ host: '127.0.0.1', port: 9 });
  const [login] = await network.tryPractice();
  expect(login).toContain('The proxy 127.0.0.1:9 could not be reached');
});

test('a proxy that wants a login: nobody, then the wrong password, offered once', async () => {
  await network.setManual({ host: '127.0.0.1', port: proxy.port });
  expect((await network.tryPractice())[0]).toContain(
    `The proxy 127.0.0.1:${proxy.port} wants a user name and a password (407)`,
  );
  expect(proxy.tunnels.every(({ user }) => user === null)).toBe(true);

  proxy.tunnels.length = 0;
  await network.setManual({ host: '127.0.0.1', port: proxy.port, username: USER, password: 'wrong' });
  const trials = await network.tryPractice();
  for (const trial of trials) expect(trial).toContain('did not accept the user name and password');
  expect(proxy.tunnels.filter(({ user }) => user === USER)).toHaveLength(1);
});

test('an authority that nobody knows is refused, until its root is added', async () => {
  await network.setManual({ host: '127.0.0.1', port: proxy.port, username: USER, password: PASSWORD });
  const [refused] = await network.tryPractice();
  expect(refused).toContain('ERR_CERT_AUTHORITY_INVALID');
  expect(refused).toContain(`through the proxy 127.0.0.1:${proxy.port}`);
  expect(front.asked).toEqual([]);

  const file = join(desktop.home, 'root.pem');
  front.writeRoot(file);
  await answerOpenDialog(app.electron, file);
  await network.addRoot(front.rootName);
  const trials = await network.tryPractice();
  expect(trials).toHaveLength(2);
  for (const trial of trials) expect(trial).toContain('It answered');
  expect(new Set(front.asked)).toEqual(new Set([LOGIN, EXCHANGE]));
});

test('sign-in and data go through the proxy alike', async () => {
  front.asked.length = 0;
  await new ConnectionsScreen(app.page).open();
  const connections = await connectPractice(app, desktop, OWN_ADMIN);
  await connections.openConsole(/./);
  const console = new ConsoleScreen(app.page);
  await console.editor.waitFor();
  expect(await console.run('Get-Mailbox -ResultSize 5')).toContain('5 rows');
  // Only the proxy knows where the names are. It sees tunnels, of which the trial before left some open.
  expect([...new Set(front.asked)].sort()).toEqual([LOGIN, EXCHANGE].sort());
  expect(hostsAt(proxy, 200).sort()).toEqual([LOGIN, EXCHANGE].sort());
  expect(proxy.tunnels.every(({ port }) => port === 443)).toBe(true);
  const received = (await practice.control.log()).filter(({ url }) =>
    /oauth2\/v2\.0\/token|InvokeCommand/.test(url),
  );
  expect(received.map(({ url }) => new URL(url).hostname)).toContain('login.practice.localhost');
  expect(received.map(({ url }) => new URL(url).hostname)).toContain('outlook.practice.localhost');
});

test('makes a new TLS connection for each call', async () => {
  const console = new ConsoleScreen(app.page);
  front.asked.length = 0;
  front.handshakes.length = 0;
  for (let call = 0; call < 6; call += 1) await console.run('Get-Mailbox -ResultSize 2');
  expect(front.asked.filter((host) => host === EXCHANGE)).toHaveLength(6);
  expect(front.handshakes, 'all by connections that were there').toEqual([]);
});

const named = (one: TestProxy) => `The proxy 127.0.0.1:${String(one.port)}`;
const all = () => [proxy, open, computer, announced];
/** Those that were asked for anything, but for the one of settings, whose tunnels the first connection keeps using. */
const others = () => all().filter((one) => one !== proxy && one.tunnels.length > 0);
const told = () => all().filter(({ tunnels }) => tunnels.some(({ user }) => user === OWN_USER));

test('the computer’s proxy, chosen for one connection, asks for a login of its own and gets it once', async () => {
  for (const one of all()) one.tunnels.length = 0;
  const connections = new ConnectionsScreen(app.page);
  await connections.open();
  const panel = await connections.newOnPractice();
  await fillNewConnection(panel, { method: 'credential', account: TYPED_ACCOUNT, name: 'Own proxy' });
  await panel.unfold(/^Advanced options/);
  await panel.root.getByRole('combobox', { name: 'Proxy', exact: true }).selectOption('system');
  const connect = async (password?: string) => {
    if (password !== undefined) {
      await panel.root.getByLabel('Proxy user name').fill(OWN_USER);
      await panel.root.getByRole('textbox', { name: 'Proxy password' }).fill(password);
    }
    await panel.root.getByRole('textbox', { name: /^Password\b/ }).fill('practice');
    await panel.connectButton.click();
  };
  await connect();
  await expect(
    panel.root.getByText(`${named(computer)} wants a user name and a password (407)`),
  ).toBeVisible();
  await panel.root.getByRole('button', { name: 'Enter proxy login' }).click();
  await expect(panel.root.getByLabel('Proxy user name')).toBeFocused();
  await connect('wrong');
  const refused = panel.root.getByText(
    `${named(computer)} did not accept the user name and password of ${OWN_USER}`,
  );
  await expect(refused).toBeVisible();
  expect(computer.tunnels.filter(({ user }) => user === OWN_USER)).toHaveLength(1);
  await connect(OWN_PASSWORD);
  await panel.root.waitFor({ state: 'hidden' });
  await connections.openConsole('Own proxy');
  const console = new ConsoleScreen(app.page);
  await console.editor.waitFor();
  await console.run('Get-AcceptedDomain');
  expect(await console.results.problems.allInnerTexts()).toEqual([]);
  expect(hostsAt(computer, 200).sort()).toEqual([LOGIN, EXCHANGE].sort());
  expect(others()).toEqual([computer]);
  expect(told()).toEqual([computer]);
});

const TYPED: readonly (readonly [access: string, which: () => TestProxy | null, login: boolean])[] = [
  ['None', () => proxy, false],
  ['IEConfig', () => computer, true],
  ['WinHttpConfig', () => computer, true],
  ['AutoDetect', () => announced, true],
  ['NoProxyServer', () => null, false],
];
for (const [access, which, login] of TYPED) {
  test(`New-PSSessionOption -ProxyAccessType ${access}: tokens and data by that way alone`, async () => {
    const console = new ConsoleScreen(app.page);
    await console.open();
    for (const one of all()) one.tunnels.length = 0;
    front.asked.length = 0;
    const credential = (user: string, password: string) =>
      `([pscredential]::new('${user}', (ConvertTo-SecureString '${password}' -AsPlainText -Force)))`;
    const option = login ? ` -ProxyCredential ${credential(OWN_USER, OWN_PASSWORD)}` : '';
    const way = which();
    await console.run(
      [
        `$option = New-PSSessionOption -ProxyAccessType ${access}${option}`,
        `Connect-ExchangeOnline -Prefix ${access} -ShowBanner:$false -PSSessionOption $option -Credential ${credential(TYPED_ACCOUNT, 'practice')}`,
        `Get-${access}AcceptedDomain`,
      ].join('\n'),
    );
    const problems = await console.results.problems.allInnerTexts();
    if (way === null) {
      const text = app.page.getByRole('region', { name: 'Result as text' });
      await expect(text).toContainText('directly and without a proxy');
    } else {
      expect(problems).toEqual([]);
      expect([...new Set(front.asked)].sort()).toEqual([LOGIN, EXCHANGE].sort());
      // One that was used before may have its tunnels still.
      if (login) expect(hostsAt(way, 200).sort()).toEqual([LOGIN, EXCHANGE].sort());
    }
    expect(others()).toEqual(login ? [way] : []);
    expect(told()).toEqual(login ? [way] : []);
  });
}

test('a setting takes effect at once: by the PAC file, the other proxy', async () => {
  proxy.tunnels.length = 0;
  await network.open();
  await network.setPac(open.pacAddress);
  const trials = await network.tryPractice();
  for (const trial of trials) expect(trial).toContain(`through the proxy 127.0.0.1:${open.port}`);
  expect(open.pacReads()).toBeGreaterThan(0);
  await runInConsole('Get-Mailbox -ResultSize 3', '3 rows');
  expect(hostsAt(open, 200)).toContain(EXCHANGE);
  expect(proxy.tunnels).toEqual([]);
});

test('a page of the network instead of an answer is told as what it is', async () => {
  front.showPage('<!doctype html><title>Hotel</title><h1>Welcome, sign in</h1>');
  await network.open();
  const trials = await network.tryPractice();
  for (const trial of trials) {
    expect(trial).toContain('a web page (HTTP 200) instead of its own kind of answer');
    expect(trial).toContain(`through the proxy 127.0.0.1:${open.port}`);
  }
  front.showPage(null);
});

test('a root that was removed counts no more', async () => {
  await network.open();
  await network.removeRoot(front.rootName);
  for (const trial of await network.tryPractice()) expect(trial).toContain('ERR_CERT_AUTHORITY_INVALID');
});

async function runInConsole(command: string, expected: string): Promise<void> {
  const connections = new ConnectionsScreen(app.page);
  await connections.open();
  await connections.openConsole(/./);
  const console = new ConsoleScreen(app.page);
  await console.editor.waitFor();
  expect(await console.run(command)).toContain(expected);
}
