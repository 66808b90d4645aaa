import { receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import { FailureError } from '../../../../shared/model/failure.ts';
import { Stopped } from '../../language/host.ts';
import { MESSAGES, STOP } from '../../signal.ts';
import type { FromWorker, ScriptQuestion, ToWorker } from '../../protocol.ts';

/** Milliseconds between two looks at what came in while a script runs. */
const POLL_MS = 20;
/** Longest wait between two looks while a script waits. */
const WAIT_MS = 100;
/** Calls of `checkStop` between two looks at the clock. */
const TURNS = 256;

type Answer = ToWorker & { type: 'answer' };

export interface ChannelDeps {
  readonly port: MessagePort;
  /** Main adds to MESSAGES with every message, and sets STOP. */
  readonly signal: Int32Array;
  readonly post: (message: FromWorker, transfer?: ArrayBuffer[]) => void;
  /** Whatever isn't an answer to a script's question. */
  readonly other: (message: ToWorker) => void;
  /** Called a few times a second while a script runs: to tell how far it is. */
  readonly beat: () => void;
  /** Does a stretch of other work that waits; true: there is more. */
  readonly spare: () => boolean;
}

/**
 * A running script's line to main. The script holds its thread the whole time, so it takes messages in by itself: while
 * it waits, and a few times a second in between. The grid's questions are answered by that too.
 */
export class Channel {
  readonly #deps: ChannelDeps;
  readonly #answers = new Map<number, Answer>();
  /** Questions whose answers are still wanted. */
  readonly #open = new Set<number>();
  #lastAsk = 0;
  #turns = TURNS;
  #polled = 0;
  /** Milliseconds that may be waited before the next look. */
  #pause = WAIT_MS;
  #runId = '';
  #running = false;

  constructor(deps: ChannelDeps) {
    this.#deps = deps;
  }

  /** The run that holds the thread, or held it last. */
  get runId(): string {
    return this.#runId;
  }

  /** A new run begins: an earlier stop no longer counts. */
  begin(runId: string): void {
    this.#runId = runId;
    this.#running = true;
    this.#answers.clear();
    this.#open.clear();
    Atomics.store(this.#deps.signal, STOP, 0);
  }

  end(): void {
    this.#running = false;
  }

  /** False: nobody at the other end waits for questions. */
  get isRunning(): boolean {
    return this.#running;
  }

  /** Asks without waiting; `wait` with the number that comes back gets the answer. */
  ask(question: ScriptQuestion, transfer: ArrayBuffer[] = []): number {
    return this.#post(question, 1, transfer);
  }

  /** The same for a question with several answers: theirs are this number and those after it. */
  askMany(question: ScriptQuestion, answers: number): number {
    return this.#post(question, answers, []);
  }

  #post(question: ScriptQuestion, answers: number, transfer: ArrayBuffer[]): number {
    const askId = this.#lastAsk + 1;
    this.#lastAsk += answers;
    for (let at = 0; at < answers; at++) this.#open.add(askId + at);
    this.#deps.post({ type: 'ask', runId: this.#runId, askId, question }, transfer);
    return askId;
  }

  /** True: the answer is there, so `wait` will not wait. */
  has(askId: number): boolean {
    return this.#answers.has(askId);
  }

  /** The answer is no longer wanted. */
  forget(askId: number): void {
    this.#open.delete(askId);
    this.#answers.delete(askId);
  }

  /** Blocks until the answer is there. Throws what main failed with (FailureError), or Stopped. */
  wait(askId: number): unknown {
    for (;;) {
      const seen = Atomics.load(this.#deps.signal, MESSAGES);
      this.poll(askId);
      const answer = this.#answers.get(askId);
      if (answer !== undefined) {
        this.forget(askId);
        if (answer.ok) return answer.value;
        // Whatever went wrong behind a stop was the stop's doing.
        this.#stopIfAsked();
        throw new FailureError(answer.failure);
      }
      this.#stopIfAsked();
      Atomics.wait(this.#deps.signal, MESSAGES, seen, this.#pause);
    }
  }

  sleep(milliseconds: number): void {
    const until = performance.now() + milliseconds;
    for (;;) {
      const seen = Atomics.load(this.#deps.signal, MESSAGES);
      this.poll();
      this.#stopIfAsked();
      const left = until - performance.now();
      if (left <= 0) return;
      Atomics.wait(this.#deps.signal, MESSAGES, seen, Math.min(left, this.#pause));
    }
  }

  /** Cheap: called from every loop of a script. Throws Stopped. */
  checkStop(): void {
    if (Atomics.load(this.#deps.signal, STOP) !== 0) this.#stopIfAsked();
    if (--this.#turns > 0) return;
    this.#turns = TURNS;
    if (performance.now() - this.#polled >= POLL_MS) this.poll();
  }

  /** Takes in whatever has come; what came behind the answer that is waited for, next time. */
  poll(awaited = 0): void {
    for (;;) {
      const received: { message: unknown } | undefined = receiveMessageOnPort(this.#deps.port);
      if (received === undefined) break;
      const message = received.message as ToWorker;
      if (message.type === 'answer') {
        if (this.#open.has(message.askId)) this.#answers.set(message.askId, message);
        if (message.askId === awaited) break;
      } else this.#deps.other(message);
    }
    this.#deps.beat();
    this.#pause = this.#deps.spare() ? 0 : WAIT_MS;
    this.#polled = performance.now();
  }

  #stopIfAsked(): void {
    if (Atomics.load(this.#deps.signal, STOP) !== 0) throw new Stopped('user', 'The run was stopped.');
  }
}
