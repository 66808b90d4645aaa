import type { MessagePort } from 'node:worker_threads';
import type { CmdletInfo } from '../../../../shared/model/cmdlet.ts';
import type { Problem } from '../../../../shared/model/console.ts';
import type { CompletionWorld, FileName } from '../../../../shared/powershell/completion/world.ts';
import { builtIns, extraAliases } from '../../language/commands/index.ts';
import { keepTranscript } from '../../language/commands/session/transcript.ts';
import { Stopped } from '../../language/host.ts';
import { createEngine, type Engine, type Outcome } from '../../language/interpreter/engine.ts';
import { Terminating } from '../../language/values/errors.ts';
import type { Value } from '../../language/values/model.ts';
import type { FromWorker, ToWorker } from '../../protocol.ts';
import type { ResultLibrary } from '../../results/library.ts';
import type { ResultSet } from '../../results/result-set.ts';
import { tabWorld } from '../completion/tab-world.ts';
import { Channel } from './channel.ts';
import { MemoryWatch } from './memory-watch.ts';
import { parameterHints } from './script-hints.ts';
import { ScriptHost } from './script-host.ts';
import { ScriptOutput } from './script-output.ts';
import { planScript, type KnownCommands } from './script-plan.ts';
import { problemBefore, problemOfRecord } from './script-problems.ts';
import { ScriptService } from './script-service.ts';
import { PAGE_SIZE } from '../paging.ts';

/** Characters on a line of the console's text. */
const WIDTH = 120;
/** Milliseconds between two reports of how far a script is. */
const REPORT_MS = 100;
/** Bytes from which on what a script wrote goes too, when it used up the memory. */
const LARGE_RESULT = 100 * 2 ** 20;

export interface ScriptRunnerDeps {
  readonly port: MessagePort;
  readonly signal: Int32Array;
  /** Megabytes of all tabs together, and those that this thread's heap may have. */
  readonly allMemory: Int32Array;
  readonly memory: number;
  readonly post: (message: FromWorker, transfer?: ArrayBuffer[]) => void;
  /** Whatever main says while a script holds the thread. */
  readonly other: (message: ToWorker) => void;
  /** Does a stretch of other work that waits; true: there is more. */
  readonly spare: () => boolean;
  readonly library: ResultLibrary;
}

type RunMessage = ToWorker & { type: 'run' };

/** The tab's language: its variables and functions live from run to run. */
export class ScriptRunner {
  readonly #deps: ScriptRunnerDeps;
  readonly #channel: Channel;
  readonly #service: ScriptService;
  readonly #host: ScriptHost;
  #engine: Engine | null = null;
  #cmdlets: ReadonlyMap<string, CmdletInfo> = new Map();
  #complete = false;
  #waiting: RunMessage | null = null;
  #output: ScriptOutput | null = null;
  /** Texts in which something has its place that has not come. */
  readonly #places = new Map<string, ScriptOutput>();
  #pages = 0;
  #reported = 0;
  #grids = 0;
  readonly #memory: MemoryWatch;
  /** Runs that main began while the one before was still ending. */
  readonly #later: ToWorker[] = [];
  /** When the run began, milliseconds since 1970. */
  #began = 0;

  constructor(deps: ScriptRunnerDeps) {
    this.#deps = deps;
    this.#memory = new MemoryWatch({ signal: deps.signal, all: deps.allMemory, limit: deps.memory });
    this.#channel = new Channel({
      port: deps.port,
      signal: deps.signal,
      post: deps.post,
      other: (message) => {
        if (message.type === 'run' || message.type === 'scriptGo') this.#later.push(message);
        else deps.other(message);
      },
      spare: deps.spare,
      beat: () => this.#beat(),
      checkMemory: () => this.#memory.check(),
    });
    this.#service = new ScriptService({
      channel: this.#channel,
      cmdlets: () => this.#cmdlets,
      dropCall: (callId) => deps.post({ type: 'dropCall', runId: this.#runId, callId }),
      onPage: () => {
        this.#pages++;
      },
    });
    this.#host = new ScriptHost({
      channel: this.#channel,
      service: this.#service,
      culture: { name: 'en-US', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone },
      width: WIDTH,
      progress: (progress) => deps.post({ type: 'scriptProgress', runId: this.#runId, progress }),
      grid: (title, objects, toPick) => this.#showGrid(title, objects, toPick),
    });
  }

  /** @param complete false: the connection's own list isn't there yet. */
  setCmdlets(cmdlets: readonly CmdletInfo[], complete: boolean): void {
    this.#cmdlets = new Map(cmdlets.map((cmdlet) => [cmdlet.name.toLowerCase(), cmdlet]));
    this.#complete = complete;
  }

  /** What main says of the tab's connections, before a run or while one waits. */
  setConnections(message: ToWorker & { type: 'connections' }): void {
    this.#host.connection = message.own ?? undefined;
    this.#host.connections.set(message.opened);
  }

  /** True: calls may go elsewhere than to the tab's own connection. */
  get hasOthers(): boolean {
    return this.#host.connection === undefined || this.#host.connections.opened.length > 0;
  }

  /** A line of main's, in the text of the script that runs. */
  say(runId: string, text: string): void {
    if (runId === this.#runId) this.#output?.host({ text, newline: true, color: '', background: '' });
  }

  /** What will be told later has its place here, in the text of the script that runs. */
  keepPlace(runId: string, placeId: string): void {
    if (runId !== this.#runId || this.#output === null) return;
    this.#places.set(placeId, this.#output);
    this.#output.keepPlace(placeId);
  }

  /** It is told now; nothing where its text was cleared or let go. */
  fillPlace(placeId: string, text: string): void {
    const output = this.#places.get(placeId);
    this.#places.delete(placeId);
    if (output?.fillPlace(placeId, text) !== true) return;
    const { post, library } = this.#deps;
    post({ type: 'results', ...library.list() });
  }

  /** Errors that keep a text from being run, else warnings of what will go wrong where it comes there. */
  check(text: string): Problem[] {
    const known = this.#known();
    const planned = planScript(text, known);
    if ('problems' in planned) return planned.problems.map((found) => problemBefore(found, null));
    return parameterHints(text, known).map((hint) => ({ ...problemBefore(hint, null), severity: 'warning' }));
  }

  /** A function or alias of this tab goes by the name. */
  isOwn(name: string): boolean {
    const found = this.#engine?.runtime.findCommand(name);
    return found?.type === 'Function' || found?.type === 'Filter' || found?.type === 'Alias';
  }

  world(files: readonly FileName[]): CompletionWorld {
    return tabWorld({
      runtime: this.#started().runtime,
      library: this.#deps.library,
      files,
      remembered: (cmdlet) => this.#service.propertyNames(cmdlet),
    });
  }

  describe(command: string): string | null {
    const found = this.#started().runtime.findCommand(command);
    return found?.type === 'Cmdlet' && 'builtIn' in found ? found.builtIn.synopsis : null;
  }

  /** Says what the script will do; main answers with `scriptGo` where it may. */
  plan(message: RunMessage): void {
    const { runId, text } = message;
    const planned = planScript(text, this.#known());
    if ('problems' in planned) {
      this.#deps.post({
        type: 'refused',
        runId,
        problems: planned.problems.map((found) => problemBefore(found, null)),
        cmdlet: null,
      });
      return;
    }
    this.#waiting = message;
    this.#deps.post({ type: 'script', runId, plan: planned.plan });
  }

  /** Runs the script that was planned; comes back when it ended. */
  go(runId: string): void {
    const message = this.#waiting;
    this.#waiting = null;
    if (message?.runId !== runId) return;
    const { post, library } = this.#deps;
    this.#channel.begin(runId);
    this.#memory.begin();
    this.#pages = 0;
    this.#began = Date.parse(message.at);
    const engine = this.#started();
    const output = new ScriptOutput(
      {
        runId,
        resultId: message.resultId,
        at: message.at,
        title: titleOf(message.text),
        command: message.text,
        width: WIDTH,
        library,
        changed: () => post({ type: 'results', ...library.list() }),
      },
      engine.runtime,
    );
    this.#output = output;
    this.#host.output = output;
    this.#host.connection = message.connection ?? undefined;
    this.#service.largestPage = (connection) => {
      const opened = this.#host.connections?.opened.find(({ facts }) => facts.id === connection);
      return (opened?.facts ?? message.connection)?.pageSize ?? PAGE_SIZE;
    };
    this.#host.files.root = message.folder;
    // A script's files are where the tab's are.
    engine.runtime.setVariable('PSScriptRoot', message.folder ?? '.', 'Global');
    const failed = this.#run(engine, message.text, output);
    this.#keepTranscript(engine, output);
    output.finish(!failed);
    this.#host.output = null;
    this.#channel.end();
    this.#output = null;
    post({ type: 'results', ...library.list() });
    post({
      type: 'scriptEnded',
      runId,
      resultId: output.resultId,
      rows: output.rows,
      pages: this.#pages,
      problems: output.problems,
      failed,
    });
    for (const later of this.#later.splice(0)) this.#deps.other(later);
  }

  get #runId(): string {
    return this.#channel.runId;
  }

  /** @returns true: it did not come to its end */
  #run(engine: Engine, text: string, output: ScriptOutput): boolean {
    let outcome: Outcome;
    try {
      outcome = engine.run(text, (value) => output.object(value));
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
      this.#tellStopped(output, error);
      return true;
    }
    const { stopped } = outcome;
    if (stopped === null || stopped.kind === 'exit') return false;
    if (stopped.kind === 'stopped') {
      this.#tellStopped(output, stopped);
    } else if (stopped.kind === 'parse')
      output.problems.push(...stopped.errors.map((found) => problemBefore(found, null)));
    else {
      output.line('error', output.errorLines(stopped.record));
      output.problems.push(problemOfRecord(stopped.record));
    }
    return true;
  }

  /** A script that was stopped writes no more files. */
  #keepTranscript({ runtime }: Engine, output: ScriptOutput): void {
    try {
      keepTranscript(runtime);
    } catch (error) {
      if (error instanceof Terminating) output.error(error.record);
      else if (!(error instanceof Stopped)) throw error;
    }
  }

  /** Says why a script ended early, where the person did not stop it. */
  #tellStopped(output: ScriptOutput, { reason, message }: Pick<Stopped, 'reason' | 'message'>): void {
    if (reason === 'memory') this.#letGo(output, message);
    else if (!this.#channel.isStopped) output.stopped(message);
  }

  /** Gives back the memory that a script used up, and says so. */
  #letGo(output: ScriptOutput, why: string): void {
    this.#engine = null;
    const dropped = output.bytes > LARGE_RESULT;
    if (dropped) output.drop();
    output.stopped(
      `${why} The tab's variables and functions${dropped ? ' and what the script wrote' : ''} were let go. Let objects ` +
        'go through a pipeline instead of keeping them in a variable, or ask for fewer of them.',
    );
  }

  #started(): Engine {
    this.#engine ??= createEngine({ host: this.#host, builtIns, extraAliases });
    return this.#engine;
  }

  #known(): KnownCommands {
    const { runtime } = this.#started();
    return {
      find: (name) => runtime.findCommand(name),
      names: () => runtime.commands().map(({ name }) => name),
      complete: this.#complete,
    };
  }

  #showGrid(title: string, objects: readonly Value[], toPick: boolean): ResultSet {
    const engine = this.#started();
    const { library, post } = this.#deps;
    const output = new ScriptOutput(
      {
        runId: this.#runId,
        resultId: crypto.randomUUID(),
        // Results stand in the order of their times.
        at: new Date(toPick ? this.#began - 1 : Date.now()).toISOString(),
        title: title === '' ? `Out-GridView ${String(++this.#grids)}` : title,
        command: title,
        width: WIDTH,
        library,
        changed: () => undefined,
      },
      engine.runtime,
    );
    for (const value of objects) output.object(value);
    output.finish(true);
    const { result } = output;
    if (result === null) throw new Error('a grid of nothing');
    result.opensAs = 'grid';
    post({ type: 'results', ...library.list() });
    return result;
  }

  /** A few times a second: columns made even, and how far it is. */
  #beat(): void {
    const output = this.#output;
    if (output === null || performance.now() - this.#reported < REPORT_MS) return;
    this.#reported = performance.now();
    output.settle();
    this.#deps.post({
      type: 'progress',
      runId: this.#runId,
      resultId: output.resultId,
      rows: output.rows,
      pages: this.#pages,
    });
  }
}

/** The first line that says something. */
function titleOf(text: string): string {
  const line = text
    .split('\n')
    .map((one) => one.trim())
    .find((one) => one !== '' && !one.startsWith('#'));
  const title = line ?? 'Script';
  return title.length > 60 ? `${title.slice(0, 59)}…` : title;
}
