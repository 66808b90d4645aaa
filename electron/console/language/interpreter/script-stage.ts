import { Binder } from '../binding/binder.ts';
import { cannotConvert } from '../binding/errors.ts';
import { BoundValues } from '../binding/bound-values.ts';
import type { PsBlock } from '../values/block.ts';
import { Terminating } from '../values/errors.ts';
import type { Value } from '../values/model.ts';
import { BlockCode, BREAK, CONTINUE, type CompiledBlock, type CompiledParameter, type Exec } from './code.ts';
import type { Out } from './streams.ts';
import { StreamIo } from './command-io.ts';
import { collecting, NO_COMMON, readCommon, type Common } from './common.ts';
import type { Redirected } from './compile/redirections.ts';
import { callDepthOverflow, locate } from './errors.ts';
import { JumpSignal, ReturnSignal } from './flow.ts';
import { DEEPEST, Frame } from './frame.ts';
import type { Interp } from './interp.ts';
import { plainArguments } from './passed-on.ts';
import { boundTable, invocationInfo, scriptCmdlet, type Invocation } from './invocation.ts';
import type { Stage } from './pipeline.ts';
import { Box, Scope } from './scope.ts';
import type { StageCall } from './stage-call.ts';
import { enumeratorOf } from '../members/enumerator.ts';
import { withDefaults } from './default-values.ts';

/** The code behind a block. */
export function codeOf(block: PsBlock): BlockCode {
  if (!(block.closure instanceof BlockCode)) throw new Error('a block without code');
  return block.closure;
}

/** A function, filter or script block at work. */
export class ScriptStage implements Stage {
  readonly key = this;
  readonly #interp: Interp;
  readonly #call: StageCall;
  readonly #block: PsBlock;
  readonly #code: CompiledBlock;
  readonly #home: Scope | null;
  readonly #name: string;
  readonly #typed: string;
  #bound = new BoundValues();
  #binder: Binder | null = null;
  #rest: readonly Value[] = [];
  #frame: Frame | null = null;
  #io: StreamIo;
  #out: Out = () => undefined;
  #redirected: Redirected | null = null;
  #common: Common = NO_COMMON;
  #piped = false;
  /** What came in for `$input` of a body without a process block. */
  readonly #input: Value[] = [];

  constructor(interp: Interp, call: StageCall, block: PsBlock, name: string, typed: string) {
    const code = codeOf(block);
    this.#interp = interp;
    this.#call = call;
    this.#block = block;
    this.#code = code.compiled;
    this.#home = code.home;
    this.#name = name;
    this.#typed = typed;
    this.#io = this.#makeIo(call.frame.streams);
  }

  get failed(): boolean {
    return this.#io.failed;
  }

  #makeIo(streams: Frame['streams']): StreamIo {
    return new StreamIo(this.#interp, this.#call.frame, streams, {
      name: this.#name,
      errorName: this.#name,
      confirmImpact: 'Medium',
      supportsShouldProcess: false,
      node: this.#call.node,
    });
  }

  connect(out: Out): void {
    const { frame, redirect } = this.#call;
    const redirected = redirect(frame, out, frame.streams);
    this.#redirected = redirected;
    this.#io = this.#makeIo(redirected.streams);
    this.#io.out = redirected.out;
    this.#out = redirected.out;
  }

  bind(piped: boolean): void {
    const interp = this.#interp;
    const { frame } = this.#call;
    interp.frame = frame;
    this.#piped = piped;
    const code = this.#code;
    if (!code.advanced && code.parameters.length === 0) {
      this.#rest = plainArguments(this.#call.args);
      return;
    }
    try {
      const target = code.target(this.#name, frame);
      const binder = new Binder(target, interp.runtime);
      const { args } = code.advanced ? withDefaults(interp, this.#call, target.info) : this.#call;
      binder.bindArguments(args, piped);
      this.#binder = binder;
      this.#bound = binder.bound;
      this.#rest = binder.rest;
      if (!code.advanced) return;
      const own = new Set(target.info.parameters.map((parameter) => parameter.name.toLowerCase()));
      this.#common = readCommon(interp, frame, binder.bound, own);
      const { info } = target;
      const io = new StreamIo(interp, frame, this.#io.streams, {
        name: this.#name,
        errorName: this.#name,
        confirmImpact: info.confirmImpact,
        supportsShouldProcess: info.supportsShouldProcess,
        node: this.#call.node,
      });
      io.common = this.#common;
      io.out = this.#io.out;
      this.#io = io;
      const { outVariable, pipelineVariable } = this.#common;
      if (outVariable !== null || pipelineVariable !== null) {
        this.#out = (value) => {
          io.write(value);
        };
      }
    } catch (error) {
      throw this.#located(error);
    }
  }

  begin(): void {
    if (this.#frame !== null) return;
    const interp = this.#interp;
    const { frame: caller, dot } = this.#call;
    const depth = caller.depth + 1;
    if (depth > DEEPEST) throw callDepthOverflow();
    const code = this.#code;
    const outer = this.#home ?? caller.scope;
    const scope = this.#call.scope ?? (dot && this.#home === null ? caller.scope : new Scope(outer));
    const invocation: Invocation = {
      name: this.#name,
      typed: this.#typed,
      block: this.#block,
      bound: this.#bound,
      rest: this.#rest,
      unit: caller.unit,
      node: this.#call.node,
      piped: this.#piped,
      io: this.#io,
    };
    const streams = this.#streams();
    const frame = new Frame(scope, code.unit, streams, code.ast, depth, caller.inTry, invocation);
    frame.ownScope = !dot;
    frame.caller = caller;
    if (this.#name !== '') frame.title = this.#name;
    this.#frame = frame;
    interp.frame = frame;
    this.#prepare(scope, frame, invocation, dot);
    if (code.begin !== null) this.#run(code.begin);
  }

  /** Collects for -ErrorVariable and the like what the body's own commands report. */
  #streams(): Frame['streams'] {
    const { streams } = this.#io;
    const { errorVariable, warningVariable, informationVariable } = this.#common;
    if (errorVariable === null && warningVariable === null && informationVariable === null) return streams;
    return collecting(streams, this.#common);
  }

  #prepare(scope: Scope, frame: Frame, invocation: Invocation, dot: boolean): void {
    const interp = this.#interp;
    const code = this.#code;
    const set = (name: string, value: Value): void => {
      if (dot) interp.force(scope, name, value);
      else scope.prepare(name.toLowerCase(), name, value);
    };
    set('args', this.#rest as Value[]);
    const lazy = (lower: string): Box | undefined => {
      switch (lower) {
        case 'myinvocation':
          return new Box('MyInvocation', invocationInfo(invocation));
        case 'psboundparameters':
          return new Box('PSBoundParameters', boundTable(this.#bound));
        case 'pscmdlet':
          return code.advanced ? new Box('PSCmdlet', this.#cmdlet(invocation)) : undefined;
        case 'input':
          return new Box('input', inputOf([]));
        default:
          return undefined;
      }
    };
    if (!dot) scope.lazy = lazy;
    else {
      for (const lower of ['myinvocation', 'psboundparameters', 'pscmdlet']) {
        const box = lazy(lower);
        if (box !== undefined) interp.force(scope, box.name, box.value);
      }
    }
    if (code.advanced) this.#preferences(set);
    for (const parameter of code.parameters) {
      const given = this.#bound.get(parameter.name);
      let value: Value;
      if (given !== undefined) value = given;
      else if (parameter.defaultValue === null) value = parameter.empty(frame);
      else {
        frame.at = parameter.node;
        value = this.#converted(parameter, parameter.defaultValue(frame));
      }
      set(parameter.name, value);
      const check = parameter.check(frame);
      if (check !== null) {
        const box = scope.vars.get(parameter.lower);
        if (box !== undefined) box.check = check;
      }
    }
  }

  /** A default value in its parameter's type; validation is for what callers give. */
  #converted(parameter: CompiledParameter, value: Value): Value {
    if (parameter.convert === null) return value;
    const target = this.#code.target(this.#name, this.#call.frame);
    const declared = target.info.parameters.find(({ name }) => name === parameter.name);
    try {
      return parameter.convert()(value);
    } catch (error) {
      if (!(error instanceof Terminating) || declared === undefined) throw error;
      throw this.#located(cannotConvert(target, declared, error, null));
    }
  }

  #cmdlet(invocation: Invocation): Value {
    const { host } = this.#interp;
    return scriptCmdlet(invocation, (query, caption) => host.choose(caption, query, ['Yes', 'No'], 0) === 0);
  }

  /** Common parameters become preference variables of the function. */
  #preferences(set: (name: string, value: Value) => void): void {
    const { error, warning, information, verbose, debug, whatIf, confirm, progress } = this.#common;
    if (error !== null) set('ErrorActionPreference', error);
    if (warning !== null) set('WarningPreference', warning);
    if (information !== null) set('InformationPreference', information);
    if (progress !== null) set('ProgressPreference', progress);
    if (verbose !== null) set('VerbosePreference', verbose ? 'Continue' : 'SilentlyContinue');
    if (debug !== null) set('DebugPreference', debug ? 'Continue' : 'SilentlyContinue');
    if (whatIf !== null) set('WhatIfPreference', whatIf);
    if (confirm !== null) set('ConfirmPreference', confirm ? 'Low' : 'None');
  }

  alone(): void {
    const { process } = this.#code;
    if (process !== null) this.#run(process);
  }

  process(value: Value): void {
    const interp = this.#interp;
    const saved = interp.frame;
    // What comes before writes in its begin block already.
    if (this.#frame === null) this.begin();
    const frame = this.#frame;
    if (frame === null) return;
    const { process } = this.#code;
    interp.frame = frame;
    if (!this.#take(value, frame)) {
      interp.frame = saved;
      return;
    }
    if (process === null) this.#input.push(value);
    else {
      interp.force(frame.scope, '_', value);
      this.#inputNow(frame, [value]);
      this.#run(process);
    }
    interp.frame = saved;
  }

  #inputNow(frame: Frame, values: Value[]): void {
    const box = frame.scope.vars.get('input');
    if (box === undefined) this.#interp.force(frame.scope, 'input', inputOf(values));
    else box.value = inputOf(values);
  }

  /** Binds one object to the parameters that take from the pipeline. */
  #take(value: Value, frame: Frame): boolean {
    const binder = this.#binder;
    if (binder === null) return true;
    if (!binder.takesPipeline) {
      if (!this.#code.advanced) return true;
      this.#io.error(this.#located(binder.notBound(value)).record);
      return false;
    }
    try {
      binder.bindObject(value);
    } catch (error) {
      if (!(error instanceof Terminating)) throw error;
      this.#io.error(this.#located(error).record);
      return false;
    }
    for (const parameter of this.#code.parameters) {
      const given = this.#bound.get(parameter.name);
      if (given === undefined) {
        if (!binder.pipelineNames.has(parameter.lower)) continue;
        const box = frame.scope.vars.get(parameter.lower);
        if (box !== undefined) box.value = parameter.defaultValue?.(frame) ?? parameter.empty(frame);
        continue;
      }
      const box = frame.scope.vars.get(parameter.lower);
      if (box !== undefined && binder.pipelineNames.has(parameter.lower)) box.value = given;
    }
    const table = frame.scope.vars.get('psboundparameters');
    if (table !== undefined) table.value = boundTable(this.#bound);
    return true;
  }

  end(): void {
    const { end, process } = this.#code;
    const frame = this.#frame;
    if (end === null || frame === null) return;
    const interp = this.#interp;
    interp.frame = frame;
    if (this.#piped && process === null) {
      this.#inputNow(frame, this.#input);
      if (!this.#call.dot) interp.force(frame.scope, '_', null);
    } else if (this.#piped || this.#call.dot) this.#inputNow(frame, []);
    this.#run(end);
  }

  finish(): void {
    this.#redirected?.finish();
  }

  close(): void {
    const { clean } = this.#code;
    if (clean === null || this.#frame === null) return;
    const { host } = this.#interp;
    const run = (): void => {
      this.#run(clean, () => undefined);
    };
    if (host.atLast === undefined) run();
    else host.atLast(run);
  }

  #run(body: Exec, out: Out = this.#out): void {
    const frame = this.#frame;
    if (frame === null) return;
    const interp = this.#interp;
    const saved = interp.frame;
    interp.frame = frame;
    frame.inTry = this.#call.frame.inTry;
    let completion;
    try {
      completion = body(frame, out);
    } catch (error) {
      if (error instanceof ReturnSignal) {
        interp.frame = saved;
        return;
      }
      throw error;
    }
    interp.frame = saved;
    if (completion === BREAK || completion === CONTINUE)
      throw new JumpSignal(completion === BREAK, frame.label);
  }

  #located<T>(error: T): T {
    if (error instanceof Terminating) {
      const { frame, node } = this.#call;
      locate(error.record, frame.unit, node);
    }
    return error;
  }
}

/** `$input`: walked once, by a pipeline, a loop or MoveNext. */
function inputOf(values: Value[]): Value {
  return enumeratorOf('System.Collections.ArrayList+ArrayListEnumeratorSimple', values);
}
