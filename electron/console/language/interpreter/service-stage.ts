import { serviceRefusal } from '../commands/session/connection-state.ts';
import type { CmdletInfo } from '../../../../shared/model/cmdlet.ts';
import { Binder } from '../binding/binder.ts';
import type { ServiceAnswer, ServiceCall } from '../host.ts';
import { toText } from '../convert/text.ts';
import { Terminating } from '../values/errors.ts';
import type { Value } from '../values/model.ts';
import type { Out } from './streams.ts';
import { StreamIo } from './command-io.ts';
import { readCommon } from './common.ts';
import type { Redirected } from './compile/redirections.ts';
import { locate } from './errors.ts';
import type { Interp } from './interp.ts';
import type { Stage } from './pipeline.ts';
import type { StageCall } from './stage-call.ts';

/** Calls of a pipeline that are sent together. */
const TOGETHER = 50;

/** Common parameters, which are not sent; -WhatIf and -Confirm are asked here. */
const NOT_SENT: ReadonlySet<string> = new Set([
  'erroraction',
  'warningaction',
  'informationaction',
  'progressaction',
  'verbose',
  'debug',
  'errorvariable',
  'warningvariable',
  'informationvariable',
  'outvariable',
  'outbuffer',
  'pipelinevariable',
  'whatif',
  'confirm',
]);

/** A cmdlet of the connection at work. */
export class ServiceStage implements Stage {
  readonly #interp: Interp;
  readonly #call: StageCall;
  readonly #cmdlet: CmdletInfo;
  readonly #binder: Binder;
  #io: StreamIo;
  #redirected: Redirected | null = null;
  #waiting: ServiceCall[] = [];
  #open: ServiceAnswer | null = null;

  constructor(interp: Interp, call: StageCall, cmdlet: CmdletInfo) {
    this.#interp = interp;
    this.#call = call;
    this.#cmdlet = cmdlet;
    this.#binder = new Binder(
      { info: cmdlet, command: cmdlet.name, advanced: true, isFunction: false, rules: null },
      interp.runtime,
    );
    this.#io = this.#makeIo(call.frame.streams);
  }

  #makeIo(streams: StageCall['frame']['streams']): StreamIo {
    const { name, confirmImpact, supportsShouldProcess } = this.#cmdlet;
    const { frame, node } = this.#call;
    return new StreamIo(this.#interp, frame, streams, {
      name,
      errorName: name,
      confirmImpact,
      supportsShouldProcess,
      node,
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
    this.#io = this.#makeIo(this.#redirected.streams);
    this.#io.out = this.#redirected.out;
  }

  bind(piped: boolean): void {
    const { frame, args } = this.#call;
    this.#interp.frame = frame;
    try {
      this.#binder.bindArguments(args, piped);
    } catch (error) {
      throw this.#located(error);
    }
    const refused = serviceRefusal(this.#interp.runtime, this.#cmdlet.name);
    if (refused !== null) throw this.#located(refused);
    const own = new Set(this.#cmdlet.parameters.map((parameter) => parameter.name.toLowerCase()));
    this.#io.common = readCommon(this.#interp, frame, this.#binder.bound, own);
  }

  begin(): void {
    this.#interp.frame = this.#call.frame;
  }

  alone(): void {
    const call = this.#make();
    if (!this.#mayRun(call)) return;
    this.#read(() => this.#interp.host.service.invoke(call));
  }

  process(value: Value): void {
    const interp = this.#interp;
    const saved = interp.frame;
    interp.frame = this.#call.frame;
    interp.tick();
    if (this.#take(value)) {
      const call = this.#make();
      if (this.#mayRun(call)) {
        this.#waiting.push(call);
        if (this.#waiting.length >= TOGETHER) this.#send();
      }
    }
    interp.frame = saved;
  }

  #take(value: Value): boolean {
    try {
      if (!this.#binder.takesPipeline) throw this.#binder.notBound(value);
      this.#binder.bindObject(value);
      return true;
    } catch (error) {
      if (!(error instanceof Terminating)) throw error;
      this.#io.error(error.record);
      return false;
    }
  }

  #make(): ServiceCall {
    const { bound } = this.#binder;
    const own = new Set(this.#cmdlet.parameters.map((parameter) => parameter.name.toLowerCase()));
    const parameters = new Map<string, Value>();
    for (const name of bound.names) {
      const lower = name.toLowerCase();
      if (!NOT_SENT.has(lower) || (own.has(lower) && lower !== 'whatif' && lower !== 'confirm')) {
        parameters.set(name, bound.get(name) ?? null);
      }
    }
    return { cmdlet: this.#cmdlet, parameters };
  }

  #mayRun(call: ServiceCall): boolean {
    if (!this.#cmdlet.supportsShouldProcess) return true;
    const identity = call.parameters.get('Identity') ?? call.parameters.get('Name') ?? null;
    return this.#io.shouldProcess(toText(identity), this.#cmdlet.name);
  }

  end(): void {
    this.#interp.frame = this.#call.frame;
    this.#send();
  }

  #send(): void {
    const calls = this.#waiting;
    this.#waiting = [];
    const [only] = calls;
    if (only === undefined) return;
    if (calls.length === 1) {
      this.#read(() => this.#interp.host.service.invoke(only));
      return;
    }
    for (const answer of this.#interp.host.service.invokeMany(calls)) this.#read(() => answer);
  }

  /** Hands the answer's objects on; what the service refuses is an error of this one call. */
  #read(ask: () => ServiceAnswer): void {
    try {
      const answer = ask();
      this.#open = answer;
      let warned = 0;
      let failed = 0;
      for (let page = answer.next(); ; page = answer.next()) {
        for (; warned < answer.warnings.length; warned++) this.#io.warning(answer.warnings[warned] ?? '');
        for (; failed < answer.errors.length; failed++) {
          const record = answer.errors[failed];
          if (record !== undefined) this.#io.error(record);
        }
        if (page === null) break;
        for (const item of page) this.#io.write(item);
      }
      this.#open = null;
    } catch (error) {
      throw this.#located(error);
    }
  }

  finish(): void {
    this.#redirected?.finish();
  }

  close(): void {
    this.#open?.stop();
    this.#open = null;
  }

  #located(error: unknown): unknown {
    if (!(error instanceof Terminating)) return error;
    const { record } = error;
    if (record.place === null) {
      record.command ??= this.#cmdlet.name;
      record.activity ??= this.#cmdlet.name;
    }
    locate(record, this.#call.frame.unit, this.#call.node);
    return error;
  }
}
