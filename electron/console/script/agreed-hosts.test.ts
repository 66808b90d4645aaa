import { beforeEach, describe, expect, it } from 'vitest';
import type { PromptAnswer, PromptView } from '../../../shared/model/prompt.ts';
import { deskOfFile } from '../../testing/file-desk.ts';
import { draft } from '../../testing/world.ts';

const ADMIN = 'admin@contoso.practice.localhost';
const OTHER = 'alex@practice.localhost';
/** Hosts that no table has; the practice cloud knows them (simulator/entra/clients.ts). */
const HOST = 'exchange.own.practice.localhost';
const LOGIN = 'login.own.practice.localhost';
const ADDRESSES = `-ConnectionUri https://${HOST}/PowerShell -AzureADAuthorizationEndpointUri https://${LOGIN}/organizations`;
const LEAVE = 'Disconnect-ExchangeOnline -Confirm:$false';

const connect = (account: string): string =>
  `Connect-ExchangeOnline -UserPrincipalName ${account} ${ADDRESSES} -ShowBanner:$false`;
const YES: PromptAnswer = { type: 'choice', index: 0 };
const NO: PromptAnswer = { type: 'choice', index: 1 };

const at = deskOfFile([], { hosts: 'all' });
let questions: (PromptView['prompt'] & { type: 'choice' })[];

function answer(given: PromptAnswer): void {
  at.desk.answer = (prompt) => {
    if (prompt.type === 'choice') questions.push(prompt);
    return given;
  };
}

beforeEach(() => {
  questions = [];
  at.practice.sent.length = 0;
});

describe('hosts of no known environment in a typed command', { timeout: 60_000 }, () => {
  it('are asked about by name, with whose token would go there, and go on once the person agrees', async () => {
    answer(YES);
    const tab = await at.desk.openTab();
    const ran = await at.desk.run(
      tab,
      `${connect(ADMIN)}\n(Get-ConnectionInformation).ConnectionUri\n${LEAVE}`,
    );
    expect(ran).toMatchObject({ state: 'done', errors: [] });
    expect(ran.lines).toContain(`https://${HOST}`);
    expect(questions).toHaveLength(1);
    const [{ message, otherwise, answers } = { message: '', otherwise: 0, answers: [] }] = questions;
    for (const word of [HOST, LOGIN, ADMIN, 'access token', 'Exchange Online'])
      expect(message).toContain(word);
    expect(answers[otherwise]).toContain('t connect');
    expect(new Set(at.practice.sent.map((line) => line.split(' ')[0]))).toEqual(new Set([HOST, LOGIN]));
  });

  it('are asked about once in a tab, but again for another account and in another tab', async () => {
    answer(YES);
    const tab = await at.desk.openTab();
    await at.desk.run(tab, `${connect(ADMIN)}\n${LEAVE}`);
    await at.desk.run(tab, `${connect(ADMIN)}\n${LEAVE}`);
    expect(questions).toHaveLength(1);
    await at.desk.run(tab, `${connect(OTHER)}\n${LEAVE}`);
    expect(questions).toHaveLength(2);
    await at.desk.run(await at.desk.openTab(), `${connect(ADMIN)}\n${LEAVE}`);
    expect(questions).toHaveLength(3);
  });

  it.each([
    ['says no', NO],
    ['closes the question', { type: 'cancel' } satisfies PromptAnswer],
  ])('get nothing where the person %s, who is told how to go on', async (_how, given) => {
    answer(given);
    const tab = await at.desk.openTab();
    const ran = await at.desk.run(tab, `${connect(ADMIN)}\n'went on'`);
    expect(ran.state).toBe('failed');
    expect(ran.errors[0]).toContain(`You did not agree to ${HOST} and ${LOGIN}, so nothing was sent there.`);
    expect(ran.lines.join('\n')).not.toContain('went on');
    expect(at.practice.sent).toEqual([]);
    answer(YES);
    expect((await at.desk.run(tab, `${connect(ADMIN)}\n${LEAVE}`)).state).toBe('done');
    expect(questions).toHaveLength(2);
  });

  it('are not asked about where they are other names of known ones, which get the requests', async () => {
    answer(NO);
    const tab = await at.desk.openTab();
    for (const [more, hosts] of [
      ['-ConnectionUri https://outlook.office.com/', ['login.microsoftonline.com', 'outlook.office365.com']],
      ['-ConnectionUri https://eur01.outlook.office365.com/powershell-liveid/', ['outlook.office365.com']],
      [
        '-AzureADAuthorizationEndpointUri https://login.partner.microsoftonline.cn/common',
        ['login.chinacloudapi.cn', 'partner.outlook.cn'],
      ],
    ] as const) {
      at.practice.sent.length = 0;
      const ran = await at.desk.run(
        tab,
        `Connect-ExchangeOnline -UserPrincipalName ${ADMIN} ${more} -ShowBanner:$false\n$null = Get-AcceptedDomain\n${LEAVE}`,
      );
      expect([more, ran.errors]).toEqual([more, []]);
      const asked = new Set(at.practice.sent.map((line) => line.split(' ')[0]));
      expect([more, [...asked].sort()]).toEqual([more, expect.arrayContaining([...hosts])]);
      expect([more, at.practice.sent.join()]).toEqual([more, expect.not.stringContaining('office.com')]);
    }
    expect(questions).toEqual([]);
  });

  it('are stood in for in a tab of the practice cloud: nothing leaves this computer', async () => {
    answer(YES);
    const { profile } = await at.practice.connections.handlers.create(
      draft({ accountId: null, loginHint: ADMIN }),
    );
    await at.practice.connections.handlers.connect({ id: profile.id });
    const tab = await at.desk.openTab(profile.id);
    at.practice.sent.length = 0;
    const ran = await at.desk.run(
      tab,
      'Connect-ExchangeOnline -ConnectionUri https://mail.contoso.com/ -Prefix Own -ShowBanner:$false',
    );
    expect(ran).toMatchObject({ state: 'done', errors: [] });
    expect(ran.lines.join('\n')).toContain('stands in for https://mail.contoso.com/');
    expect(questions).toEqual([]);
    expect(at.practice.sent.filter((line) => !/^\S+\.practice\.localhost /.test(line))).toEqual([]);
  });
});
