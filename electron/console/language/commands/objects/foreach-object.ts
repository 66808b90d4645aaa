import { toText } from '../../convert/text.ts';
import { invokeMember } from '../../members/members.ts';
import { findProperty, membersOf } from '../../members/properties.ts';
import { wildcard, hasWildcards } from '../../operators/wildcard.ts';
import type { PsBlock } from '../../values/block.ts';
import { PsHashtable } from '../../values/collections.ts';
import { Terminating } from '../../values/errors.ts';
import { isArray, type Value } from '../../values/model.ts';
import { NOTHING } from '../../values/nothing.ts';
import type { BuiltIn, Context, Running } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { errorRecord, notHere, wrapped } from './failures.ts';
import { inputOf } from './input.ts';
import { nameReader } from './property-expression.ts';

const COMMAND = 'Microsoft.PowerShell.Commands.ForEachObjectCommand';
const BLOCKS = ['ScriptBlockSet'];
const MEMBER = ['PropertyAndMethodSet'];
const PARALLEL = ['ParallelParameterSet'];

export const forEachObject: BuiltIn = {
  info: declare(
    'ForEach-Object',
    [
      parameter('InputObject', 'PSObject', { pipeline: true }),
      parameter('Begin', 'ScriptBlock', { sets: BLOCKS }),
      parameter('Process', 'ScriptBlock[]', {
        mandatory: true,
        position: 0,
        sets: BLOCKS,
        allow: ['null', 'emptyCollection'],
      }),
      parameter('End', 'ScriptBlock', { sets: BLOCKS }),
      parameter('RemainingScripts', 'ScriptBlock[]', {
        sets: BLOCKS,
        remaining: true,
        allow: ['null', 'emptyCollection'],
      }),
      parameter('MemberName', 'String', {
        mandatory: true,
        position: 0,
        sets: MEMBER,
        notNull: 'nullOrEmpty',
      }),
      parameter('ArgumentList', 'Object[]', { sets: MEMBER, aliases: ['Args'], remaining: true }),
      parameter('Parallel', 'ScriptBlock', { mandatory: true, sets: PARALLEL }),
      parameter('ThrottleLimit', 'Int32', { sets: PARALLEL, range: { min: 1, max: 2147483647 } }),
      parameter('TimeoutSeconds', 'Int32', { sets: PARALLEL, range: { min: 0, max: 2147483 } }),
      parameter('AsJob', 'SwitchParameter', { sets: PARALLEL }),
      parameter('UseNewRunspace', 'SwitchParameter', { sets: PARALLEL }),
    ],
    { defaultSet: 'ScriptBlockSet', supportsShouldProcess: true },
  ),
  typeName: COMMAND,
  aliases: ['%', 'foreach'],
  synopsis: 'Performs an operation against each item in a collection of input objects.',
  start: (context) => {
    const { bound } = context;
    if (bound.has('Parallel')) {
      throw notHere(
        COMMAND,
        'ForEach-Object -Parallel',
        'Use ForEach-Object -Process: the cmdlets of the service send what comes through a pipeline in batches anyway.',
      );
    }
    return bound.has('MemberName') ? withMember(context) : withBlocks(context);
  },
};

function isBlock(value: Value | undefined): value is PsBlock {
  return (
    value !== null &&
    value !== undefined &&
    typeof value === 'object' &&
    !isArray(value) &&
    value.kind === 'scriptBlock'
  );
}

/**
 * Several blocks without names: the first is begin, the last end (from three on), those between process; -Begin and
 * -End go first and last.
 */
function withBlocks(context: Context): Running {
  const { bound, runtime } = context;
  const blocks = [...(bound.list('Process') ?? []), ...(bound.list('RemainingScripts') ?? [])];
  let begin = bound.get('Begin');
  let end = bound.get('End');
  if (begin === undefined && blocks.length > 1) begin = blocks.shift();
  if (end === undefined && blocks.length > 1) end = blocks.pop();
  const steps = blocks.filter(isBlock).map((block) => runtime.streamer(block));
  const [only] = steps;
  const write = (value: Value): void => {
    context.write(value);
  };
  const runOnce = (block: Value | undefined): void => {
    if (!isBlock(block)) return;
    for (const value of runtime.invoke(block)) write(value);
  };
  return {
    begin() {
      runOnce(begin);
    },
    process(input) {
      const value = inputOf(context, input) ?? null;
      if (steps.length === 1 && only !== undefined) only(value, write);
      else for (const step of steps) step(value, write);
    },
    end() {
      runOnce(end);
    },
  };
}

function withMember(context: Context): Running {
  const { bound, runtime } = context;
  const name = bound.text('MemberName') ?? '';
  const given = bound.list('ArgumentList') ?? [];
  const read = nameReader(name, runtime);
  const wild = hasWildcards(name);

  function fail(id: string, message: string, target: Value): void {
    context.error(errorRecord(COMMAND, { id, message, target }));
  }

  function call(object: Value, method: string, args: readonly Value[]): void {
    const action =
      args.length === 0
        ? `Invoke method '${method}'`
        : `Invoke method '${method}' with arguments: ${args.map((arg) => (arg === null ? 'null' : toText(arg))).join(', ')}`;
    if (!context.shouldProcess(`InputObject: ${toText(object)}`, action)) return;
    try {
      const result = invokeMember(object, method, args, runtime);
      if (result !== NOTHING) context.writeEach(result);
    } catch (error) {
      if (!(error instanceof Terminating)) throw error;
      context.error(wrapped(COMMAND, error.record, 'MethodInvocationError', 'InvalidOperation', object));
    }
  }

  function methodNames(object: Value, pattern: string): string[] {
    const matches = wildcard(pattern);
    return membersOf(object, runtime)
      .filter((member) => member.type.endsWith('Method') && matches(member.name))
      .map((member) => member.name);
  }

  function callWithArguments(object: Value): void {
    const names = methodNames(object, name);
    const [only] = names;
    if (names.length > 1) {
      fail(
        'AmbiguousMethodName',
        `Input name "${name}" is ambiguous. It can be resolved to multiple matched methods. Possible matches include: ${names.join(' ')}.`,
        object,
      );
    } else if (only === undefined) {
      fail('MethodNotFound', `Input name "${name}" cannot be resolved to a method.`, object);
    } else call(object, only, given);
  }

  function readOrCall(object: Value): void {
    if (object instanceof PsHashtable && object.has(name)) {
      context.writeEach(object.get(name) ?? null);
      return;
    }
    if (!wild) {
      const found = read(object);
      if (found !== undefined) context.writeEach(found);
      else if (methodNames(object, name).length > 0) call(object, name, []);
      else missing(object);
      return;
    }
    const matches = wildcard(name);
    const members = membersOf(object, runtime).filter((member) => matches(member.name));
    const [only] = members;
    if (only === undefined) missing(object);
    else if (members.length > 1) {
      fail(
        'AmbiguousPropertyOrMethodName',
        `Input name "${name}" is ambiguous. It can be resolved to multiple matched members. Possible matches include: ${members.map((member) => member.name).join(' ')}.`,
        object,
      );
    } else if (only.type.endsWith('Method')) call(object, only.name, []);
    else context.writeEach(findProperty(object, only.name, runtime)?.value() ?? null);
  }

  function missing(object: Value): void {
    if ((runtime.strict ?? 0) < 2) context.write(null);
    else {
      fail('PropertyOrMethodNotFound', `The input name "${name}" cannot be resolved to a member.`, object);
    }
  }

  return {
    process(input) {
      const object = inputOf(context, input);
      if (object === undefined) return;
      if (object === null) {
        if (given.length > 0) {
          fail('InvokeMethodOnNull', 'You cannot call a method on a null-valued expression.', null);
        } else context.write(null);
      } else if (given.length > 0) callWithArguments(object);
      else readOrCall(object);
    },
  };
}
