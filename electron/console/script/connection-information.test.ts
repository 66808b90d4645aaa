import { beforeEach, describe, expect, it } from 'vitest';
import { openConsoleDesk } from '../../testing/console-desk.ts';
import { deskOfFile, type FileDesk } from '../../testing/file-desk.ts';
import { openPracticeDesk } from '../../testing/practice-desk.ts';
import { fault, forget } from '../../testing/practice-session.ts';
import { draft } from '../../testing/world.ts';

const ADMIN = 'admin@contoso.practice.localhost';
const OTHER = 'alex@practice.localhost';
const ASKED = { service: 'exchange', path: 'basicinfo' };

const at = deskOfFile();
beforeEach(() => forget(at.practice));

/** Runs a text, and gives what it said with the requests that it made for connection information. */
async function tell(tab: string, text: string, on: FileDesk = at) {
  on.practice.requests.length = 0;
  const ran = await on.desk.run(tab, text);
  const asked = on.practice.requests.filter(({ url }) => url.includes('basicinfo'));
  return { ...ran, lines: ran.lines.filter((line) => line.trim() !== ''), asked };
}

const connect = (tab: string, more = '') =>
  at.desk.run(tab, `Connect-ExchangeOnline -UserPrincipalName ${ADMIN} -ShowBanner:$false ${more}`);

const STATE = 'Get-ConnectionInformation | ForEach-Object { "$($_.State) $($_.TokenStatus)" }';

describe('Get-ConnectionInformation', { timeout: 60_000 }, () => {
  it('asks the service of each connection once, with the token and a number for support alone', async () => {
    const tab = await at.desk.openTab();
    await connect(tab, '-Prefix One');
    await at.desk.run(
      tab,
      `Connect-ExchangeOnline -UserPrincipalName ${OTHER} -ShowBanner:$false -Prefix Two`,
    );
    const both = await tell(tab, STATE);
    expect(both).toMatchObject({ lines: ['Connected Active', 'Connected Active'], errors: [], warnings: [] });
    expect(both.asked).toHaveLength(2);
    for (const { url, headers } of both.asked) {
      expect(url).toMatch(/^https:\/\/[^/]+\/AdminApi\/beta\/[0-9a-f-]{36}\/basicinfo\('AdminApiState'\)$/);
      expect(Object.keys(headers).sort()).toEqual(['authorization', 'client-request-id']);
    }
    const one = await tell(tab, 'Get-ConnectionInformation -ModulePrefix Two | ForEach-Object ModulePrefix');
    expect(one.lines).toEqual(['Two']);
    expect(one.asked).toHaveLength(1);
  });

  it('tells the end of the token as the module does', async () => {
    const tab = await at.desk.openTab();
    await connect(tab);
    const told = await tell(
      tab,
      `$end = (Get-ConnectionInformation).TokenExpiryTimeUTC
$end.GetType().FullName
$end.Offset.ToString()
$end -gt (Get-Date)
$end.UtcDateTime.Kind
$end.LocalDateTime.Kind
"$end" -match '^\\d\\d/\\d\\d/\\d{4} \\d\\d:\\d\\d:\\d\\d \\+00:00$'
(Get-ConnectionInformation | Format-List TokenExpiryTimeUTC | Out-String).Trim() -match '^TokenExpiryTimeUTC : \\d+/\\d+/\\d{4} \\d+:\\d\\d:\\d\\d\\s[AP]M \\+00:00$'
(Get-ConnectionInformation | ConvertTo-Csv)[1] -match '"\\d+/\\d+/\\d{4} \\d+:\\d\\d:\\d\\d\\s[AP]M \\+00:00"'
(Get-ConnectionInformation | ConvertTo-Json) -match '"TokenExpiryTimeUTC": "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?\\+00:00"'`,
    );
    expect(told.errors).toEqual([]);
    expect(told.lines).toEqual([
      'System.DateTimeOffset',
      '00:00:00',
      'True',
      'Utc',
      'Local',
      'True',
      'True',
      'True',
      'True',
    ]);
  });

  it('calls a connection broken whose service says that it does not run, and only that one', async () => {
    const tab = await at.desk.openTab();
    await connect(tab, '-Prefix One');
    await at.desk.run(
      tab,
      `Connect-ExchangeOnline -UserPrincipalName ${OTHER} -ShowBanner:$false -Prefix Two`,
    );
    await fault(at.practice, ASKED, {
      kind: 'status',
      status: 200,
      body: '{"PropertyName":"AdminApiState","PropertyValue":"Draining"}',
    });
    const told = await tell(tab, STATE);
    expect(told.errors).toEqual([]);
    expect([...told.lines.filter((line) => line.includes('Active'))].sort()).toEqual([
      'Broken Active',
      'Connected Active',
    ]);
    expect(told.warnings).toHaveLength(1);
    expect(told.warnings[0]).toMatch(
      /^ExchangeOnline_\d+: Exchange says that its admin API is “Draining”, not running\.$/,
    );
  });

  it('throws at Get-ConnectionInformation where the service gives no state', async () => {
    const tab = await at.desk.openTab();
    await connect(tab);
    const answers = [
      [
        { kind: 'status', status: 200, body: '{"PropertyName":"AdminApiState"}' },
        1,
        'without saying whether',
      ],
      [{ kind: 'status', status: 200, body: '' }, 1, 'without saying whether'],
      [{ kind: 'html', status: 200 }, 1, 'web page'],
      [{ kind: 'status', status: 503, body: '' }, 1, "can’t|can't take"],
      // Last, since it ends the sign-in: refused with a renewed token too.
      [{ kind: 'status', status: 401, body: '' }, 2, 'no longer takes the sign-in'],
    ] as const;
    for (const [effect, times, words] of answers) {
      await forget(at.practice);
      await fault(at.practice, ASKED, effect, times);
      const told = await tell(tab, STATE);
      expect(told.errors, words).toEqual([]);
      expect(told.lines[0], words).toMatch(/^Broken/);
      expect(told.warnings[0]).toMatch(new RegExp(words));
    }
  });

  it('asks for the tab’s own connection too, and the app’s own list of connections costs no request', async () => {
    const { profile } = await at.practice.connections.handlers.create(
      draft({ accountId: null, loginHint: OTHER }),
    );
    await at.practice.connections.handlers.connect({ id: profile.id });
    const tab = await at.desk.openTab(profile.id);
    const told = await tell(tab, STATE);
    expect(told).toMatchObject({ lines: ['Connected Active'], errors: [] });
    expect(told.asked).toHaveLength(1);
    at.practice.requests.length = 0;
    const { connections } = await at.practice.connections.handlers.list();
    expect(connections.find((one) => one.profile.id === profile.id)?.status.state).toBe('connected');
    expect(at.practice.requests).toEqual([]);
  });

  it('does not ask with a given token that is as good as over', async () => {
    const short = await openPracticeDesk(['--token-lifetime', '500']);
    const own = await openConsoleDesk(short);
    try {
      const { profile } = await short.connections.handlers.create(
        draft({ accountId: null, loginHint: ADMIN }),
      );
      await short.connections.handlers.connect({ id: profile.id });
      const { signal } = new AbortController();
      const { session } = await short.connections.registry.session(profile.id, 'exchange', signal);
      const { value } = await session.target.token({ signal });
      const tab = await own.openTab();
      const on = { practice: short, desk: own };
      const connected = await tell(
        tab,
        `Connect-ExchangeOnline -AccessToken '${value}' -UserPrincipalName ${ADMIN} -ShowBanner:$false`,
        on,
      );
      expect(connected.errors).toEqual([]);
      const told = await tell(
        tab,
        'Get-ConnectionInformation | ForEach-Object { "$($_.State) $($_.TokenStatus) [$($_.TokenExpiryTimeUTC)]" }',
        on,
      );
      expect(told.lines[0]).toBe('Broken Expired []');
      expect(told.asked).toEqual([]);
      expect(told.warnings[0]).toContain('The access token is over in');
    } finally {
      await own.close();
      await short.close();
    }
  });
});
