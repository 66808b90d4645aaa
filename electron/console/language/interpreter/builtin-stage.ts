import { Binder } from '../binding/binder.ts';
import { bindPiped } from './bind-piped.ts';
import type { Bound, BuiltIn, Context, Running } from '../commands/builtin.ts';
import type { HostText, Progress } from '../host.ts';
import type { PsErrorRecord } from '../values/errors.ts';
import { Terminating } from '../values/errors.ts';
import type { Value } from '../values/model.ts';
import type { Out } from './streams.ts';
import { StreamIo } from './command-io.ts';
import { readCommon } from './common.ts';
import type { Redirected } from './compile/redirections.ts';
import { locate } from './errors.ts';
import type { Interp } from './interp.ts';
import type { Stage } from './pipeline.ts';
import type { Runtime } from './runtime.ts';
import type { StageCall } from './stage-call.ts';

const NONE: ReadonlySet<string> = new Set();

/** A built-in command at work. */
export class BuiltInStage implements Stage {
  readonly #interp: Interp;
  readonly #call: StageCall;
  readonly #builtIn: BuiltIn;
  readonly #typed: string;
  readonly #binder: Binder;
  #io: StreamIo;
  #running: Running | null = null;
  #redirected: Redirected | null = null;
  #plain: string | null = null;
  #piped = false;

  constructor(interp: Interp, call: StageCall, builtIn: BuiltIn, typed: string) {
    this.#interp = interp;
    this.#call = call;
    this.#builtIn = builtIn;
    this.#typed = typed;
    this.#binder = new Binder(
      {
        info: builtIn.info,
        command: builtIn.typeName,
        advanced: true,
        isFunction: false,
        rules: builtIn.rules ?? null,
      },
      interp.runtime,
    );
    this.#io = new StreamIo(interp, call.frame, call.frame.streams, {
      name: builtIn.info.name,
      errorName: builtIn.typeName,
      confirmImpact: builtIn.info.confirmImpact,
      supportsShouldProcess: builtIn.info.supportsShouldProcess,
      node: call.node,
    });
  }

  get key(): object {
    return this.#io;
  }

  get failed(): boolean {
    return this.#io.failed;
  }

  connect(out: Out): void {
    const { frame, redirect } = this.#call;
    this.#redirected = redirect(frame, out, frame.streams);
    if (this.#redirected.streams !== frame.streams) {
      this.#io = new StreamIo(this.#interp, frame, this.#redirected.streams, this.#io.identity);
    }
    this.#io.out = this.#redirected.out;
  }

  bind(piped: boolean): void {
    const interp = this.#interp;
    const { frame, args } = this.#call;
    interp.frame = frame;
    this.#piped = piped;
    try {
      this.#binder.bindArguments(args, piped);
    } catch (error) {
      throw this.#located(error);
    }
    const own = new Set(this.#builtIn.info.parameters.map((parameter) => parameter.name.toLowerCase()));
    this.#io.common = readCommon(interp, frame, this.#binder.bound, own.size === 0 ? NONE : own);
  }

  begin(): void {
    if (this.#running !== null) return;
    const interp = this.#interp;
    interp.frame = this.#call.frame;
    try {
      this.#running = this.#builtIn.start(
        new StageContext(interp.runtime, this.#io, this.#binder.bound, this.#typed, this.#piped),
      );
      this.#plain = this.#piped ? this.#binder.plainInput : null;
      this.#running.begin?.();
    } catch (error) {
      throw this.#located(error);
    }
  }

  alone(): void {
    const running = this.#running;
    this.#interp.frame = this.#call.frame;
    try {
      running?.process?.(undefined);
    } catch (error) {
      throw this.#located(error);
    }
  }

  process(value: Value): void {
    const interp = this.#interp;
    const saved = interp.frame;
    interp.frame = this.#call.frame;
    try {
      interp.tick();
      // What comes before writes in its begin block already.
      if (this.#running === null) this.begin();
      if (this.#plain !== null && isPlain(value)) this.#binder.bound.put(this.#plain, value);
      else if (!bindPiped(this.#binder, value, this.#io)) {
        interp.frame = saved;
        return;
      }
      this.#running?.process?.(value);
    } catch (error) {
      throw this.#located(error);
    }
    interp.frame = saved;
  }

  end(): void {
    this.#interp.frame = this.#call.frame;
    try {
      this.#running?.end?.();
    } catch (error) {
      throw this.#located(error);
    }
  }

  finish(): void {
    this.#redirected?.finish();
  }

  close(): void {
    this.#running?.close?.();
  }

  /** An error of the command itself gets the command's name and place. */
  #located(error: unknown): unknown {
    if (!(error instanceof Terminating)) return error;
    const { record } = error;
    const { frame, node } = this.#call;
    if (record.place === null && this.#builtIn.info.name !== 'Write-Error') {
      record.command ??= this.#builtIn.typeName;
      record.activity ??= this.#builtIn.info.name;
    }
    locate(record, frame.unit, node);
    return error;
  }
}

/** What the command's own code sees. */
class StageContext implements Context {
  readonly runtime: Runtime;
  readonly bound: Bound;
  readonly typed: string;
  readonly hasPipelineInput: boolean;
  readonly #io: StreamIo;

  constructor(runtime: Runtime, io: StreamIo, bound: Bound, typed: string, piped: boolean) {
    this.runtime = runtime;
    this.#io = io;
    this.bound = bound;
    this.typed = typed;
    this.hasPipelineInput = piped;
  }

  write(value: Value): void {
    this.#io.write(value);
  }

  writeEach(value: Value): void {
    this.#io.writeEach(value);
  }

  error(record: PsErrorRecord): void {
    this.#io.error(record);
  }

  thrown(error: Terminating): void {
    this.#io.thrown(error);
  }

  warning(text: string): void {
    this.#io.warning(text);
  }

  verbose(text: string): void {
    this.#io.verbose(text);
  }

  debug(text: string): void {
    this.#io.debug(text);
  }

  information(text: string, tags: readonly string[], data?: Value): void {
    this.#io.information(text, tags, data);
  }

  host(text: HostText): void {
    this.#io.host(text);
  }

  progress(progress: Progress): void {
    this.#io.progress(progress);
  }

  shouldProcess(target: string, action: string): boolean {
    return this.#io.shouldProcess(target, action);
  }

  stopUpstream(): never {
    return this.#io.stopUpstream();
  }
}

/** Nothing that a mandatory parameter could refuse. */
function isPlain(value: Value): boolean {
  return typeof value === 'object' ? value !== null && !Array.isArray(value) : value !== '';
}
