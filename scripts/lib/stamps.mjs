/**
 * Stamps: a small file written last says that a step was finished, and what it left behind. A folder without its stamp
 * is half-finished and made anew. Files are compared by size and modification time, so a check costs milliseconds.
 */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** SHA-256 of a file's bytes, or of a list of strings, in hexadecimal. */
export function hashFile(file) {
  return createHash('sha256').update(fs.readFileSync(file)).digest('hex');
}

/** Written beside and renamed, so that a reader sees the old one, the new one or none. */
export function writeStamp(file, value) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const beside = `${file}.${process.pid}.tmp`;
  fs.writeFileSync(beside, `${JSON.stringify(value)}\n`);
  fs.renameSync(beside, file);
}

/** The stamp's value; undefined where there is none or it can't be read. */
export function readStamp(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** All files below a folder, relative with forward slashes, sorted; links are listed, not followed. */
export function listFiles(dir, keep = () => true) {
  const found = [];
  const walk = (relative) => {
    for (const entry of fs.readdirSync(path.join(dir, relative), { withFileTypes: true })) {
      const name = relative === '' ? entry.name : `${relative}/${entry.name}`;
      if (entry.isDirectory()) {
        if (keep(name, true)) walk(name);
      } else if (keep(name, false)) found.push(name);
    }
  };
  if (fs.existsSync(dir)) walk('');
  return found.sort();
}

/** Size and modification time of every file below a folder: `{name: [size, mtimeMs]}`. */
export function inventory(dir) {
  const result = {};
  for (const name of listFiles(dir)) {
    const stat = fs.lstatSync(path.join(dir, name));
    result[name] = [stat.size, Math.round(stat.mtimeMs)];
  }
  return result;
}

/** Whether a folder still is what an inventory says. */
export function matchesInventory(dir, expected) {
  if (expected === null || typeof expected !== 'object') return false;
  for (const [name, [size, mtime]] of Object.entries(expected)) {
    let stat;
    try {
      stat = fs.lstatSync(path.join(dir, name));
    } catch {
      return false;
    }
    if (stat.size !== size || Math.round(stat.mtimeMs) !== mtime) return false;
  }
  return true;
}

/** One hash over the contents and names of many files. */
export function hashFiles(base, names) {
  const hash = createHash('sha256');
  for (const name of names) {
    hash
      .update(name)
      .update('\0')
      .update(fs.readFileSync(path.join(base, name)))
      .update('\0');
  }
  return hash.digest('hex');
}

/**
 * Makes a folder in one move: `fill` works in a temporary folder beside it, which then takes its name. What an earlier,
 * killed run left in that temporary place is thrown away first.
 * @param {string} target folder to (re)place
 * @param {(work: string) => Promise<void>} fill
 */
export async function replaceFolder(target, fill) {
  const parent = path.dirname(target);
  const base = path.basename(target);
  fs.mkdirSync(parent, { recursive: true });
  for (const name of fs.readdirSync(parent)) {
    if (name.startsWith(`${base}.partial-`) || name.startsWith(`${base}.old-`)) {
      fs.rmSync(path.join(parent, name), { recursive: true, force: true });
    }
  }
  const work = fs.mkdtempSync(path.join(parent, `${base}.partial-`));
  try {
    await fill(work);
    if (fs.existsSync(target)) fs.renameSync(target, path.join(parent, `${base}.old-${process.pid}`));
    fs.renameSync(work, target);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
    fs.rmSync(path.join(parent, `${base}.old-${process.pid}`), { recursive: true, force: true });
  }
}
