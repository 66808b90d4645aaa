/** Child processes: started without a shell (npm.cmd on Windows excepted), output kept or passed through. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { noteChild } from './lock.mjs';
import { setupLock } from './paths.mjs';

/** A command that failed, with what it printed. */
export class CommandFailed extends Error {
  /** @param {string} command @param {number | null} code @param {string} output */
  constructor(command, code, output) {
    super(`${command} failed (${code === null ? 'could not run' : `exit ${code}`})`);
    this.name = 'CommandFailed';
    this.code = code;
    this.output = output;
  }
}

/**
 * Runs a command to its end.
 * @param {string} command
 * @param {string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, shell?: boolean, stdio?: 'keep' | 'inherit', onText?: (text: string) => void, signal?: AbortSignal}} [options]
 * @returns {Promise<{code: number | null, output: string}>} exit status (null: not started or killed) and both streams together
 */
export function run(command, args, { cwd, env, shell = false, stdio = 'keep', onText, signal } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: env ?? process.env,
      shell,
      signal,
      windowsHide: true,
      stdio: stdio === 'inherit' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    noteChild(setupLock, child.pid);
    let output = '';
    const keep = (chunk) => {
      output += chunk;
      onText?.(String(chunk));
    };
    child.stdout?.setEncoding('utf8').on('data', keep);
    child.stderr?.setEncoding('utf8').on('data', keep);
    child.on('error', (error) => resolve({ code: null, output: `${output}${error.message}\n` }));
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** As {@link run}, but a non-zero end is an error. */
export async function mustRun(command, args, options) {
  const result = await run(command, args, options);
  if (result.code !== 0) throw new CommandFailed([command, ...args].join(' '), result.code, result.output);
  return result;
}

/**
 * How to call npm from here: through its own script when npm started us, else by name (a shell is needed for npm.cmd).
 * @param {string} node the Node to run it on
 * @returns {{command: string, prefix: string[], shell: boolean}}
 */
export function npmCommand(node, env = process.env, platform = process.platform) {
  const script = env.npm_execpath;
  if (script && /npm-cli\.c?js$/.test(script) && existsSync(script))
    return { command: node, prefix: [script], shell: false };
  return platform === 'win32'
    ? { command: 'npm.cmd', prefix: [], shell: true }
    : { command: 'npm', prefix: [], shell: false };
}

/** The environment with a Node first in PATH, so that tools' own `node` is that one. */
export function withNode(node, env = process.env) {
  const key = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const dir = path.dirname(node);
  return { ...env, [key]: env[key] ? `${dir}${path.delimiter}${env[key]}` : dir };
}

/** Where a program of that name is in PATH, or undefined. */
export function findProgram(name, env = process.env, exists = existsSync) {
  const key = Object.keys(env).find((entry) => entry.toUpperCase() === 'PATH') ?? 'PATH';
  for (const dir of (env[key] ?? '').split(path.delimiter)) {
    if (dir !== '' && exists(path.join(dir, name))) return path.join(dir, name);
  }
  return undefined;
}
