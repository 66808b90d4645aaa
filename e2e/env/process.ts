/** Programs that the environment starts: each in its own process group, so that its children end with it. */
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

/** Starts a program in a group of its own. */
export function startProgram(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): ChildProcess {
  return spawn(command, [...args], { stdio: ['ignore', 'pipe', 'pipe'], ...options, detached: true });
}

/** Ends a program and all it started; SIGKILL when it has not gone after `graceMs`. */
export async function endProgram(child: ChildProcess, graceMs = 3000): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  signalGroup(child.pid, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(child.pid ?? 0, 'SIGKILL'), graceMs);
  await gone;
  clearTimeout(timer);
  signalGroup(child.pid, 'SIGKILL');
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  if (pid <= 0) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // the group is gone
  }
}

/**
 * Reads a program's output until a line matches.
 * @throws when the program ends first, or after `limitMs`; the message holds what it printed
 */
export function untilLine(
  child: ChildProcess,
  stream: Readable | null,
  pattern: RegExp,
  limitMs = 20_000,
): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let seen = '';
    const finish = (act: () => void) => {
      clearTimeout(timer);
      stream?.off('data', onData);
      stream?.resume();
      child.off('exit', onExit);
      child.off('error', onError);
      act();
    };
    const fail = (why: string) =>
      finish(() => reject(new Error(`${child.spawnfile} ${why}. It printed:\n${seen.slice(-2000)}`)));
    const onData = (chunk: Buffer | string) => {
      seen += String(chunk);
      const match = pattern.exec(seen);
      if (match) finish(() => resolve(match));
    };
    const onExit = (code: number | null) => fail(`ended (${String(code)}) before it was ready`);
    const onError = (error: Error) => fail(error.message);
    const timer = setTimeout(() => fail(`was not ready after ${limitMs} ms`), limitMs);
    stream?.on('data', onData);
    child.on('exit', onExit);
    child.on('error', onError);
  });
}
