import childProcess from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What main did to the system, as it happened. */
export interface Deed {
  readonly what: 'read' | 'write' | 'process' | 'network';
  /** A whole path, a program, or `host:port`. */
  readonly where: string;
}

const READS = ['readFile', 'readFileSync', 'createReadStream', 'readdir', 'readdirSync', 'opendir'];
const WRITES = [
  ...['writeFile', 'writeFileSync', 'appendFile', 'appendFileSync', 'createWriteStream', 'truncate'],
  ...['mkdir', 'mkdirSync', 'mkdtemp', 'mkdtempSync', 'rm', 'rmSync', 'rmdir', 'unlink', 'unlinkSync'],
  ...['rename', 'renameSync', 'copyFile', 'copyFileSync', 'cp', 'cpSync', 'symlink', 'symlinkSync'],
  ...['link', 'linkSync', 'chmod', 'chmodSync', 'utimes', 'utimesSync'],
];
/** Their second argument says which. */
const OPENS = ['open', 'openSync'];
/** Their second argument is a path too. */
const PAIRS = new Set(['rename', 'renameSync', 'copyFile', 'copyFileSync', 'cp', 'cpSync']);
const PROCESSES = ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'];

type Callable = (...args: unknown[]) => unknown;
type Functions = Record<string, unknown>;

/**
 * Has every file, process and connection of this thread told to `onDeed`, wherever the name was imported from, until
 * the answer is called.
 */
export function setTripwires(onDeed: (deed: Deed) => void): () => void {
  const undo: (() => void)[] = [];

  function wrap(holder: object, name: string, tell: (args: readonly unknown[]) => void): void {
    const functions = holder as Functions;
    const own = functions[name];
    if (typeof own !== 'function') return;
    functions[name] = function told(this: unknown, ...args: unknown[]): unknown {
      tell(args);
      return Reflect.apply(own as Callable, this, args);
    };
    Object.assign(functions[name] as object, own);
    undo.push(() => {
      functions[name] = own;
    });
  }

  const tellFile = (what: 'read' | 'write', path: unknown): void => {
    const where = pathOf(path);
    if (where !== null) onDeed({ what, where });
  };
  for (const holder of [fs, fs.promises]) {
    for (const name of READS) wrap(holder, name, ([path]) => tellFile('read', path));
    for (const name of OPENS) {
      wrap(holder, name, ([path, flags = 'r']) =>
        tellFile(flags === 'r' || flags === fs.constants.O_RDONLY ? 'read' : 'write', path),
      );
    }
    for (const name of WRITES) {
      wrap(holder, name, ([path, other]) => {
        tellFile('write', path);
        if (PAIRS.has(name)) tellFile('write', other);
      });
    }
  }
  for (const name of PROCESSES) {
    wrap(childProcess, name, ([program]) => onDeed({ what: 'process', where: String(program) }));
  }
  wrap(net.Socket.prototype, 'connect', (args) => {
    const [first] = (Array.isArray(args[0]) ? args[0] : args) as unknown[];
    const { host, port, path } = Object(first) as Readonly<
      Partial<Record<'host' | 'port' | 'path', string | number | null>>
    >;
    const where = typeof path === 'string' ? path : `${host ?? 'localhost'}:${port ?? ''}`;
    onDeed({ what: 'network', where });
  });
  syncBuiltinESMExports();
  return () => {
    for (const one of undo) one();
    syncBuiltinESMExports();
  };
}

/** null: no path, such as the number of an open file. */
function pathOf(given: unknown): string | null {
  if (given instanceof URL) return fileURLToPath(given);
  if (Buffer.isBuffer(given)) return resolve(given.toString());
  return typeof given === 'string' ? resolve(given) : null;
}
