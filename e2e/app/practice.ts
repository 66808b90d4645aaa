import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createPracticeControl, type PracticeControl } from '../../simulator/control/client.ts';
import type { LogEntry } from '../../simulator/control/types.ts';
import { projectRoot } from '../env/runtime.ts';

/** A practice cloud that the test owns: it outlives the app, makes faults and tells what it received. */
export interface TestPractice {
  readonly port: number;
  readonly control: PracticeControl;
  /** Hands this one to the app: `openApp(desktop, { args: practice.appArguments })`. */
  readonly appArguments: readonly string[];
  stop(): Promise<void>;
}

export interface PracticeSize {
  readonly customers?: number;
  readonly mailboxes?: number;
  /** More options of the practice cloud, as on its command line. */
  readonly args?: readonly string[];
}

/** Starts a practice cloud with a control port, in a process of its own. */
export async function startPractice(size: PracticeSize = {}): Promise<TestPractice> {
  const secret = randomUUID();
  const child = spawn(
    process.execPath,
    [
      join(projectRoot, 'simulator', 'main.ts'),
      ...['--customers', String(size.customers ?? 30), '--mailboxes', String(size.mailboxes ?? 60)],
      '--until-stdin-closes',
      ...(size.args ?? []),
    ],
    { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, PRACTICE_CONTROL_SECRET: secret } },
  );
  const ended = once(child, 'exit');
  const [line] = (await Promise.race([
    once(createInterface(child.stdout), 'line'),
    ended.then(([code]) => {
      throw new Error(`the practice cloud ended (${String(code)}) before it was ready`);
    }),
  ])) as [string];
  const { port, controlPort } = JSON.parse(line) as { port: number; controlPort: number };
  return {
    port,
    control: createPracticeControl(controlPort, secret),
    appArguments: [`--practice-port=${port}`],
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}

/** What the practice cloud got for a cmdlet, oldest first. */
export async function callsOf(practice: TestPractice, cmdlet: string): Promise<readonly LogEntry[]> {
  const log = await practice.control.log();
  return log.filter(({ service, body, url }) => {
    if (service === 'entra' || service === 'graph') return false;
    return body.includes(`"${cmdlet}"`) || url.includes(cmdlet);
  });
}
