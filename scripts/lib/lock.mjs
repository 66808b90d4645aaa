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

/**
 * Adds a program that this run started to its lock. A killed run leaves its npm or apt-get running for a while, and the
 * next run must not work beside that one.
 * @param {string} file @param {number | undefined} pid
 */
export function noteChild(file, pid) {
  const holder = holderOf(file);
  if (pid === undefined || holder?.pid !== process.pid) return;
  writeHolder(file, { ...holder, children: [...(holder.children ?? []), { pid, start: startOf(pid) }] });
}

/** Written beside and renamed, so that no reader sees a half. */
function writeHolder(file, holder) {
  const beside = `${file}.${process.pid}.tmp`;
  fs.writeFileSync(beside, JSON.stringify(holder));
  fs.renameSync(beside, file);
}

/** Whether a process of that number and start is there. */
function lives({ pid, start: noted }, alive, start) {
  if (!alive(pid)) return false;
  const started = start(pid);
  return started === undefined || noted === undefined || started === noted;
}

/** Whether a lock's holder and all it started are gone. A damaged text is a writer killed between creating and writing, given a second to finish. */
export function isStale(file, { alive = isAlive, start = startOf, now = Date.now } = {}) {
  let stat;
  try {
    stat = fs.statSync(file);
  } catch {
    return false;
  }
  const holder = holderOf(file);
  if (holder === undefined) return now() - stat.mtimeMs > 1000;
  return ![holder, ...(holder.children ?? [])].some((each) => lives(each, alive, start));
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
