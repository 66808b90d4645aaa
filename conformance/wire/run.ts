import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TransportRequest } from '../../electron/http/types.ts';
import type { CmdletInfo } from '../../shared/model/cmdlet.ts';
import type { Capture } from './captures.ts';
import { compareSent } from './compare.ts';
import { ConnectDesk } from './connect-desk.ts';
import { settingOf, type Context, type Lead } from './context.ts';
import { WireDesk, type Typed } from './desk.ts';
import { stable, type CaptureReport } from './report.ts';

/** Milliseconds that a command may take; then it counts as one that never ends. */
const PATIENCE = 60_000;

/** A capture, what was typed for it and what went out. */
export interface Replayed {
  readonly capture: Capture;
  readonly report: CaptureReport;
  /** Null: the command could not be typed at all. */
  readonly typed: Typed | null;
  /** What the capture's request was compared with; null: nothing went out for it. */
  readonly request: TransportRequest | null;
}

/** Types captures' commands, one after the other. */
export class Replay {
  readonly #cmdlets: readonly CmdletInfo[];
  readonly #folder: string;
  /** By their connection: opening one takes longer than typing. */
  readonly #desks = new Map<string, WireDesk>();

  private constructor(cmdlets: readonly CmdletInfo[], folder: string) {
    this.#cmdlets = cmdlets;
    this.#folder = folder;
  }

  static async open(cmdlets: readonly CmdletInfo[]): Promise<Replay> {
    return new Replay(cmdlets, await mkdtemp(join(tmpdir(), 'wire-')));
  }

  async of(capture: Capture): Promise<Replayed> {
    const { name, command } = capture;
    try {
      const setting = settingOf(capture);
      const typed =
        'context' in setting
          ? await this.#onOpen(capture, setting.context)
          : await this.#anew(capture, setting);
      const { request, differences } = compareSent(capture, typed);
      const verdict = verdictOf(differences);
      // A page's address holds what is new each time, and nothing but the page is of interest.
      const sent = typed.sent.map(
        ({ method, url }) => `${method} ${url.replace(/(\/authorize)\?.*$/u, '$1')}`,
      );
      const report: CaptureReport = {
        ...{ name, command, verdict },
        outcome: stable(typed.outcome, capture),
        sent: sent.map((one) => stable(one, capture)),
        differences: differences.map((one) => ({
          ...one,
          actual:
            one.actual === null ? null : one.what === 'query nonce' ? '{new}' : stable(one.actual, capture),
        })),
      };
      return { capture, typed, request, report };
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      const differences = [{ what: 'not run', expected: null, actual: problem, reason: null }];
      return {
        ...{ capture, typed: null, request: null },
        report: { name, command, verdict: 'different', outcome: 'not run', sent: [], differences },
      };
    }
  }

  async #onOpen(capture: Capture, context: Context): Promise<Typed> {
    const key = JSON.stringify(context);
    const desk = this.#desks.get(key) ?? (await WireDesk.open(context, this.#cmdlets, this.#folder));
    this.#desks.set(key, desk);
    try {
      return await inTime(desk.type(capture));
    } catch (error) {
      // Whatever it does still, the next capture gets another.
      this.#desks.delete(key);
      await desk.close();
      throw error;
    }
  }

  /** A console of its own: what one command connected would be there for the next. */
  async #anew(capture: Capture, { before }: { readonly before: Lead | null }): Promise<Typed> {
    const desk = await ConnectDesk.open(capture, this.#cmdlets, this.#folder);
    try {
      if (before !== null) await inTime(desk.prepare(before));
      return await inTime(desk.type(capture));
    } finally {
      await desk.close();
    }
  }

  async close(): Promise<void> {
    for (const desk of this.#desks.values()) await desk.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** A command that never ends is stopped by closing its desk. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('its command was not over in time')), PATIENCE);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function verdictOf(differences: CaptureReport['differences']): CaptureReport['verdict'] {
  if (differences.length === 0) return 'equal';
  return differences.every(({ reason }) => reason !== null) ? 'meant' : 'different';
}
