import { beforeEach, describe, expect, it } from 'vitest';
import { NO_OPTIONS } from '../../../shared/model/connection-options.ts';
import type { Service } from '../../../shared/model/connection.ts';
import { deskOfFile } from '../../testing/file-desk.ts';
import { fault, forget, page, received, type Received } from '../../testing/practice-session.ts';
import { draft } from '../../testing/world.ts';

const ADMIN = 'admin@contoso.practice.localhost';
const READER = 'reader@contoso.practice.localhost';
const BANNER = /EXOBanner/;
const BEHIND = /EXOBanner|EXOHelpFile/;
const WELCOME = 'Practice cloud: Contoso';
const LEAVE = 'Disconnect-ExchangeOnline -Confirm:$false';

const at = deskOfFile();
beforeEach(() => forget(at.practice));

const log = () => received(at.practice, /./);
/** What the practice cloud had been asked when the first cmdlet came: of people's pages in the browser nothing. */
async function beforeFirstCmdlet(): Promise<Received[]> {
  const all = await log();
  const first = all.findIndex(({ url }) => /InvokeCommand|\/beta\/[^/]+\/Mailbox/i.test(url));
  expect(first, 'a cmdlet was sent').toBeGreaterThanOrEqual(0);
  return all.slice(0, first);
}
const ofService = (all: readonly Received[]) => all.filter(({ service }) => service !== 'entra');
const pathOf = ({ url }: Received) => new URL(url, 'https://x').pathname.split('/').slice(-1)[0] ?? '';

const SERVICES = [
  ['exchange', 'Connect-ExchangeOnline', '', 'Get-AcceptedDomain'],
  ['exchange', 'Connect-ExchangeOnline', '-LoadCmdletHelp', 'Get-EXOMailbox -ResultSize 1'],
  ['compliance', 'Connect-IPPSSession', '', 'Get-RetentionCompliancePolicy'],
] as const;

describe('before the first cmdlet', { timeout: 60_000 }, () => {
  it.each(SERVICES)('of %s a script sends two requests at most: %s %s', async (_, command, more, cmdlet) => {
    const tab = await at.desk.openTab();
    for (const time of ['first', 'again']) {
      await forget(at.practice);
      const run = `${command} -UserPrincipalName ${ADMIN} ${more}\n$null = ${cmdlet}`;
      expect(await at.desk.run(tab, run)).toMatchObject({ state: 'done', errors: [] });
      const before = await beforeFirstCmdlet();
      // The sign-in of a person is theirs; with it behind them, tokens are counted too.
      const counted = time === 'first' ? ofService(before) : before;
      expect(counted.map(pathOf), time).toHaveLength(Math.min(counted.length, 2));
      await expect.poll(() => received(at.practice, BANNER)).toHaveLength(1);
      await at.desk.run(tab, LEAVE);
    }
  });

  it.each(SERVICES)('of %s a typed command sends two requests at most: %s %s', async (_, command, more) => {
    const tab = await at.desk.openTab();
    await fault(at.practice, { path: 'EXOBanner' }, { kind: 'hang' });
    expect(await at.desk.run(tab, `${command} -UserPrincipalName ${ADMIN} ${more}`)).toMatchObject({
      errors: [],
    });
    // The command has ended although the welcome never comes, so that it and the help are behind it.
    const when = ofService(await log()).filter(({ url }) => !BEHIND.test(url));
    expect(when.map(pathOf)).toHaveLength(Math.min(when.length, 2));
    await at.desk.run(tab, LEAVE);
  });

  it.each([
    [['exchange'], false],
    [['compliance'], false],
    [['exchange', 'compliance'], false],
    [['exchange', 'compliance'], true],
  ] as [Service[], boolean][])(
    'a saved connection to %s, with help %s, sends two requests at most for each, its token among them',
    async (services, loadCmdletHelp) => {
      const { connections } = at.practice;
      const { profile } = await connections.handlers.create(
        draft({ accountId: null, loginHint: READER, services, options: { ...NO_OPTIONS, loadCmdletHelp } }),
      );
      const { id } = profile;
      const { signal } = new AbortController();
      const open = async (service: Service) =>
        (await connections.registry.session(id, service, signal)).session;
      await connections.handlers.connect({ id });
      for (const service of services) await (await open(service)).cmdlets();
      await connections.handlers.disconnect({ id });
      for (const service of services) {
        await forget(at.practice);
        const session = await open(service);
        expect((await session.cmdlets()).length).toBeGreaterThan(5);
        const cmdlet = service === 'exchange' ? 'Get-AcceptedDomain' : 'Get-RetentionCompliancePolicy';
        await session.getPage(page(cmdlet));
        expect((await beforeFirstCmdlet()).map(pathOf)).toHaveLength(service === 'exchange' ? 1 : 2);
        await expect
          .poll(() => received(at.practice, BANNER), { message: 'then the welcome' })
          .toHaveLength(1);
      }
      await connections.handlers.remove({ id });
    },
  );
});

describe("the service's welcome", { timeout: 60_000 }, () => {
  const lines = async (tab: string) => (await at.desk.newestText(tab)).filter((line) => line.trim() !== '');
  const CONNECT = `Connect-ExchangeOnline -UserPrincipalName ${ADMIN}`;

  it('stands behind Connect- also where it comes behind the output of later commands', async () => {
    const tab = await at.desk.openTab();
    await fault(at.practice, { path: 'EXOBanner' }, { kind: 'latency', milliseconds: 700 });
    const script = `"before"\n${CONNECT}\n"first"\n(Get-AcceptedDomain | Where-Object Default).DomainName\n"last"`;
    const ran = await at.desk.run(tab, script);
    expect(ran.errors).toEqual([]);
    expect(ran.lines.join('\n'), 'nobody waited for it').not.toContain(WELCOME);
    await expect.poll(() => lines(tab)).toContainEqual(expect.stringContaining(WELCOME));
    expect(await lines(tab)).toEqual([
      'before',
      expect.stringContaining(WELCOME),
      'first',
      'contoso.com',
      'last',
    ]);
    await at.desk.run(tab, LEAVE);
  });

  it('does not come to a tab whose connection was ended before', async () => {
    const tab = await at.desk.openTab();
    const { errors } = await at.desk.run(tab, `${CONNECT}\n${LEAVE}\n"end"`);
    expect(errors).toEqual([]);
    // The one of another tab is there, so this one's would be, too.
    const other = await at.desk.openTab();
    await at.desk.run(other, CONNECT);
    await expect.poll(() => lines(other)).toContainEqual(expect.stringContaining(WELCOME));
    expect((await lines(tab)).join('\n')).not.toContain(WELCOME);
    expect(await received(at.practice, BANNER)).toHaveLength(1);
    await at.desk.run(other, LEAVE);
  });

  it('is not asked for with -ShowBanner:$false', async () => {
    const tab = await at.desk.openTab();
    const { errors } = await at.desk.run(tab, `${CONNECT} -ShowBanner:$false\n$null = Get-AcceptedDomain`);
    expect(errors).toEqual([]);
    const other = await at.desk.openTab();
    await at.desk.run(other, `${CONNECT} -Prefix Other`);
    await expect.poll(() => received(at.practice, BANNER)).toHaveLength(1);
    expect((await lines(tab)).join('\n')).not.toContain(WELCOME);
    for (const one of [tab, other]) await at.desk.run(one, LEAVE);
  });

  it('is told of a saved connection when it has come, unless it is switched off', async () => {
    const { connections } = at.practice;
    const bannerOf = async (showBanner: boolean | null) => {
      const { profile } = await connections.handlers.create(
        draft({ accountId: null, loginHint: READER, options: { ...NO_OPTIONS, showBanner } }),
      );
      const { id } = profile;
      await connections.handlers.connect({ id });
      const status = () => connections.registry.view(id)?.status;
      return { id, banner: () => ({ banner: undefined, ...status() }).banner };
    };
    const without = await bannerOf(false);
    await connections.handlers.disconnect({ id: without.id });
    await connections.handlers.remove({ id: without.id });
    const shown = await bannerOf(null);
    await expect.poll(shown.banner).toContain(WELCOME);
    expect(without.banner()).toBeUndefined();
    expect(await received(at.practice, BANNER)).toHaveLength(1);
    await connections.handlers.remove({ id: shown.id });
  });
});
