import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invoke, read } from './made.ts';
import type { WireReport } from './report.ts';
import { runWire } from './wire.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wire-tool-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const good = invoke('Get-Mailbox -Identity user1', 'Get-Mailbox', { Identity: 'user1' });
const line = (value: unknown): string => JSON.stringify(value);

async function run(text: string | null, json: string | null = null) {
  const file = join(folder, `${String(Math.random()).slice(2)}.jsonl`);
  if (text !== null) await writeFile(file, text);
  const said = { out: '', error: '' };
  const code = await runWire(file, [], {
    json,
    to: { out: (more) => (said.out += more), error: (more) => (said.error += more) },
  });
  return { code, ...said };
}

describe('npm run conformance -- --wire', () => {
  it('ends with 0 where all agrees, and its report is the same each time', async () => {
    const text = [good, read('Get-EXOMailbox -ResultSize 3', 'Mailbox', { size: 3 })].map(line).join('\n');
    const reports = await Promise.all(
      ['one.json', 'two.json'].map(async (name) => {
        const file = join(folder, name);
        const { code, out } = await run(text, file);
        expect([code, out]).toEqual([
          0,
          expect.stringContaining('2 with meant differences only, 0 different'),
        ]);
        return readFile(file, 'utf8');
      }),
    );
    expect(reports[0]).toBe(reports[1]);
    const report = JSON.parse(reports[0] ?? '') as WireReport;
    expect(report).toMatchObject({ total: 2, equal: 0, meant: 2, different: 0, unread: [] });
    expect(report.reasons.length).toBeGreaterThan(3);
    const [first] = report.captures;
    expect(first).toMatchObject({
      name: good.name,
      command: good.command,
      verdict: 'meant',
      outcome: 'done',
    });
    expect(first?.sent).toEqual([`POST ${good.request.url}`]);
  });

  it('ends with 1 where something differs, and says what', async () => {
    const other = {
      ...good,
      request: { ...good.request, body: good.request.body.replace('user1', 'user2') },
    };
    const { code, out } = await run(line(other));
    expect(code).toBe(1);
    expect(out).toContain('body CmdletInput.Parameters.Identity\n    theirs user2\n    ours   user1');
  });

  it('takes \\r\\n, empty lines and a byte order mark', async () => {
    const { code, out } = await run(`\uFEFF${line(good)}\r\n\r\n${line(good)}\r\n`);
    expect([code, out]).toEqual([0, expect.stringContaining('2 requests')]);
  });

  it('names the lines that are no captures, compares the others, and ends with 1', async () => {
    const { code, out } = await run(
      [
        '{"name":',
        line({ name: 'x' }),
        line(good),
        line([]),
        line({ ...good, request: { ...good.request, url: '/adminapi' } }),
      ].join('\n'),
    );
    expect(code).toBe(1);
    expect(out).toContain('line 1: not JSON');
    expect(out).toContain('line 2: not a capture: command: ');
    expect(out).toContain('line 4: not a capture');
    expect(out).toContain('line 5: not a capture: request.url: not the address of a request');
    expect(out).toContain('1 requests: 0 equal, 1 with meant differences only, 0 different; 4 lines');
  });

  it.each([
    ['an empty file', '', 'has no captures'],
    ['a file of empty lines', '\n\r\n', 'has no captures'],
    ['a file without a capture', 'hello\n', 'line 1: not JSON'],
    ['no file', null, 'there is no such file'],
  ])('ends with 2 for %s', async (_what, text, words) => {
    const { code, error } = await run(text);
    expect([code, error]).toEqual([2, expect.stringContaining(words)]);
  });

  it('ends with 2 for a folder, and where the report cannot be written', async () => {
    const said = { out: () => undefined, error: () => undefined };
    expect(await runWire(folder, [], { to: said })).toBe(2);
    const { code, error } = await run(line(good), join(folder, 'none', 'report.json'));
    expect([code, error]).toEqual([2, expect.stringContaining('The report can’t be written')]);
  });

  it.each([
    [
      'a method that no client of the service has',
      { ...good, request: { ...good.request, method: 'DELETE' } },
    ],
    ['an address that nobody knows', { ...good, request: { ...good.request, url: 'https://example.com/x' } }],
    ['a command that there is not', { ...good, command: 'Get-Nothing -Of it' }],
    ['what is no command', { ...good, command: "'unfinished" }],
    ['nothing', { ...good, command: '' }],
    ['claims that are no JSON', tokenCapture('claims=%7B')],
    [
      'percent signs that stand for nothing',
      { ...good, request: { ...good.request, url: `${good.request.url}%` } },
    ],
    ['a body that is no JSON', { ...good, request: { ...good.request, body: '{"requests":' } }],
  ])('tells %s as a difference', async (_what, capture) => {
    const { code, out } = await run(line(capture));
    expect([code, out]).toEqual([1, expect.stringContaining('1 different')]);
  });
});

function tokenCapture(form: string) {
  const url = 'https://login.microsoftonline.com/organizations/oauth2/v2.0/token';
  return { ...good, request: { ...good.request, url, body: `grant_type=refresh_token&${form}` } };
}
