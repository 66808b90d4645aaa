import { z } from 'zod';
import type { Handlers } from '../../shared/contract/index.ts';
import type { EventPayload } from '../../shared/contract/events.ts';
import { fail, type Failure, type FailureError } from '../../shared/model/failure.ts';
import { PRACTICE_ACCOUNTS } from './accounts.ts';

export type PracticeStatus = EventPayload<'practice'>;

/** The practice cloud's process: utilityProcess in the app, a forked child in tests. */
export interface PracticeProcess {
  /** What it reports when it is up (`{port}`) or can't be (`{error}`). */
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: (code: number | null) => void): void;
  /** Ends it; must be safe after it has ended. */
  stop(): void;
}

export interface PracticeOptions {
  /** Starts `simulator/main.ts` with these arguments. It has to die with the app. */
  readonly launch: (args: readonly string[]) => PracticeProcess;
  /** Beside `--port`: --state FILE, --customers N … */
  readonly args: readonly string[];
  /** 0: any free port. */
  readonly port?: number;
  readonly startLimitMs?: number;
  readonly now?: () => number;
}

export interface Practice {
  readonly handlers: Handlers['practice'];
  status(): PracticeStatus;
  onStatus(listener: (status: PracticeStatus) => void): () => void;
  /** The port, starting the cloud where it does not run. Rejects with FailureError port-in-use, practice-unavailable. */
  port(): Promise<number>;
  stop(): void;
}

const messageSchema = z.union([z.object({ port: z.int().min(1) }), z.object({ error: z.string() })]);

/** The exit code for a port that is taken (simulator/main.ts). */
const EXIT_PORT = 3;
/** It is started again by itself this often within a minute; after that somebody has to ask. */
const RESTARTS = 3;

/** Starts, watches and stops the practice cloud. */
export function createPractice(options: PracticeOptions): Practice {
  const now = options.now ?? Date.now;
  const listeners = new Set<(status: PracticeStatus) => void>();
  let status: PracticeStatus = statusOf('off', null);
  let running: { process: PracticeProcess; port: number } | null = null;
  let starting: Promise<number> | null = null;
  let stopped = false;
  let lastPort = options.port ?? 0;
  let deaths: number[] = [];

  function setStatus(state: PracticeStatus['state'], failure: Failure | null): void {
    status = statusOf(state, failure);
    for (const listener of listeners) listener(status);
  }

  async function start(): Promise<number> {
    setStatus('starting', null);
    try {
      running = await startKeepingPort();
      setStatus('running', null);
      return running.port;
    } catch (error) {
      const failure = error as FailureError;
      setStatus('failed', failure.failure);
      throw failure;
    } finally {
      starting = null;
    }
  }

  /** After a crash the same port again, since open sign-in pages know it; any other where it was taken meanwhile. */
  async function startKeepingPort() {
    try {
      return await startOn(lastPort);
    } catch (error) {
      if (lastPort === 0 || lastPort === options.port) throw error;
      return startOn(0);
    }
  }

  function startOn(port: number): Promise<{ process: PracticeProcess; port: number }> {
    return new Promise((resolve, reject) => {
      let process: PracticeProcess;
      try {
        process = options.launch(['--port', String(port), ...options.args]);
      } catch (cause) {
        reject(unavailable('could not be started', cause));
        return;
      }
      const limit = setTimeout(() => {
        reject(unavailable('did not start in time'));
        process.stop();
      }, options.startLimitMs ?? 30_000);
      let said = '';
      process.onMessage((message) => {
        const read = messageSchema.safeParse(message);
        if (!read.success) return;
        if ('error' in read.data) {
          said = read.data.error;
          return;
        }
        clearTimeout(limit);
        lastPort = read.data.port;
        resolve({ process, port: read.data.port });
      });
      process.onExit((code) => {
        clearTimeout(limit);
        reject(
          code === EXIT_PORT
            ? portInUse(port)
            : unavailable(said === '' ? `ended (${code})` : `said: ${said}`),
        );
        if (running?.process === process) died();
      });
    });
  }

  function died(): void {
    running = null;
    if (stopped) return;
    deaths = [...deaths.filter((at) => now() - at < 60_000), now()];
    setStatus('failed', unavailable('ended unexpectedly').failure);
    if (deaths.length <= RESTARTS) ensure().catch(() => {});
  }

  function ensure(): Promise<number> {
    if (running !== null) return Promise.resolve(running.port);
    stopped = false;
    starting ??= start();
    return starting;
  }

  return {
    handlers: {
      status: () => Promise.resolve(status),
      start: async () => {
        await ensure();
        return status;
      },
    },
    status: () => status,
    onStatus(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    port: ensure,
    stop() {
      stopped = true;
      running?.process.stop();
      running = null;
      if (status.state !== 'off') setStatus('off', null);
    },
  };
}

function statusOf(state: PracticeStatus['state'], failure: Failure | null): PracticeStatus {
  return { state, failure, accounts: [...PRACTICE_ACCOUNTS] };
}

function unavailable(what: string, cause?: unknown): FailureError {
  return fail('practice-unavailable', `The practice cloud ${what}.`, 'Start it again from Connections.', {
    retryable: true,
    cause,
  });
}

function portInUse(port: number): FailureError {
  return fail(
    'port-in-use',
    `The practice cloud could not start: port ${port} on this computer is in use.`,
    'End the program that uses it, or start the app without a fixed port for the practice cloud.',
    { retryable: true },
  );
}
