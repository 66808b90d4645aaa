import { receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import { FailureError } from '../../../../shared/model/failure.ts';
import { Stopped } from '../../language/host.ts';
import { MESSAGES, STOP } from '../../signal.ts';
import { failure, Terminating } from '../../language/values/errors.ts';
import { Signal } from '../../language/interpreter/flow.ts';
import type { FromWorker, ScriptQuestion, ToWorker } from '../../protocol.ts';

/** Milliseconds between two looks at what came in while a script runs. */
const POLL_MS = 20;
/** Milliseconds that the finally and clean blocks of a stopped script have, all together. */
const LAST_MS = 60;
/** Longest wait between two looks while a script waits. */
const WAIT_MS = 100;

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
  /** Called every time messages are taken in. Throws Stopped where the memory is used up. */
  readonly checkMemory: () => void;
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
  #polled = 0;
  /** Milliseconds that may be waited before the next look. */
  #pause = WAIT_MS;
  #runId = '';
  #running = false;
  /** When the last blocks of a script that is stopped have had their time; null: none has begun. */
  #lastUntil: number | null = null;
  #inLast = false;

  constructor(deps: ChannelDeps) {
    this.#deps = deps;
  }

  /** The run that holds the thread, or held it last. */
  get runId(): string {
    return this.#runId;
  }

  /** A new run begins; main took an earlier stop back when it let it. */
  begin(runId: string): void {
    this.#runId = runId;
    this.#running = true;
    this.#answers.clear();
    this.#lastUntil = null;
    this.#inLast = false;
    this.#open.clear();
  }

  end(): void {
    this.#running = false;
  }

  /** The person stopped the run. */
  get isStopped(): boolean {
    return Atomics.load(this.#deps.signal, STOP) !== 0;
  }

  /** False: nobody at the other end waits for questions. */
  get isRunning(): boolean {
    return this.#running;
  }

  /**
   * Asks without waiting; `wait` with the number that comes back gets the answer. Throws Terminating for a call to the
   * service in the last blocks of a stopped script: those send nothing.
   */
  ask(question: ScriptQuestion, transfer: ArrayBuffer[] = []): number {
    return this.#post(question, 1, transfer);
  }

  /** The same for a question with several answers: theirs are this number and those after it. */
  askMany(question: ScriptQuestion, answers: number): number {
    return this.#post(question, answers, []);
  }

  #post(question: ScriptQuestion, answers: number, transfer: ArrayBuffer[]): number {
    if (this.#inLast && (question.kind === 'page' || question.kind === 'calls')) {
      throw failure(
        'PipelineStopped',
        `${question.cmdlet} was not sent, since the script is being stopped.`,
        {
          type: 'System.Management.Automation.PipelineStoppedException',
          category: 'OperationStopped',
        },
      );
    }
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
    if (this.isStopped) this.#stopIfAsked();
    if (performance.now() - this.#polled >= POLL_MS) this.poll();
  }

  /**
   * Runs what a script does in any case before it ends. Where it was stopped, Stop no longer ends it, but its time does,
   * and nothing that it throws gets further.
   */
  atLast(run: () => void): void {
    if (!this.isStopped || this.#inLast) {
      run();
      return;
    }
    this.#lastUntil ??= performance.now() + LAST_MS;
    if (performance.now() >= this.#lastUntil) return;
    this.#inLast = true;
    try {
      run();
    } catch (error) {
      const ends = error instanceof Stopped || error instanceof Terminating || error instanceof Signal;
      if (!ends) throw error;
    } finally {
      this.#inLast = false;
    }
  }

  /**
   * Takes in whatever has come; what came behind the answer that is waited for, next time. Throws Stopped where the
   * memory is used up.
   */
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
    if (this.#running) this.#deps.checkMemory();
  }

  #stopIfAsked(): void {
    if (!this.isStopped) return;
    if (this.#inLast && performance.now() < (this.#lastUntil ?? 0)) return;
    throw new Stopped('user', 'The run was stopped.');
  }
}
