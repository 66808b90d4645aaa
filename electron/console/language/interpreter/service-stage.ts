import { serviceRefusal, type ServiceCmdlet } from '../commands/session/connection-state.ts';
import type { CmdletInfo } from '../../../../shared/model/cmdlet.ts';
import { Binder } from '../binding/binder.ts';
import { bindPiped } from './bind-piped.ts';
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
import { answerFor, asks, isWhatIf, operationText, tellWhatIf } from './should-process.ts';
import type { StageCall } from './stage-call.ts';

/** Calls of a pipeline that are sent together, as the module does it (real-client.md 5). */
const TOGETHER = 10;
/** Of reads: how many such lots are under way before the first is waited for. Changes go one lot after the other. */
const LOTS = 4;

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
  readonly #connection: string | null;
  readonly #binder: Binder;
  #io: StreamIo;
  #redirected: Redirected | null = null;
  #waiting: ServiceCall[] = [];
  /** Answers under way, in the order of their calls. */
  #open: ServiceAnswer[] = [];

  constructor(interp: Interp, call: StageCall, { cmdlet, connection }: ServiceCmdlet) {
    this.#interp = interp;
    this.#call = call;
    this.#cmdlet = cmdlet;
    this.#connection = connection;
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
    const refused = serviceRefusal(this.#interp.runtime, this.#cmdlet.name, this.#connection);
    if (refused !== null) throw this.#located(refused);
    const own = new Set(this.#cmdlet.parameters.map((parameter) => parameter.name.toLowerCase()));
    this.#io.common = readCommon(this.#interp, frame, this.#binder.bound, own);
  }

  begin(): void {
    this.#interp.frame = this.#call.frame;
  }

  alone(): void {
    this.#add(this.#make());
    this.#send();
    this.#readAll();
  }

  process(value: Value): void {
    const interp = this.#interp;
    const saved = interp.frame;
    interp.frame = this.#call.frame;
    interp.tick();
    if (bindPiped(this.#binder, value, this.#io)) {
      this.#add(this.#make());
      if (this.#waiting.length >= TOGETHER) this.#send();
      while (this.#open[0]?.ready === true) this.#readFirst();
    }
    interp.frame = saved;
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
    return { connection: this.#connection, cmdlet: this.#cmdlet, parameters };
  }

  /** Takes the call among those to send, unless -WhatIf or the person keeps it from being one. */
  #add(call: ServiceCall): void {
    if (!this.#cmdlet.supportsShouldProcess) this.#waiting.push(call);
    else if (isWhatIf(this.#io)) this.#waiting.push(onlyAsking(call));
    else if (!asks(this.#io)) this.#waiting.push(call);
    else if (answerFor(this.#io, () => this.#whatItWouldDo(call))) {
      this.#waiting.push(call);
      // What was said yes to is done before the next question; what was said yes to with all others goes with them.
      if (this.#io.answers.always !== null) return;
      this.#send();
      this.#readAll();
    }
  }

  /** The question in the service's own words, which it checks the call for; null: it refuses the call. */
  #whatItWouldDo(call: ServiceCall): string | null {
    const answer = this.#ask(onlyAsking(call));
    while (answer.next() !== null);
    for (const record of answer.errors) this.#io.error(record);
    return answer.errors.length > 0 ? null : (answer.confirmation ?? this.#localWords(call));
  }

  #localWords(call: ServiceCall): string {
    const identity = call.parameters.get('Identity') ?? call.parameters.get('Name') ?? null;
    return operationText(toText(identity), this.#cmdlet.name);
  }

  end(): void {
    this.#interp.frame = this.#call.frame;
    this.#send();
    this.#readAll();
  }

  #send(): void {
    const calls = this.#waiting;
    this.#waiting = [];
    const [only] = calls;
    if (only === undefined) return;
    const lots = this.#cmdlet.supportsShouldProcess ? 1 : LOTS;
    while (this.#open.length > (lots - 1) * TOGETHER) this.#readFirst();
    if (calls.length === 1) this.#open.push(this.#ask(only));
    else {
      const { service } = this.#interp.host;
      this.#open.push(...this.#placed(() => service.invokeMany(calls)));
    }
  }

  #ask(call: ServiceCall): ServiceAnswer {
    return this.#placed(() => this.#interp.host.service.invoke(call));
  }

  #readAll(): void {
    while (this.#open.length > 0) this.#readFirst();
  }

  /** Hands the first answer's objects on; what the service refuses is an error of this one call. */
  #readFirst(): void {
    const [answer] = this.#open;
    if (answer === undefined) return;
    let warned = 0;
    let failed = 0;
    for (;;) {
      const page = this.#placed(() => answer.next());
      // The objects come before what is said about them (real-client.md 4.5).
      if (page !== null) this.#writePage(answer, page);
      for (; warned < answer.warnings.length; warned++) this.#io.warning(answer.warnings[warned] ?? '');
      for (; failed < answer.errors.length; failed++) {
        const record = answer.errors[failed];
        if (record !== undefined) this.#io.error(record);
      }
      if (page === null) break;
    }
    if (answer.confirmation !== null) tellWhatIf(this.#io, answer.confirmation);
    this.#open.shift();
  }

  /** The next page is asked for in the middle of this one: not sooner, since `Select-Object -First` may end it all. */
  #writePage(answer: ServiceAnswer, page: readonly Value[]): void {
    const middle = page.length >> 1;
    page.forEach((item, at) => {
      this.#io.write(item);
      if (at === middle) answer.ahead();
    });
  }

  #placed<T>(ask: () => T): T {
    try {
      return ask();
    } catch (error) {
      throw this.#located(error);
    }
  }

  finish(): void {
    this.#redirected?.finish();
  }

  close(): void {
    for (const answer of this.#open.splice(0)) answer.stop();
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

/** The same call with -WhatIf: the service says what it would do, and does nothing. */
function onlyAsking(call: ServiceCall): ServiceCall {
  return { ...call, parameters: new Map([...call.parameters, ['WhatIf', true]]) };
}
