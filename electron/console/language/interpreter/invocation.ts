import { switchValue } from '../values/switch.ts';
import type { NodeBase } from '../../../../shared/powershell/ast.ts';
import type { BoundValues } from '../binding/bound-values.ts';
import { toText } from '../convert/text.ts';
import type { PsBlock, PsReference } from '../values/block.ts';
import { PsHashtable } from '../values/collections.ts';
import { nativeProperty, nativeReference } from '../values/native.ts';
import { NOTHING } from '../values/nothing.ts';
import type { Value } from '../values/model.ts';
import { PsErrorRecord, Terminating } from '../values/errors.ts';
import type { CommandIo } from './runtime.ts';
import type { Unit } from './unit.ts';

/** One call of a function or block: what `$MyInvocation` and `$PSCmdlet` tell of it. */
export interface Invocation {
  /** The function's name; "": a block. */
  readonly name: string;
  readonly typed: string;
  readonly block: PsBlock | null;
  readonly bound: BoundValues;
  readonly rest: readonly Value[];
  /** Where it was called. */
  readonly unit: Unit;
  readonly node: NodeBase;
  readonly piped: boolean;
  /** Its streams as a command. */
  readonly io: CommandIo;
}

/** Errors that leave the function whose `$PSCmdlet` threw them, not only its statement. */
const leaving = new WeakMap<Terminating, Invocation>();

/** The function that an error ends as a whole; undefined: only the statement. */
export function leftBy(thrown: Terminating): Invocation | undefined {
  return leaving.get(thrown);
}

/** `$PSBoundParameters` */
export function boundTable(bound: BoundValues): PsHashtable {
  const table = new PsHashtable({ generic: { key: 'String', value: 'Object' } });
  for (const name of bound.names) {
    const value = bound.get(name) ?? null;
    const isCommon = typeof value === 'boolean' && /^(Verbose|Debug|WhatIf|Confirm)$/i.test(name);
    table.set(name, isCommon ? switchValue(value) : value);
  }
  return table;
}

/** A CommandInfo for `$MyInvocation.MyCommand`. */
function commandInfo(name: string, block: PsBlock | null): PsReference {
  const isScript = name === '';
  const typeName = `System.Management.Automation.${isScript ? 'ScriptInfo' : 'FunctionInfo'}`;
  return nativeReference({
    typeNames: [typeName, 'System.Management.Automation.CommandInfo', 'System.Object'],
    properties: [
      nativeProperty('Name', 'String', () => name),
      nativeProperty('CommandType', 'CommandTypes', () => (isScript ? 'Script' : 'Function')),
      nativeProperty('Definition', 'String', () => block?.text ?? ''),
      nativeProperty('ScriptBlock', 'ScriptBlock', () => block),
      nativeProperty('Source', 'String', () => ''),
      nativeProperty('ModuleName', 'String', () => ''),
    ],
    toText: () => (isScript ? (block?.text ?? '') : name),
  });
}

/** `$MyInvocation` */
export function invocationInfo(call: Invocation): PsReference {
  const place = (): { line: number; column: number } =>
    call.name === '' ? { line: 0, column: 0 } : call.unit.lines.place(call.node.start);
  const typeName = 'System.Management.Automation.InvocationInfo';
  return nativeReference({
    typeNames: [typeName, 'System.Object'],
    properties: [
      nativeProperty('MyCommand', 'CommandInfo', () => commandInfo(call.name, call.block)),
      nativeProperty('BoundParameters', 'Dictionary`2', () => boundTable(call.bound)),
      nativeProperty('UnboundArguments', 'List`1', () => [...call.rest]),
      nativeProperty('ScriptLineNumber', 'Int32', () => place().line),
      nativeProperty('OffsetInLine', 'Int32', () => place().column),
      nativeProperty('HistoryId', 'Int64', () => ({ kind: 'long', value: 1n })),
      nativeProperty('ScriptName', 'String', () => null),
      nativeProperty('Line', 'String', () => call.unit.lineText(call.node.start)),
      nativeProperty('Statement', 'String', () => call.unit.text.slice(call.node.start, call.node.end)),
      nativeProperty('PSScriptRoot', 'String', () => ''),
      nativeProperty('PSCommandPath', 'String', () => null),
      nativeProperty('InvocationName', 'String', () => call.typed),
      nativeProperty('PipelineLength', 'Int32', () => 1),
      nativeProperty('PipelinePosition', 'Int32', () => 1),
      nativeProperty('ExpectingInput', 'Boolean', () => call.piped),
      nativeProperty('CommandOrigin', 'CommandOrigin', () => 'Internal'),
    ],
    toText: () => typeName,
  });
}

/** The streams that a `$PSCmdlet` stands for, kept out of a script's reach. */
const cmdlets = new WeakMap<PsReference, Invocation>();

/** The invocation behind a `$PSCmdlet`. */
export function invocationOf(value: PsReference): Invocation | undefined {
  return cmdlets.get(value);
}

/** `$PSCmdlet` of an advanced function. `ask` shows ShouldContinue's question. */
export function scriptCmdlet(
  call: Invocation,
  ask: (query: string, caption: string) => boolean,
): PsReference {
  const typeName = 'System.Management.Automation.PSScriptCmdlet';
  const { io } = call;
  const method = (name: string, run: (args: readonly Value[]) => Value): [string, typeof run] => [
    name.toLowerCase(),
    run,
  ];
  const text = (value: Value | undefined): string => toText(value ?? null);
  const reference: PsReference = nativeReference({
    typeNames: [
      typeName,
      'System.Management.Automation.PSCmdlet',
      'System.Management.Automation.Cmdlet',
      'System.Object',
    ],
    properties: [
      nativeProperty('ParameterSetName', 'String', () => call.bound.set),
      nativeProperty('MyInvocation', 'InvocationInfo', () => invocationInfo(call)),
      nativeProperty('CommandRuntime', 'ICommandRuntime', () => null),
      nativeProperty('Stopping', 'Boolean', () => false),
    ],
    toText: () => typeName,
    methods: new Map([
      method('ShouldProcess', (args) =>
        args.length < 2
          ? io.shouldProcess(text(args[0]), call.name)
          : args.length > 2
            ? io.shouldProcess(text(args[1]), text(args[2]))
            : io.shouldProcess(text(args[0]), text(args[1])),
      ),
      method('ShouldContinue', (args) => ask(text(args[0]), text(args[1]))),
      method('WriteError', ([record]) => {
        if (record instanceof PsErrorRecord) io.error(record);
        return NOTHING;
      }),
      method('ThrowTerminatingError', ([record]) => {
        if (!(record instanceof PsErrorRecord)) return NOTHING;
        record.command ??= call.name;
        record.activity ??= call.name;
        const { line, column } = call.unit.lines.place(call.node.start);
        record.place ??= { line, column, start: call.node.start, end: call.node.end };
        record.lineText ||= call.unit.lineText(call.node.start);
        const thrown = new Terminating(record);
        leaving.set(thrown, call);
        throw thrown;
      }),
      method('WriteObject', ([value, each]) => {
        if (each === true) io.writeEach(value ?? null);
        else io.write(value ?? null);
        return NOTHING;
      }),
      method('WriteWarning', ([words]) => {
        io.warning(text(words));
        return NOTHING;
      }),
      method('WriteVerbose', ([words]) => {
        io.verbose(text(words));
        return NOTHING;
      }),
      method('WriteDebug', ([words]) => {
        io.debug(text(words));
        return NOTHING;
      }),
    ]),
  });
  cmdlets.set(reference, call);
  return reference;
}
