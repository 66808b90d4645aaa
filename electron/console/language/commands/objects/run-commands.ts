import type { PsBlock } from '../../values/block.ts';
import { type Value, hasKind } from '../../values/model.ts';
import { TICKS_PER_MILLISECOND } from '../../values/time.ts';
import type { BuiltIn, Context } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { notHere } from './failures.ts';

/** Measure-Command, Invoke-Command and Invoke-Expression: what runs something else. */

function blockOf(context: Context, name: string): PsBlock | null {
  const value = context.bound.get(name);
  return hasKind(value, 'scriptBlock') ? value : null;
}

export const measureCommand: BuiltIn = {
  info: declare('Measure-Command', [
    parameter('InputObject', 'PSObject', { pipeline: true }),
    parameter('Expression', 'ScriptBlock', { mandatory: true, position: 0 }),
  ]),
  typeName: 'Microsoft.PowerShell.Commands.MeasureCommandCommand',
  aliases: [],
  synopsis: 'Measures the time it takes to run script blocks and cmdlets.',
  start: (context) => {
    const { host } = context.runtime;
    const block = blockOf(context, 'Expression');
    const run = block === null ? null : context.runtime.streamer(block);
    let spent = 0;
    return {
      process(input) {
        const from = host.now();
        run?.(input ?? context.bound.get('InputObject') ?? null, () => undefined);
        spent += host.now() - from;
      },
      end() {
        const ticks = BigInt(Math.round(spent * Number(TICKS_PER_MILLISECOND)));
        context.write({ kind: 'timeSpan', ticks });
      },
    };
  },
};

const HERE = ['InProcess'];
const ELSEWHERE = ['ComputerName'];

export const invokeCommand: BuiltIn = {
  info: declare(
    'Invoke-Command',
    [
      parameter('Session', 'Object[]', { position: 0, sets: ['Session'] }),
      parameter('ComputerName', 'String[]', { position: 0, sets: ELSEWHERE, aliases: ['Cn'] }),
      parameter('Credential', 'Object', { sets: ELSEWHERE }),
      parameter('Port', 'Int32', { sets: ELSEWHERE }),
      parameter('UseSSL', 'SwitchParameter', { sets: ELSEWHERE }),
      parameter('ConfigurationName', 'String', { sets: ELSEWHERE }),
      parameter('ThrottleLimit', 'Int32', { sets: [...ELSEWHERE, 'Session'] }),
      parameter('ConnectionUri', 'String[]', { sets: ELSEWHERE }),
      parameter('AsJob', 'SwitchParameter', { sets: [...ELSEWHERE, 'Session'] }),
      parameter('HideComputerName', 'SwitchParameter', { sets: [...ELSEWHERE, 'Session'], aliases: ['HCN'] }),
      parameter('ScriptBlock', 'ScriptBlock', {
        aliases: ['Command'],
        sets: [
          { set: 'InProcess', mandatory: true, position: 0, pipeline: false, byName: false },
          { set: 'ComputerName', mandatory: true, position: 1, pipeline: false, byName: false },
          { set: 'Session', mandatory: true, position: 1, pipeline: false, byName: false },
        ],
      }),
      parameter('NoNewScope', 'SwitchParameter', { sets: HERE }),
      parameter('FilePath', 'String', { sets: ELSEWHERE, aliases: ['PSPath'] }),
      parameter('InputObject', 'PSObject', { pipeline: true }),
      parameter('ArgumentList', 'Object[]', { aliases: ['Args'] }),
    ],
    { defaultSet: 'InProcess' },
  ),
  typeName: 'Microsoft.PowerShell.Commands.InvokeCommandCommand',
  aliases: ['icm'],
  synopsis: 'Runs commands on local and remote computers.',
  start: (context) => {
    const { bound, runtime, typed } = context;
    if (bound.set !== 'InProcess' && bound.set !== '__AllParameterSets') {
      const name =
        ['Session', 'ComputerName', 'ConnectionUri', 'FilePath'].find((each) => bound.has(each)) ??
        'ComputerName';
      throw notHere(
        'Microsoft.PowerShell.Commands.InvokeCommandCommand',
        `${typed} -${name}`,
        'Scripts run in this tab only: leave the computer or session out, the cmdlets reach the organisation of the tab.',
      );
    }
    const inputs: Value[] = [];
    return {
      process(input) {
        const value = input ?? bound.get('InputObject');
        if (value !== undefined) inputs.push(value);
      },
      end() {
        const block = blockOf(context, 'ScriptBlock');
        if (block === null) return;
        const output = runtime.invoke(block, {
          args: bound.list('ArgumentList') ?? [],
          input: inputs,
          newScope: !bound.on('NoNewScope'),
        });
        for (const value of output) context.write(value);
      },
    };
  },
};

export const invokeExpression: BuiltIn = {
  info: declare('Invoke-Expression', [
    parameter('Command', 'String', { mandatory: true, position: 0, pipeline: true }),
  ]),
  typeName: 'Microsoft.PowerShell.Commands.InvokeExpressionCommand',
  aliases: ['iex'],
  synopsis: 'Runs commands or expressions on the local computer.',
  start: (context) => ({
    process() {
      const text = context.bound.text('Command') ?? '';
      context.runtime.invokeText(text, (value) => {
        context.write(value);
      });
    },
  }),
};
