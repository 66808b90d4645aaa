import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openConsoleDesk, type ConsoleDesk } from '../../testing/console-desk.ts';
import { openPracticeDesk, type PracticeDesk } from '../../testing/practice-desk.ts';

const ADMIN = 'admin@contoso.practice.localhost';

let practice: PracticeDesk;
let desk: ConsoleDesk;
let outside: string;
beforeAll(async () => {
  practice = await openPracticeDesk();
}, 60_000);
afterAll(() => practice.close());
beforeEach(async () => {
  desk = await openConsoleDesk(practice);
  outside = mkdtempSync(join(tmpdir(), 'outside-'));
});
afterEach(async () => {
  await desk.close();
  rmSync(outside, { recursive: true, force: true });
});

const connect = (folder: string, more = '-LogLevel All'): string =>
  `Connect-ExchangeOnline -UserPrincipalName ${ADMIN} -ShowBanner:$false -EnableErrorReporting -LogDirectoryPath '${folder}' ${more}`;
const LEAVE = 'Disconnect-ExchangeOnline -Confirm:$false';
const whole = (lines: readonly string[]): string => lines.join('\n');

describe('the run log of a script’s connection', { timeout: 60_000 }, () => {
  it('goes to another folder only where the person agreed, who is asked once in a tab', async () => {
    const tab = await desk.openTab();
    const to = join(outside, 'logs');
    const said: string[] = [];
    desk.answer = (prompt) => {
      if ('message' in prompt) said.push(prompt.message);
      return { type: 'choice', index: 0 };
    };
    const first = await desk.run(tab, `${connect(to)}\nGet-AcceptedDomain | Out-Null\n${LEAVE}`);
    expect(first).toMatchObject({ state: 'done', errors: [] });
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(to);
    expect(whole(first.lines)).toContain(`Writing cmdlet logs to ${to}`);
    await desk.run(tab, `${connect(to)}\n${LEAVE}`);
    expect(said).toHaveLength(1);
    const files = () => readdirSync(to).map((name) => readFileSync(join(to, name), 'utf8'));
    await expect.poll(() => files().filter((text) => text.includes('Disconnect-'))).toHaveLength(2);
    expect(files().some((text) => text.includes('Get-AcceptedDomain'))).toBe(true);
  });

  it.each([
    ['says no', { type: 'choice', index: 1 } as const],
    ['closes the question', { type: 'cancel' } as const],
  ])('writes nothing where the person %s, and connects', async (_how, answer) => {
    const tab = await desk.openTab();
    const to = join(outside, 'logs');
    desk.answer = () => answer;
    const ran = await desk.run(tab, `${connect(to)}\n(Get-AcceptedDomain).Count -gt 0`);
    expect(ran).toMatchObject({ state: 'done', errors: [] });
    expect(whole(ran.lines)).toContain('No run log is written: you did not agree');
    expect(whole(ran.lines)).toContain('True');
    expect(existsSync(to)).toBe(false);
  });

  it('goes into the tab’s own folder without a question', async () => {
    const tab = await desk.openTab();
    await desk.service.handlers.chooseFolder({ tabId: tab });
    const ran = await desk.run(
      tab,
      `${connect('logs')}\n${LEAVE}\n${connect(join(desk.folder, 'logs'))}\n${LEAVE}`,
    );
    expect(ran).toMatchObject({ state: 'done', errors: [] });
    expect(desk.asked).toEqual([]);
    await expect.poll(() => readdirSync(join(desk.folder, 'logs'))).toHaveLength(2);
  });

  it('never leads out of the tab’s folder by a path in it', async () => {
    const tab = await desk.openTab();
    await desk.service.handlers.chooseFolder({ tabId: tab });
    const ran = await desk.run(tab, connect('../beside'));
    expect(whole(ran.errors)).toContain('outside this tab’s folder'.replace('’', "'"));
    expect(existsSync(join(desk.folder, '..', 'beside'))).toBe(false);
  });

  it.skipIf(process.platform === 'win32')(
    'another system’s path is named, and the connection stands',
    async () => {
      const tab = await desk.openTab();
      const ran = await desk.run(tab, `${connect('C:\\logs')}\n(Get-AcceptedDomain).Count -gt 0`);
      expect(ran).toMatchObject({ state: 'done', errors: [] });
      expect(whole(ran.lines)).toContain('C:\\logs is no whole path');
      expect(whole(ran.lines)).toContain('True');
    },
  );

  it('a run log that can’t be written is told once, wherever it went wrong', async () => {
    const tab = await desk.openTab();
    const inTheWay = join(outside, 'file');
    writeFileSync(inTheWay, '');
    const first = await desk.run(tab, `${connect(inTheWay)}\n(Get-AcceptedDomain).Count -gt 0`);
    expect(first).toMatchObject({ state: 'done', errors: [] });
    const said = [...first.lines, ...first.warnings].filter((line) => line.includes('No run log is written'));
    expect(said).toHaveLength(1);
    const second = await desk.run(tab, '@(Get-AcceptedDomain).Count -gt 0');
    expect(second).toMatchObject({ state: 'done', errors: [], warnings: [] });
  });
});
