/** One setup at a time in one tree. The lock names its holder; a holder that is gone (killed, rebooted) holds nothing. */
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Whether a process lives. EPERM means that it does, under another user. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** When a process started, in the kernel's own units (Linux); tells a re-used process id from the holder's. */
export function startOf(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

/** The holder of a lock file: `{pid, start}`, or undefined when its text is damaged. */
function holderOf(file) {
  try {
    const holder = JSON.parse(fs.readFileSync(file, 'utf8'));
    return Number.isInteger(holder.pid) ? holder : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a lock's holder is gone. A damaged text is a writer killed between creating and writing, given a second to finish. */
export function isStale(file, { alive = isAlive, start = startOf, now = Date.now } = {}) {
  let stat;
  try {
    stat = fs.statSync(file);
  } catch {
    return false;
  }
  const holder = holderOf(file);
  if (holder === undefined) return now() - stat.mtimeMs > 1000;
  if (!alive(holder.pid)) return true;
  const started = start(holder.pid);
  return started !== undefined && holder.start !== undefined && started !== holder.start;
}

/**
 * Runs `work` while holding the lock; waits for another holder as long as that one lives.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @param {{onWait?: (pid: number | undefined) => void, pollMs?: number}} [options]
 * @returns {Promise<T>}
 */
export async function withLock(file, work, { onWait, pollMs = 200 } = {}) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  let told = false;
  for (;;) {
    try {
      fs.writeFileSync(file, JSON.stringify({ pid: process.pid, start: startOf(process.pid) }), {
        flag: 'wx',
      });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (isStale(file)) {
      fs.rmSync(file, { force: true });
      continue;
    }
    if (!told) onWait?.(holderOf(file)?.pid);
    told = true;
    await delay(pollMs);
  }
  try {
    return await work();
  } finally {
    fs.rmSync(file, { force: true });
  }
}
