import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { PracticeProcess } from '../practice/practice.ts';
import { entryUrl } from './entries.ts';

/** For tests: the practice cloud in a process of its own, as the app has it. `launch` of createPractice over Node's fork. */
export function launchPractice(args: readonly string[], env: NodeJS.ProcessEnv = {}): PracticeProcess {
  const child = fork(fileURLToPath(entryUrl('practice')), [...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  return {
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.on('exit', listener),
    stop: () => void child.kill('SIGKILL'),
  };
}

export interface TestCloud {
  readonly port: number;
  stop(): void;
  /** Calls the control port, e.g. `control('POST', '/tokens', {action: 'expire'})`. */
  control(method: string, path: string, body?: unknown): Promise<unknown>;
}

interface Ready {
  readonly port?: number;
  readonly controlPort?: number;
  readonly error?: string;
}

/** Starts a practice cloud with a control port. */
export async function startTestCloud(args: readonly string[] = []): Promise<TestCloud> {
  const secret = randomUUID();
  const child = launchPractice(['--port', '0', ...args], { PRACTICE_CONTROL_SECRET: secret });
  const ready = await new Promise<Ready>((resolve, reject) => {
    child.onMessage((message) => resolve(message as Ready));
    child.onExit((code) => reject(new Error(`the practice cloud ended with ${code}`)));
  });
  if (ready.port === undefined) throw new Error(ready.error ?? 'no port');
  return {
    port: ready.port,
    stop: () => child.stop(),
    async control(method, path, body) {
      const response = await fetch(`http://127.0.0.1:${ready.controlPort}${path}`, {
        method,
        headers: { 'x-practice-control-secret': secret, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const answer: unknown = await response.json();
      if (!response.ok) throw new Error(`control ${path}: ${response.status} ${JSON.stringify(answer)}`);
      return answer;
    },
  };
}
