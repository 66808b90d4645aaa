import type { BuiltIn } from '../commands/builtin.ts';
import type { Host } from '../host.ts';
import type { OperatorEnv } from '../operators/binary.ts';
import type { PsErrorRecord } from '../values/errors.ts';
import type { PsHashtable } from '../values/collections.ts';
import { PsList } from '../values/collections.ts';
import type { Value } from '../values/model.ts';
import type { CompiledBlock } from './code.ts';
import { Unit } from './unit.ts';
import { Frame } from './frame.ts';
import type { Runtime } from './runtime.ts';
import { Box, Names, Scope } from './scope.ts';
import { hostStreams, type Streams } from './streams.ts';

/** Turns between two looks at Stop. */
const TURNS = 64;

/** "Yes to all" or "no to all"; null: neither was said. */
export interface StandingAnswer {
  always: boolean | null;
}

/** The state of one engine; compiled code holds on to it. */
export class Interp {
  readonly host: Host;
  readonly names = new Names();
  readonly global = new Scope(null);
  readonly streams: Streams;
  readonly builtIns: ReadonlyMap<string, BuiltIn>;
  /** `$env:` of this console; nothing of the computer's own. */
  readonly environment = new Map<string, { name: string; value: string }>();
  readonly errorList: PsList;
  /** What was answered for all further questions of a command in this run, by its lower-case name. */
  readonly #answers = new Map<string, StandingAnswer>();
  /** The frame whose code runs now, for what has no frame at hand. */
  frame: Frame;
  /** `$?` */
  success = true;
  /** Set once at start. */
  runtime!: Runtime;
  env!: OperatorEnv;
  /** Compiles a text's block; set by the engine. */
  compile!: (text: string) => CompiledBlock;
  #left = TURNS;

  constructor(host: Host, builtIns: ReadonlyMap<string, BuiltIn>) {
    this.host = host;
    this.builtIns = builtIns;
    this.streams = hostStreams(host);
    this.errorList = new PsList('System.Collections.ArrayList', null);
    this.frame = new Frame(this.global, new Unit(''), this.streams, { start: 0, end: 0 }, 0, false, null);
  }

  /** Of a command without a name each one stands alone. */
  answersOf(command: string): StandingAnswer {
    const key = command.toLowerCase();
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const answer: StandingAnswer = { always: null };
    if (key !== '') this.#answers.set(key, answer);
    return answer;
  }

  /** A new run asks anew. */
  forgetAnswers(): void {
    this.#answers.clear();
  }

  get errors(): PsErrorRecord[] {
    return this.errorList.items as PsErrorRecord[];
  }

  /** Called from every loop turn and every call. */
  tick(): void {
    if (--this.#left > 0) return;
    this.#left = TURNS;
    this.host.checkStop();
  }

  /** The value of a variable as seen from a frame; undefined: not set. */
  lookup(frame: Frame, name: string): Value | undefined {
    return frame.scope.find(this.names.get(name))?.value;
  }

  setMatches(groups: PsHashtable): void {
    const { scope } = this.frame;
    scope.assign(this.names.get('matches'), 'Matches', groups);
  }

  /** Newest first; the same record is kept once. */
  remember(record: PsErrorRecord): void {
    const { items } = this.errorList;
    if (items.includes(record)) return;
    items.unshift(record);
    if (items.length > 256) items.length = 256;
    this.errorList.version++;
  }

  /** Makes or changes a variable of a scope, whatever its options. */
  force(scope: Scope, name: string, value: Value): Box {
    const key = this.names.get(name);
    const own = scope.vars.get(key.lower);
    if (own !== undefined) {
      own.value = value;
      return own;
    }
    const box = new Box(name, value);
    scope.define(key, box);
    return box;
  }
}
