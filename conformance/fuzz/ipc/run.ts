import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { dispatch } from '../../../electron/ipc/dispatch.ts';
import { contract, type Answer, type Handlers } from '../../../shared/contract/index.ts';
import { events } from '../../../shared/contract/events.ts';
import { callSequences } from './calls.ts';
import type { MadeCall } from './made-call.ts';
import { LiveThings } from './live-things.ts';
import { openMainDesk, type MainDesk } from './main-desk.ts';
import { SCENARIOS } from './scenarios.ts';
import { setTripwires, type Deed } from './tripwires.ts';

/** Milliseconds that main's thread may be held at a stretch. */
const LONGEST = 1000;
/** A call that waits for nobody and has no answer by then has none. */
const HANGS = 15_000;
/** A call waits for a person in the browser, and main goes on: so long is it given first. */
const GLANCE = 30;
/** What a text that was run does is not the call's; so long it is given, so that later calls find something. */
const RUN = 3000;
/** The app is quit and started again after so many calls. */
const RESTART_EVERY = 1500;

export interface IpcFuzzReport {
  readonly calls: number;
  /** The longest that main's thread was held, in milliseconds. */
  readonly slowest: number;
  /** Methods that did as they were told at least once. */
  readonly answered: readonly string[];
  /** Secrets that went by and were looked for. */
  readonly secrets: number;
  readonly failure: { readonly why: string; readonly input: string } | null;
}

/** Changes what main does, to see that it is found out. */
export type Spoil = (handlers: Handlers) => Handlers;

/**
 * Calls every method of main's own handlers, composed as the app has them, with right, damaged and oversize inputs in
 * no sensible order. The same seed makes the same calls.
 */
export async function fuzzIpc(
  count: number,
  seed: number,
  spoil: Spoil = (handlers) => handlers,
): Promise<IpcFuzzReport> {
  const watch = new Watch(spoil);
  const unhandled = (error: unknown): void => watch.blame('an unhandled rejection', error);
  const uncaught = (error: unknown): void => watch.blame('an uncaught error', error);
  process.on('unhandledRejection', unhandled);
  process.on('uncaughtException', uncaught);
  const desk = await openMainDesk({
    emit: (name, payload) => watch.event(name, payload),
    onUnexpected: (where, error) => watch.blame(`an error that nobody expected (${where})`, error),
  });
  watch.desk = desk;
  const disarm = setTripwires((deed) => watch.deed(deed));
  let calls = 0;
  try {
    for (let part = 0; calls < count && watch.failure === null; part++) {
      const mixed = fc.sample(callSequences, { numRuns: 50, seed: seed * 1000 + part });
      const sequences = part === 0 ? [...SCENARIOS, ...mixed] : mixed;
      for (const sequence of sequences) {
        if (calls >= count || watch.failure !== null) break;
        for (const call of sequence.slice(0, count - calls)) await watch.make(call);
        calls += Math.min(sequence.length, count - calls);
        await watch.settle();
        if (calls % RESTART_EVERY < sequence.length) {
          await desk.restart();
          watch.started();
        }
      }
    }
    watch.searchFiles();
  } finally {
    disarm();
    await desk.close();
    process.off('unhandledRejection', unhandled);
    process.off('uncaughtException', uncaught);
  }
  const { slowest, failure } = watch;
  return { calls, slowest, answered: [...watch.answered].sort(), secrets: desk.secrets.passed, failure };
}

/** Makes calls and watches what main does, says and leaves. */
class Watch {
  desk: MainDesk | null = null;
  slowest = 0;
  failure: IpcFuzzReport['failure'] = null;
  readonly answered = new Set<string>();
  readonly #live = new LiveThings();
  #pending = new Map<Promise<unknown>, string>();
  #recent: string[] = [];
  #turn = 0;
  readonly #block = new Block();

  readonly #spoil: Spoil;
  /** A person named these files or folders in a call. */
  readonly #named = new Set<string>();

  constructor(spoil: Spoil) {
    this.#spoil = spoil;
  }

  blame(what: string, error: unknown): void {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.failure ??= { why: `${what}: ${why}`, input: this.#recent.join('\n') };
  }

  event<N extends keyof typeof events>(name: N, payload: unknown): void {
    const parsed = events[name].safeParse(payload);
    if (!parsed.success) this.blame(`an event ${name} that does not fit`, parsed.error);
    this.#look(`the event ${name}`, payload);
    this.#live.hear(name, payload);
  }

  deed({ what, where }: Deed): void {
    if (this.desk !== null && !this.#mayDo(what, where, this.desk)) {
      this.blame(`main did what nobody asked for: ${what}`, new Error(where));
    }
  }

  #mayDo(what: Deed['what'], where: string, desk: MainDesk): boolean {
    const below = (folders: readonly string[]): boolean =>
      folders.some((folder) => where === folder || where.startsWith(folder + sep));
    // A script's folder was chosen too, and may be written in.
    const own = [desk.dataFolder, desk.chosenFolder, desk.savedFolder];
    switch (what) {
      case 'read':
        return below([...own, ...CODE]) || this.#named.has(where);
      case 'write':
        return below([...own, RUN_LOGS]) || isRunLog(where, this.#named);
      case 'network':
        // The robot answers the app's own server on this computer, so any port may be meant.
        return LOOPBACK.test(where);
      case 'process':
        return false;
    }
  }

  async make(call: MadeCall): Promise<void> {
    if (this.desk === null || this.failure !== null) return;
    const { domain, method } = call;
    const raw = this.#live.fill(call.raw, this.desk);
    this.#remember(call, raw);
    this.#name(call, raw);
    this.#block.begin();
    const answering = dispatch(
      contract,
      this.#spoil(this.desk.main().handlers),
      domain,
      method,
      raw,
      (channel, error) => {
        this.blame(`an error that nobody expected (${channel})`, error);
      },
    ).then(
      (answer) => {
        this.#hear(call, answer);
      },
      (error: unknown) => this.blame('dispatch threw', error),
    );
    this.#pending.set(answering, this.#recent.at(-1) ?? '');
    void answering.finally(() => this.#pending.delete(answering));
    await this.#answered(answering, method === 'run');
    const { longest } = this.#block;
    if (longest > LONGEST)
      this.blame(`${domain}.${method}`, `it held main's thread for ${longest.toFixed(0)} ms`);
    this.slowest = Math.max(this.slowest, longest);
  }

  /** Until it has its answer, or waits for a person. */
  async #answered(answering: Promise<unknown>, ran: boolean): Promise<void> {
    const began = performance.now();
    let over = false;
    void answering.then(() => (over = true));
    for (;;) {
      await (over ? pause(GLANCE) : Promise.race([answering, pause(GLANCE)]));
      this.#block.look();
      const waits = this.#live.waitsForPerson && this.desk?.personActs() === false;
      const took = performance.now() - began;
      if (waits || (over && !(ran && this.#live.runs && took < RUN))) return;
      if (took > HANGS) {
        this.blame('a call hangs', this.#pending.get(answering));
        this.#pending.delete(answering);
        return;
      }
    }
  }

  /** People go: sign-ins are cancelled and questions declined, so that nothing has a reason to wait. */
  async settle(): Promise<void> {
    if (this.desk === null) return;
    const { handlers } = this.desk.main();
    const began = performance.now();
    while (this.#pending.size > 0 && this.failure === null) {
      const open = await handlers.accounts.listSignIns();
      await Promise.allSettled(
        open
          .filter(({ state }) => state === 'waiting')
          .map(({ signInId }) => handlers.accounts.cancelSignIn({ signInId })),
      );
      await Promise.race([Promise.allSettled(this.#pending.keys()), pause(GLANCE)]);
      if (performance.now() - began > HANGS) {
        this.blame('calls hang after their sign-ins were cancelled', [...this.#pending.values()].join('\n'));
      }
    }
    const { tabs } = await handlers.console.listTabs();
    for (const { tabId } of tabs.slice(0, Math.max(0, tabs.length - 3)))
      await handlers.console.closeTab({ tabId });
    for (const { tabId } of tabs.slice(-3)) await handlers.console.stop({ tabId }).catch(() => null);
    const { connections } = await handlers.connections.list();
    // Every second time they all go: the same connection can't be made twice.
    this.#turn++;
    for (const { profile } of this.#turn % 2 === 0 ? connections : connections.slice(12)) {
      await handlers.connections.remove({ id: profile.id }).catch(() => undefined);
    }
    this.#recent = [];
  }

  started(): void {
    this.#live.forget();
  }

  /** Everything that main left on the disk. */
  searchFiles(): void {
    if (this.desk === null) return;
    for (const file of filesBelow(this.desk.dataFolder)) {
      const secret = this.desk.secrets.inBytes(readFileSync(file));
      if (secret !== null) this.blame('a secret lies in a file', `${file}: ${secret}`);
    }
  }

  #hear({ domain, method }: MadeCall, answer: Answer<unknown>): void {
    const name = `${domain}.${method}`;
    this.#look(`the answer of ${name}`, answer);
    if (!answer.ok) return;
    this.answered.add(name);
    this.#live.learn(name, answer.value);
  }

  #look(where: string, value: unknown): void {
    const secret = this.desk?.secrets.in(JSON.stringify(value) ?? '') ?? null;
    if (secret !== null) this.blame(`a secret came out in ${where}`, secret);
  }

  #remember({ domain, method }: MadeCall, raw: unknown): void {
    const said = inspect(raw, { depth: 6, maxStringLength: 200, maxArrayLength: 10, breakLength: Infinity });
    this.#recent.push(`${domain}.${method} ${said}`);
  }

  /** A certificate's file and a run log's folder are named by a call itself, as a person types them. */
  #name({ domain, method }: MadeCall, raw: unknown): void {
    if (domain !== 'connections' && method !== 'inspectFile') return;
    for (const path of pathsIn(raw, ['path', 'folder'])) {
      if (!path.includes('\0')) this.#named.add(resolve(path.trim()));
    }
  }
}

const PROJECT = resolve(import.meta.dirname, '..', '..', '..');
/** Its own code, wherever the packages really are: it is loaded as it is needed. */
const CODE = [PROJECT, realpathSync(join(PROJECT, 'node_modules'))];
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[?::1\]?):\d+$/;
const RUN_LOGS = join(tmpdir(), 'EXOCmdletTelemetry');

/** The longest that this thread worked between two looks, in milliseconds of its own: whatever else the machine does. */
class Block {
  longest = 0;
  #before = process.threadCpuUsage();

  begin(): void {
    this.longest = 0;
    this.#before = process.threadCpuUsage();
  }

  look(): void {
    const { user, system } = process.threadCpuUsage(this.#before);
    this.longest = Math.max(this.longest, (user + system) / 1000);
    this.#before = process.threadCpuUsage();
  }
}

/** A run log in a folder that its connection names, or one of the folders above it that have to be made. */
const isRunLog = (path: string, named: ReadonlySet<string>): boolean =>
  [...named].some(
    (folder) =>
      folder.startsWith(path) ||
      (path.startsWith(folder + sep) && /EXOCmdletTelemetry-[\w-]+\.csv$/.test(path)),
  );

function pathsIn(value: unknown, names: readonly string[], depth = 0): string[] {
  if (depth > 8 || typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    names.includes(name) && typeof member === 'string' ? [member] : pathsIn(member, names, depth + 1),
  );
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((done) => {
    setTimeout(done, milliseconds);
  });

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
