import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { FailureError } from '../../shared/model/failure.ts';
import { launchPractice } from '../testing/practice-cloud.ts';
import { createPractice, type Practice, type PracticeProcess } from './practice.ts';

const SMALL = ['--customers', '5', '--mailboxes', '2'];
const started: Practice[] = [];
let taken: Server | null = null;
afterEach(() => {
  for (const practice of started.splice(0)) practice.stop();
  taken?.close();
  taken = null;
});

function practiceWith(more: Partial<Parameters<typeof createPractice>[0]> = {}): Practice {
  const practice = createPractice({ launch: launchPractice, args: SMALL, ...more });
  started.push(practice);
  return practice;
}
const failureOf = async (promise: Promise<unknown>) => {
  const error = await promise.catch((thrown: unknown) => thrown);
  if (!(error instanceof FailureError)) throw new Error('no failure', { cause: error });
  return error.failure;
};

describe('the practice cloud', { timeout: 60_000 }, () => {
  it('starts once for all who ask, and answers', async () => {
    const practice = practiceWith();
    const states: string[] = [];
    practice.onStatus((status) => states.push(status.state));
    const [one, two] = await Promise.all([practice.port(), practice.port()]);
    expect(one).toBe(two);
    expect(states).toEqual(['starting', 'running']);
    expect((await practice.handlers.status()).accounts.map((account) => account.password)).toContain(
      'practice',
    );
    const answer = await fetch(`http://127.0.0.1:${one}/organizations/v2.0/.well-known/openid-configuration`);
    expect(answer.status).toBe(200);
  });

  it('comes back by itself on the same port when it was killed', async () => {
    const processes: PracticeProcess[] = [];
    const practice = practiceWith({
      launch: (args) => {
        const process = launchPractice(args);
        processes.push(process);
        return process;
      },
    });
    const port = await practice.port();
    processes[0]?.stop();
    await expect.poll(() => processes.length, { timeout: 20_000 }).toBe(2);
    expect(await practice.port()).toBe(port);
    expect(practice.status().state).toBe('running');
  });

  it('says port-in-use', async () => {
    const server = createServer();
    taken = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const practice = practiceWith({ port });
    const failure = await failureOf(practice.port());
    expect(failure.code).toBe('port-in-use');
    expect(failure.message).toContain(String(port));
    expect(practice.status()).toMatchObject({ state: 'failed', failure: { code: 'port-in-use' } });
  });

  it('says what it was told when it can’t start, and tries again when asked', async () => {
    let args = ['--customers', 'many'];
    const practice = practiceWith({ args: [], launch: (given) => launchPractice([...given, ...args]) });
    expect((await failureOf(practice.port())).code).toBe('practice-unavailable');
    args = SMALL;
    expect((await practice.handlers.start()).state).toBe('running');
  });

  it('gives up on a process that says nothing', async () => {
    let stops = 0;
    const practice = practiceWith({
      startLimitMs: 20,
      launch: () => ({ onMessage: () => {}, onExit: () => {}, stop: () => (stops += 1) }),
    });
    expect((await failureOf(practice.port())).message).toContain('in time');
    expect(stops).toBe(1);
  });
});
