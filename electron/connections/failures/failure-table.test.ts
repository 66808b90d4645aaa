import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Failure } from '../../../shared/model/failure.ts';
import { expectPart, table as markdownTable } from '../../testing/document.ts';
import { failureOf } from '../../testing/world.ts';
import { CERTIFICATE_ROWS } from './certificate-rows.fixture.ts';
import { APP_ROWS, COMMAND_ROWS } from './command-rows.fixture.ts';
import { FailureDesk } from './desk.fixture.ts';
import { NETWORK_ROWS } from './network-rows.fixture.ts';
import type { FailureRow } from './row.fixture.ts';
import { SIGN_IN_ROWS } from './sign-in-rows.fixture.ts';

let desk: FailureDesk;
beforeAll(async () => {
  desk = await FailureDesk.start();
}, 60_000);
afterAll(() => desk.close());

const { signal } = new AbortController();

/** Every failure that connect.md names, in the order of docs/connections.md. */
const ROWS: readonly FailureRow[] = [
  ...SIGN_IN_ROWS,
  ...COMMAND_ROWS,
  ...NETWORK_ROWS,
  ...APP_ROWS,
  ...CERTIFICATE_ROWS,
];

/** Rows of connect.md that are about what happens, not about a message; each has a test of its own below. */
const BEHAVIOUR = ['cached token is bad', 'sessions used up'];
/** Rows that can't occur over REST; the help says why, in the topic of this id. */
const IMPOSSIBLE: Readonly<Record<string, string>> = {
  'SNAT changes the address': 'snat',
  'profile path with': 'profile-path',
};

/** What was said, for docs/connections.md. */
const told: { readonly row: string; readonly name: string; readonly failure: Failure }[] = [];

describe('each failure that the documents name is told', { timeout: 60_000 }, () => {
  it.each(ROWS)('$row: $name', async ({ row, name, provoke, code, message, hint, action }) => {
    const failure = await provoke(desk);
    told.push({ row, name, failure });
    expect(failure).toMatchObject({ code });
    expect(failure.message).toMatch(message);
    expect(failure.hint).toMatch(hint);
    if (action !== undefined) expect(failure.action).toBe(action);
    expect(JSON.stringify(failure)).not.toMatch(/eyJ|Bearer|Practice-/);
  });

  it.each([50173, 9002313])(
    'a bad kept sign-in (AADSTS%i) is replaced once, without anybody asking for it',
    async (code) => {
      const view = await desk.open();
      const { cloud, connections, sent } = desk.practice;
      if (code === 50173) await cloud.control('POST', '/tokens', { action: 'revokeRefresh', code });
      else await desk.refuseNextToken(code);
      await cloud.control('POST', '/tokens', { action: 'expire' });
      expect((await desk.refusedRun(view)).code).toBe('sign-in-needed');
      sent.length = 0;
      const again = await connections.handlers.connect({ id: view.profile.id });
      expect(again.status.state).toBe('connected');
      await desk.run(await desk.settled(again.profile.id));
      expect(sent.filter((one) => one.includes('/token')).length).toBeLessThanOrEqual(2);
    },
  );

  it('sessions are not used up: closing disconnects all of them', async () => {
    const view = await desk.open();
    const { connections } = desk.practice;
    const { session } = await connections.registry.session(view.profile.id, 'exchange', signal);
    await connections.close();
    expect(connections.registry.view(view.profile.id)?.status.state).toBe('signed-out');
    const page = session.getPage({
      ...{ cmdlet: 'Get-AcceptedDomain', parameters: {}, pageSize: 1, nextLink: null, changes: false },
      ...{ signal, correlationId: 'after' },
    });
    expect((await failureOf(page)).code).toBe('not-connected');
  });
});

/** What stands in the place of a row that no message belongs to. */
const WITHOUT_MESSAGE: Readonly<Record<string, string>> = {
  'cached token is bad': 'the account’s tokens are replaced, once, without a question',
  'sessions used up': 'quitting disconnects; what a crash left is disconnected at the next start',
  ...Object.fromEntries(
    Object.keys(IMPOSSIBLE).map((row) => [row, 'can’t occur over REST; the help says why']),
  ),
};

it('docs/connections.md says what people are told', async () => {
  const said = told.map(({ row, name, failure: { message, hint, action } }) => [
    row.replaceAll('"', ''),
    name,
    message
      .replace(`${desk.folder}/`, '')
      .replace(/expired on [\d-]+/, 'expired on (date)')
      .replace(/127\.0\.0\.1:\d+/, 'proxy.contoso.com:8080'),
    hint,
    action ?? 'none',
  ]);
  const others = Object.entries(WITHOUT_MESSAGE).map(([row, text]) => [row, '', text, '', 'none']);
  const head = ['failure', 'case', 'what is said', 'what to do', 'button'];
  await expectPart(
    new URL('../../../docs/connections.md', import.meta.url),
    'failures',
    `## Failures\n\nEach was provoked, and what is said of it asserted.\n\n${markdownTable(head, [...said, ...others])}`,
  );
});

const REFERENCE = new URL('../../../../shared/reference/connect.md', import.meta.url);

/** First cells of the rows in connect.md's table of failures. */
function referenceRows(): string[] {
  const text = readFileSync(REFERENCE, 'utf8');
  const table = text.slice(text.indexOf('## Failures the seeds name')).split('\n## ')[0] ?? '';
  return table
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2)
    .map((line) => line.split('|')[1]?.trim() ?? '');
}

it.skipIf(!existsSync(REFERENCE))(
  'no row of the reference is missing (skipped where the reference is not there)',
  () => {
    const known = [...ROWS.map(({ row }) => row), ...BEHAVIOUR, ...Object.keys(IMPOSSIBLE)];
    const rows = referenceRows();
    expect(rows.length).toBeGreaterThan(12);
    expect(rows.filter((row) => !known.some((start) => row.startsWith(start)))).toEqual([]);
  },
);
