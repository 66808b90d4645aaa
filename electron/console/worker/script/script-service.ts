import type { CmdletInfo } from '../../../../shared/model/cmdlet.ts';
import type { HelpAnswer } from '../../../../shared/model/cmdlet-help.ts';
import { FailureError } from '../../../../shared/model/failure.ts';
import { toText } from '../../language/convert/text.ts';
import type { Service, ServiceAnswer, ServiceCall } from '../../language/host.ts';
import { exception, failure, PsErrorRecord } from '../../language/values/errors.ts';
import type { Value } from '../../language/values/model.ts';
import type { PipelineCall } from '../../protocol.ts';
import { readPage, type PageAnswer } from '../answer.ts';
import { PAGE_SIZE, Pager, wantedFrom } from '../paging.ts';
import type { Channel } from './channel.ts';
import { RowReader } from './from-wire.ts';
import { toWire } from './to-wire.ts';

/** The service's own words that there is more; true only of the last page (real-client.md 4.2). */
const MORE_TEXT = /^There are more results available than are currently displayed/i;

export interface ScriptServiceDeps {
  readonly channel: Channel;
  readonly cmdlets: () => ReadonlyMap<string, CmdletInfo>;
  readonly dropCall: (callId: number) => void;
  /** A page came. */
  readonly onPage: () => void;
}

/** The connection's cmdlets for a script: each call goes to main, which decides whether it may and sends it. */
export class ScriptService implements Service {
  readonly #deps: ScriptServiceDeps;
  /** Objects in a page, at most. */
  largestPage: (connection: string | null) => number = () => PAGE_SIZE;
  #lastCall = 0;
  /** By lower-case name of the cmdlet. */
  readonly #names = new Map<string, readonly string[]>();

  constructor(deps: ScriptServiceDeps) {
    this.#deps = deps;
  }

  get cmdlets(): ReadonlyMap<string, CmdletInfo> {
    return this.#deps.cmdlets();
  }

  invoke(call: ServiceCall): ServiceAnswer {
    const made = this.#call(call);
    made.begin();
    return made;
  }

  invokeMany(calls: readonly ServiceCall[]): readonly ServiceAnswer[] {
    const [first] = calls;
    if (first === undefined) return [];
    const made = calls.map((call) => this.#call(call));
    const { channel } = this.#deps;
    const question = {
      connection: first.connection,
      cmdlet: first.cmdlet.name,
      calls: made.map((call) => call.described),
    };
    const askId = channel.askMany({ kind: 'calls', ...question }, made.length);
    made.forEach((call, at) => call.answeredBy(askId + at));
    return made;
  }

  help(cmdlet: string, connection: string | null): HelpAnswer {
    const { channel } = this.#deps;
    try {
      return channel.wait(channel.ask({ kind: 'help', connection, cmdlet })) as HelpAnswer;
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      return { help: null, problem: error.failure.message };
    }
  }

  propertyNames(cmdlet: string): readonly string[] {
    return this.#names.get(cmdlet.toLowerCase()) ?? [];
  }

  /** Every property that objects of this cmdlet had so far. */
  #learn(cmdlet: string, names: readonly string[]): void {
    const key = cmdlet.toLowerCase();
    const known = this.#names.get(key) ?? [];
    if (names.every((name, at) => known[at] === name)) return;
    this.#names.set(key, [...new Set([...known, ...names])]);
  }

  #call(call: ServiceCall): Call {
    return new Call(++this.#lastCall, call, this.#deps, {
      learn: (names) => this.#learn(call.cmdlet.name, names),
      largest: this.largestPage(call.connection),
    });
  }
}

/** One call, page by page. */
class Call implements ServiceAnswer {
  readonly warnings: string[] = [];
  readonly errors: PsErrorRecord[] = [];
  confirmation: string | null = null;
  readonly #deps: ScriptServiceDeps;
  readonly #callId: number;
  readonly #connection: string | null;
  readonly #cmdlet: string;
  readonly #parameters: Record<string, ReturnType<typeof toWire>>;
  readonly #pager: Pager;
  readonly #rows: RowReader;
  /** Number of the question that the next page answers; null: no page is under way. */
  #asked: number | null = null;
  /** The page after the one given last, not asked for yet. */
  #follow: { readonly nextLink: string; readonly size: number } | null = null;
  readonly #learn: (names: readonly string[]) => void;

  constructor(
    callId: number,
    call: ServiceCall,
    deps: ScriptServiceDeps,
    own: { readonly learn: (names: readonly string[]) => void; readonly largest: number },
  ) {
    this.#callId = callId;
    this.#learn = own.learn;
    this.#deps = deps;
    this.#connection = call.connection;
    this.#cmdlet = call.cmdlet.name;
    this.#rows = new RowReader(/^get-exo/i.test(call.cmdlet.name));
    this.#parameters = Object.fromEntries(
      Array.from(call.parameters, ([name, value]) => [name, toWire(value)]),
    );
    const size = [...call.parameters].find(([name]) => name.toLowerCase() === 'resultsize')?.[1] ?? null;
    const wanted = wantedFrom(size === null ? null : toText(size));
    if (wanted === null) {
      throw failure('ResultSize', '-ResultSize must be a whole number above 0, or Unlimited.', {
        category: 'InvalidArgument',
      });
    }
    this.#pager = new Pager(wanted, own.largest);
  }

  /** Asks for the first page. */
  begin(): void {
    this.#asked = this.#ask(null, this.#pager.size);
  }

  /** The first page is asked for together with others'. */
  answeredBy(askId: number): void {
    this.#asked = askId;
  }

  get described(): PipelineCall {
    return { callId: this.#callId, parameters: this.#parameters, pageSize: this.#pager.size };
  }

  get ready(): boolean {
    if (this.#asked === null) return this.#follow === null;
    return this.#deps.channel.has(this.#asked);
  }

  next(): readonly Value[] | null {
    this.ahead();
    if (this.#asked === null) return null;
    const body = this.#wait(this.#asked);
    this.#asked = null;
    const page = body === null ? null : this.#read(body);
    if (page === null) {
      this.#deps.dropCall(this.#callId);
      return null;
    }
    const left = this.#pager.left;
    const size = this.#pager.took(page.rows.length, page.nextLink !== null);
    if (size !== null && page.nextLink !== null) this.#follow = { nextLink: page.nextLink, size };
    const asksMore = this.#follow !== null;
    // Main keeps what it needs for further pages until then.
    if (!asksMore) this.#deps.dropCall(this.#callId);
    this.warnings.push(...page.warnings.filter((text) => !asksMore || !MORE_TEXT.test(text)));
    this.confirmation ??= page.confirmation;
    for (const text of page.errors) this.errors.push(this.#record(text, 'ServiceError'));
    const objects = page.rows.slice(0, left).map((row) => this.#rows.read(row));
    if (objects[0] !== undefined) this.#learn(objects[0].shape.names);
    return objects;
  }

  ahead(): void {
    if (this.#follow === null) return;
    const { nextLink, size } = this.#follow;
    this.#follow = null;
    this.#asked = this.#ask(nextLink, size);
  }

  stop(): void {
    this.#follow = null;
    if (this.#asked !== null) this.#deps.channel.forget(this.#asked);
    this.#asked = null;
    this.#deps.dropCall(this.#callId);
  }

  #ask(nextLink: string | null, pageSize: number): number {
    return this.#deps.channel.ask({
      kind: 'page',
      callId: this.#callId,
      connection: this.#connection,
      cmdlet: this.#cmdlet,
      parameters: this.#parameters,
      nextLink,
      pageSize,
    });
  }

  /** null: it failed, and the error is among `errors`. */
  #wait(askId: number): Uint8Array<ArrayBuffer> | null {
    try {
      const body = this.#deps.channel.wait(askId) as Uint8Array<ArrayBuffer>;
      this.#deps.onPage();
      return body;
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      this.errors.push(this.#record(error.failure.message, error.failure.code, error.failure.hint));
      return null;
    }
  }

  #read(body: Uint8Array<ArrayBuffer>): PageAnswer | null {
    try {
      return readPage(body, this.#cmdlet);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      this.errors.push(
        this.#record(`The answer to ${this.#cmdlet} could not be read: ${error.message}.`, 'bad-answer'),
      );
      return null;
    }
  }

  #record(message: string, id: string, hint = ''): PsErrorRecord {
    const record = new PsErrorRecord(
      exception('System.Exception', hint === '' ? message : `${message} ${hint}`),
      id,
      'NotSpecified',
      null,
      this.#cmdlet,
    );
    record.activity = this.#cmdlet;
    return record;
  }
}
