/** What people, files and browsers get wrong: each a clear message on the screen, and nothing lost. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ConnectionsScreen } from './app/connections.ts';
import { ConsoleScreen } from './app/console.ts';
import { answerSaveDialog, startExport } from './app/export.ts';
import { openApp, type RunningApp } from './app/launch.ts';
import { startPractice, type TestPractice } from './app/practice.ts';
import { bar } from './app/screens.ts';
import { CONTOSO_ADMIN, signInInBrowser, signInPage } from './app/sign-in.ts';
import { connectPractice } from './app/signed-in.ts';
import { startDesktop, type Desktop } from './env/desktop.ts';
import { expect, test } from './env/test.ts';

test.describe('saved connections', () => {
  const save = async (app: RunningApp, name: string): Promise<void> => {
    const connections = new ConnectionsScreen(app.page);
    const panel = await connections.newOnPractice();
    await panel.name.fill(name);
    await panel.root.getByRole('button', { name: 'Save without connecting' }).click();
    await connections.card(name).waitFor();
  };

  test('damaged ones, an unknown environment, a file that is no JSON: the rest stays, the text is kept', async ({
    desktop,
  }) => {
    const app = await openApp(desktop, { args: ['--practice'] });
    for (const name of ['Alpha', 'Beta', 'Gamma']) await save(app, name);
    const file = join(
      await app.electron.evaluate(({ app: main }) => main.getPath('userData')),
      'connections.json',
    );
    await app.quit();

    const saved = JSON.parse(readFileSync(file, 'utf8')) as { connections: Record<string, unknown>[] };
    const [alpha, beta] = saved.connections;
    Object.assign(alpha ?? {}, { cloudId: 'O365Moon' });
    Object.assign(beta ?? {}, { organization: 'nobody' });
    writeFileSync(file, JSON.stringify(saved));

    const second = await openApp(desktop, { args: ['--practice'] });
    const notice = bar(second.page, '2 saved connections could not be read');
    await notice.getByRole('button', { name: 'Show details' }).click();
    await expect(notice).toContainText('Alpha');
    await expect(notice).toContainText('Beta');
    await expect(notice).toContainText(/O365Moon|environment/i);
    await expect(second.page.getByRole('article', { name: 'Gamma' })).toBeVisible();
    await expect(second.page.getByRole('article')).toHaveCount(1);
    const kept = /Kept in (\S+)/.exec(await notice.innerText())?.[1] ?? '';
    expect(readFileSync(kept, 'utf8')).toContain('O365Moon');
    await second.quit();

    writeFileSync(file, '{"version": 1, "connections": [');
    const third = await openApp(desktop, { args: ['--practice'] });
    const whole = bar(third.page, 'could not be read');
    await whole.getByRole('button', { name: 'Show details' }).click();
    const aside = /Kept in (\S+)/.exec(await whole.innerText())?.[1] ?? '';
    expect(readFileSync(aside, 'utf8')).toBe('{"version": 1, "connections": [');
    await save(third, 'Delta');
    await third.quit();
  });
});

test.describe('commands', () => {
  let desktop: Desktop;
  let practice: TestPractice;
  let app: RunningApp;
  let console: ConsoleScreen;

  test.beforeAll(async () => {
    desktop = await startDesktop();
    practice = await startPractice({ customers: 2, mailboxes: 30 });
    app = await openApp(desktop, { args: [...practice.appArguments] });
    await connectPractice(app, desktop, CONTOSO_ADMIN);
    await new ConnectionsScreen(app.page).openConsole(/./);
    console = new ConsoleScreen(app.page);
    await console.editor.waitFor();
    await console.run('Get-Mailbox -ResultSize 5');
  });

  test.afterAll(async () => {
    await app?.quit();
    await practice?.stop();
    await desktop?.stop();
  });

  const WRONG: readonly (readonly [what: string, text: string, says: RegExp])[] = [
    ['unknown cmdlet', 'Get-Mailbxo -ResultSize 5', /Get-Mailbxo isn't a command here/],
    ['unknown parameter', 'Get-Mailbox -Identty someone', /Get-Mailbox has no parameter -Identty/],
    ['ambiguous parameter', 'Get-Mailbox -R 5', /-R could mean more than one parameter/],
    ['missing value', 'Get-Mailbox -ResultSize', /-ResultSize has no value/],
    ['unterminated quote', "Get-Mailbox -Identity 'someone", /A quoted text is not closed/],
    ['a command that is not offered', 'Get-Mailbox | Start-Job', /Start-Job/],
    ['empty text', '   ', /There is no command here/],
    ['1 MB of text', `Get-Mailbox -Identity '${'a'.repeat(1024 * 1024)}'`, /longer than 1 MB/],
  ];

  for (const [what, text, says] of WRONG) {
    test(`${what}: refused by name, nothing sent, nothing lost`, async () => {
      await practice.control.clearLog();
      await console.editor.fill(text);
      await console.runButton.click();
      const said = console.results.problems.filter({ hasText: says }).or(bar(app.page, says)).first();
      await console.results.view(/^Problems/).click();
      await expect(said).toBeVisible();
      expect(await practice.control.log()).toEqual([]);
      if (text.length < 1000) expect((await console.editor.innerText()).trim()).toBe(text.trim());
      // The earlier result is still there.
      await console.results.view('Grid').click();
      await expect(console.results.root.getByRole('radio', { name: /Get-Mailbox/ }).first()).toBeVisible();
      const dismiss = app.page.getByRole('button', { name: 'Dismiss', exact: true });
      if ((await dismiss.count()) > 0) await dismiss.first().click();
    });
  }

  test('an export folder that can’t be written to: said, the rows stay', async () => {
    await console.run('Get-Mailbox -ResultSize 5');
    await answerSaveDialog(app.electron, '/proc/tenantdeck/mailboxes.csv');
    await startExport(console.results, 'csv');
    await expect(bar(app.page, /mailboxes\.csv|folder|written/).first()).toBeVisible();
    expect(await console.results.total()).toBe(5);
  });
});

test.describe('sign-in', () => {
  let practice: TestPractice;

  test.beforeAll(async () => {
    practice = await startPractice({ customers: 2, mailboxes: 20 });
  });

  test.afterAll(() => practice.stop());

  const askToSignIn = async (app: RunningApp): Promise<ConnectionsScreen> => {
    const connections = new ConnectionsScreen(app.page);
    const panel = await connections.newOnPractice();
    await panel.useAccount(CONTOSO_ADMIN).catch(() => panel.accountName.fill(CONTOSO_ADMIN));
    await panel.connectButton.click();
    return connections;
  };

  test.describe('without a browser', () => {
    test.use({ desktopOptions: { browser: 'none' } });

    test('the panel says what to do when no page opens', async ({ desktop }) => {
      const app = await openApp(desktop, { args: [...practice.appArguments] });
      const { panel } = await askToSignIn(app);
      await panel.waiting.waitFor();
      await expect.poll(() => desktop.browser.opened()).toHaveLength(1);
      await expect(panel.root).toContainText(
        'If no page has opened, copy the link and open it in any browser',
      );
      await panel.root.getByRole('button', { name: 'Copy link' }).click();
      await expect(app.page.locator('.fui-Toast').filter({ hasText: 'The link was copied' })).toBeVisible();
      await panel.cancelButton.click();
      await expect(panel.accountName).toHaveValue(CONTOSO_ADMIN);
      await app.quit();
    });
  });

  test('browser closed: cancelling gives the form back as it was', async ({ desktop }) => {
    const app = await openApp(desktop, { args: [...practice.appArguments] });
    const { panel } = await askToSignIn(app);
    await panel.waiting.waitFor();
    await signInPage(desktop);
    await desktop.browser.quit();
    await expect(panel.waiting).toBeVisible();
    await panel.cancelButton.click();
    await expect(panel.connectButton).toBeVisible();
    await expect(panel.accountName).toHaveValue(CONTOSO_ADMIN);
    await app.quit();
  });

  /** Where the page will send its answer, and what the answer has to carry. */
  const answerTo = async (desktop: Desktop, seen = 0): Promise<{ uri: string; state: string }> => {
    const address = new URL(await desktop.browser.nextAddress(seen));
    return {
      uri: address.searchParams.get('redirect_uri') ?? '',
      state: address.searchParams.get('state') ?? '',
    };
  };
  const post = (uri: string, form: Record<string, string>): Promise<Response> =>
    fetch(uri.replace('localhost', '127.0.0.1'), { method: 'POST', body: new URLSearchParams(form) });

  test('an answer with another state, and a code used before, are refused', async ({ desktop }) => {
    const app = await openApp(desktop, { args: [...practice.appArguments] });
    const { panel } = await askToSignIn(app);
    await panel.waiting.waitFor();
    const first = await answerTo(desktop);
    expect((await post(first.uri, { code: 'made-up', state: 'another' })).status).toBe(400);
    await expect(bar(app.page, 'An answer came that does not belong to this sign-in')).toBeVisible();
    await expect(panel.accountName).toHaveValue(CONTOSO_ADMIN);

    // A real sign-in, whose code is noted on its way to the app.
    await desktop.browser.quit();
    const openedBefore = desktop.browser.opened().length;
    await panel.connectButton.click();
    await panel.waiting.waitFor();
    await answerTo(desktop, openedBefore);
    const page = await signInPage(desktop);
    let code = '';
    page.on('request', (request) => {
      const sent = new URLSearchParams(request.postData() ?? '').get('code');
      if (sent !== null) code = sent;
    });
    await signInInBrowser(desktop, { account: CONTOSO_ADMIN });
    await panel.root.waitFor({ state: 'hidden' });
    expect(code).not.toBe('');

    await desktop.browser.quit();
    const openedThen = desktop.browser.opened().length;
    const again = await askToSignInAnew(app);
    await again.waiting.waitFor();
    const second = await answerTo(desktop, openedThen);
    await post(second.uri, { code, state: second.state });
    await expect(bar(app.page, /used before|refused|could not be used|failed/i).first()).toBeVisible();
    await app.quit();
  });

  const askToSignInAnew = async (app: RunningApp): Promise<ConnectionsScreen['panel']> => {
    const connections = new ConnectionsScreen(app.page);
    const panel = await connections.newOnPractice();
    await panel.root.getByRole('radio', { name: 'Use another account' }).check({ force: true });
    await panel.connectButton.click();
    return panel;
  };

  test('a clock ten minutes off is named, or does no harm', async ({ desktop }) => {
    const skewed = await startPractice({ customers: 2, mailboxes: 20, args: ['--skew-seconds', '600'] });
    const app = await openApp(desktop, { args: [...skewed.appArguments] });
    const { panel } = await askToSignIn(app);
    await panel.waiting.waitFor();
    await signInInBrowser(desktop, { account: CONTOSO_ADMIN });
    await expect(
      app.page.getByRole('button', { name: 'Disconnect' }).or(bar(app.page, /clock/)).first(),
    ).toBeVisible();
    await app.quit();
    await skewed.stop();
  });

  test('a port that something else answers on is no practice cloud', async ({ desktop }) => {
    const stranger = createServer((_, answer) => answer.end('hello')).listen(0, '127.0.0.1');
    await new Promise((resolve) => stranger.once('listening', resolve));
    const { port } = stranger.address() as AddressInfo;
    const app = await openApp(desktop, { args: [`--practice-port=${port}`] });
    const { panel } = await askToSignIn(app);
    await panel.waiting.waitFor();
    await expect(panel.root.getByRole('button', { name: 'Open the page again' })).toBeVisible();
    await panel.cancelButton.click();
    await expect(panel.accountName).toHaveValue(CONTOSO_ADMIN);
    await app.quit();
    stranger.close();
  });
});
