import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fail } from '../../../shared/model/failure.ts';
import { CANARY } from '../input-kinds.ts';
import { fuzzIpc, type Spoil } from './run.ts';
import { setTripwires, type Deed } from './tripwires.ts';
import { WireSecrets } from './wire-secrets.ts';

/** The first call of all: what it does is found out at once. */
const spoiled =
  (create: () => unknown): Spoil =>
  (handlers) => ({
    ...handlers,
    connections: {
      ...handlers.connections,
      create: (draft) => {
        create();
        return handlers.connections.create(draft);
      },
    },
  });

const outside = join(tmpdir(), 'outside-of-the-app.txt');
const MISDEEDS: readonly (readonly [string, RegExp, () => unknown])[] = [
  [
    'tells a secret',
    /a secret came out in the answer of connections\.create/,
    () => {
      throw fail('not-found', `The password ${CANARY} is wrong.`, '');
    },
  ],
  ['reads a file that was not chosen', /nobody asked for: read/, () => readFileSync('/etc/hostname')],
  [
    'writes outside of its folder',
    /nobody asked for: write/,
    () => writeFileSync(outside, '', { flag: 'a' }),
  ],
  [
    'holds its thread',
    /it held main's thread for/,
    () => {
      const before = process.threadCpuUsage().user;
      while (process.threadCpuUsage().user - before < 1_100_000);
    },
  ],
  [
    'breaks in a way of its own',
    /an error that nobody expected[^]*own way/,
    () => {
      throw new TypeError('in its own way');
    },
  ],
  ['forgets a rejection', /an unhandled rejection/, () => void Promise.reject(new Error('forgotten'))],
];

describe('a handler of main that', { timeout: 60_000 }, () => {
  test.each(MISDEEDS)('%s is found out', async (_what, told, misdeed) => {
    const { failure } = await fuzzIpc(2, 1, spoiled(misdeed));
    expect(failure?.why).toMatch(told);
  });
});

test('a secret is found in text and in bytes of one or two a letter, at even and odd places', () => {
  const secrets = new WireSecrets();
  const token = `${'h'.repeat(30)}.${'p'.repeat(90)}.${'s'.repeat(20)}${'t'.repeat(43)}`;
  secrets.ofRequest({
    method: 'GET',
    url: 'https://outlook.example/',
    headers: { authorization: `Bearer ${token}` },
    signal: new AbortController().signal,
  });
  expect(secrets.passed).toBe(1);
  expect(secrets.in('nothing of the kind')).toBeNull();
  for (const secret of [CANARY, token]) {
    expect(secrets.in(`before ${secret}, after`)).not.toBeNull();
    for (const encoding of ['utf8', 'utf16le'] as const) {
      for (const before of ['', 'x']) {
        const bytes = Buffer.concat([Buffer.from(before), Buffer.from(`"${secret}"`, encoding)]);
        expect(secrets.inBytes(bytes)).not.toBeNull();
      }
    }
  }
});

test('files are told however their functions are called, and no more once the tripwires are gone', async () => {
  const deeds: Deed[] = [];
  const disarm = setTripwires((deed) => deeds.push(deed));
  const { readFile, open, mkdir } = await import('node:fs/promises');
  readFileSync('/etc/hostname');
  await readFile('/etc/hosts');
  await (await open('/etc/group', 'r')).close();
  await mkdir(tmpdir(), { recursive: true });
  disarm();
  readFileSync('/etc/os-release');
  expect(new Set(deeds.map(({ what, where }) => `${what} ${where}`))).toEqual(
    new Set(['read /etc/hostname', 'read /etc/hosts', 'read /etc/group', `write ${tmpdir()}`]),
  );
});
