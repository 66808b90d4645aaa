import type { NodeBase } from '../../../../shared/powershell/ast.ts';
import type { HostText, Progress } from '../host.ts';
import { enumerable } from '../members/enumerate.ts';
import { failure, Terminating, type PsErrorRecord } from '../values/errors.ts';
import type { PsList } from '../values/collections.ts';
import type { Value } from '../values/model.ts';
import { NO_COMMON, type Common } from './common.ts';
import { locate, stackTrace } from './errors.ts';
import { StopUpstreamSignal } from './flow.ts';
import type { Frame } from './frame.ts';
import type { Interp, StandingAnswer } from './interp.ts';
import { preference, type Action } from './preferences.ts';
import { informationalRecord, informationRecord, type InformationItem } from './records.ts';
import type { CommandIo } from './runtime.ts';
import { mayProcess } from './should-process.ts';
import type { Out, Streams } from './streams.ts';

/** Whose streams these are. */
export interface CommandIdentity {
  /** The command's name, for people. */
  readonly name: string;
  /** What error ids end with; null: nothing. */
  readonly errorName: string | null;
  readonly confirmImpact: 'None' | 'Low' | 'Medium' | 'High';
  readonly supportsShouldProcess: boolean;
  readonly node: NodeBase;
}

/** The streams of one running command, after preferences and common parameters. */
export class StreamIo implements CommandIo {
  /** True once an error was written: `$?` will be false. */
  failed = false;
  common: Common = NO_COMMON;
  /** The next command. Set when the pipeline is put together. */
  out: Out = () => undefined;
  readonly interp: Interp;
  readonly frame: Frame;
  readonly streams: Streams;
  readonly identity: CommandIdentity;
  readonly answers: StandingAnswer;

  constructor(interp: Interp, frame: Frame, streams: Streams, identity: CommandIdentity) {
    this.interp = interp;
    this.frame = frame;
    this.streams = streams;
    this.identity = identity;
    this.answers = interp.answersOf(identity.name);
  }

  write(value: Value): void {
    const { outVariable, pipelineVariable } = this.common;
    if (outVariable !== null) outVariable.items.push(value);
    if (pipelineVariable !== null) pipelineVariable.value = value;
    this.out(value);
  }

  writeEach(value: Value): void {
    const items = value === null ? null : enumerable(value);
    if (items === null) this.write(value);
    else for (const item of items) this.write(item);
  }

  error(record: PsErrorRecord): void {
    const { identity, interp, frame } = this;
    this.failed = true;
    if (identity.name === 'Write-Error') this.#asCaller(record);
    else {
      record.command ??= identity.errorName;
      record.activity ??= identity.name;
      locate(record, frame.unit, identity.node);
    }
    if (record.scriptStackTrace === '') record.scriptStackTrace = stackTrace(frame);
    const action = this.common.error ?? preference(interp, frame, 'ErrorActionPreference', 'Continue');
    if (action === 'Ignore') return;
    keep(this.common.errorVariable, this.streams.collect?.errors, record);
    if (action === 'Stop') throw new Terminating(record, 'script');
    interp.remember(record);
    if (action === 'SilentlyContinue') return;
    this.streams.error(record);
  }

  thrown(error: Terminating): void {
    const { interp, frame } = this;
    const action = this.common.error ?? preference(interp, frame, 'ErrorActionPreference', 'Continue');
    if (frame.inTry || (action !== 'SilentlyContinue' && action !== 'Ignore')) {
      error.ends = 'script';
      throw error;
    }
    this.error(error.record);
  }

  /** Write-Error reports for the function that it stands in, at the place of that one's call. */
  #asCaller(record: PsErrorRecord): void {
    let call = this.frame.invocation;
    if (call !== null && call.name === '') call = null;
    if (call === null) {
      record.activity ??= 'Write-Error';
      return;
    }
    record.command = call.name;
    record.activity ??= 'Write-Error';
    record.commandName ??= call.name;
    locate(record, call.unit, call.node);
  }

  warning(text: string): void {
    const goesOn = this.#shows(this.common.warning, 'WarningPreference', 'Continue');
    if (this.common.warning !== 'Ignore') {
      keep(this.common.warningVariable, this.streams.collect?.warnings, informationalRecord('Warning', text));
    }
    if (goesOn === null) return;
    this.streams.warning(text);
    if (goesOn === 'Stop') throw stopped('WarningPreference', text, this.identity);
  }

  verbose(text: string): void {
    const action =
      this.common.verbose === null ? null : this.common.verbose ? 'Continue' : 'SilentlyContinue';
    const shown = this.#shows(action, 'VerbosePreference', 'SilentlyContinue');
    if (shown === null) return;
    this.streams.verbose(text);
    if (shown === 'Stop') throw stopped('VerbosePreference', text, this.identity);
  }

  debug(text: string): void {
    const action = this.common.debug === null ? null : this.common.debug ? 'Continue' : 'SilentlyContinue';
    const shown = this.#shows(action, 'DebugPreference', 'SilentlyContinue');
    if (shown === null) return;
    this.streams.debug(text);
    if (shown === 'Stop') throw stopped('DebugPreference', text, this.identity);
  }

  information(text: string, tags: readonly string[], data: Value = text): void {
    this.#inform({ text, tags, data, host: null });
  }

  host(text: HostText): void {
    this.#inform({ text: text.text, tags: ['PSHOST'], data: text.text, host: text });
  }

  #inform(item: InformationItem): void {
    const { information } = this.common;
    const action =
      information ??
      (item.host === null
        ? preference(this.interp, this.frame, 'InformationPreference', 'SilentlyContinue')
        : preference(this.interp, this.frame, 'InformationPreference', 'Continue') === 'Ignore'
          ? 'Ignore'
          : 'Continue');
    if (action === 'Ignore') return;
    keep(this.common.informationVariable, this.streams.collect?.informations, informationRecord(item));
    if (action === 'SilentlyContinue') {
      this.streams.quietInformation?.(item);
      return;
    }
    this.streams.information(item);
  }

  progress(progress: Progress): void {
    const action =
      this.common.progress ?? preference(this.interp, this.frame, 'ProgressPreference', 'Continue');
    if (action === 'Continue') this.streams.progress(progress);
  }

  shouldProcess(target: string, action: string): boolean {
    return mayProcess(this, target, action);
  }

  stopUpstream(): never {
    throw new StopUpstreamSignal(this);
  }

  /** The action for a message that is shown; null: it isn't. */
  #shows(given: Action | null, variable: string, otherwise: Action): Action | null {
    const action = given ?? preference(this.interp, this.frame, variable, otherwise);
    return action === 'SilentlyContinue' || action === 'Ignore' ? null : action;
  }
}

function keep(own: PsList | null, around: readonly PsList[] | undefined, value: Value): void {
  own?.items.push(value);
  if (around !== undefined) for (const list of around) list.items.push(value);
}

/** A message of a stream whose preference is Stop. */
function stopped(variable: string, text: string, identity: CommandIdentity): Terminating {
  const error = failure(
    'ActionPreferenceStop',
    `The running command stopped because the preference variable "${variable}" or common parameter is set to Stop: ${text}`,
    { type: 'System.Management.Automation.ActionPreferenceStopException', category: 'OperationStopped' },
  );
  error.record.command = identity.errorName;
  error.record.activity = identity.name;
  error.ends = 'script';
  return error;
}
