import { declare, parameter } from '../declare.ts';
import { Formatter } from '../../format/formatter.ts';
import type { BuiltIn, Context } from '../builtin.ts';
import type { Value } from '../../values/model.ts';

const NAMESPACE = 'Microsoft.PowerShell.Commands';

/** The object that a call of `process` is about; undefined: none. */
function given(context: Context, input: Value | undefined): Value | undefined {
  return input === undefined ? context.bound.get('InputObject') : input;
}

export const outString: BuiltIn = {
  info: declare(
    'Out-String',
    [
      parameter('Stream', 'SwitchParameter', { sets: ['StreamFormatting'] }),
      parameter('Width', 'Int32', { range: { min: 2, max: 2147483647 } }),
      parameter('NoNewline', 'SwitchParameter', { sets: ['NoNewLineFormatting'] }),
      parameter('InputObject', 'PSObject', { pipeline: true }),
    ],
    { defaultSet: 'NoNewLineFormatting' },
  ),
  typeName: `${NAMESPACE}.OutStringCommand`,
  aliases: [],
  synopsis: 'Gives the text that objects are shown as.',
  start(context) {
    const { bound, runtime } = context;
    const stream = bound.on('Stream');
    const lineEnd = bound.on('NoNewline') ? '' : '\n';
    const formatter = new Formatter(runtime, bound.number('Width') ?? Infinity);
    const lines: string[] = [];
    const take = (ready: readonly string[]): void => {
      for (const line of ready) {
        if (stream) context.write(line);
        else lines.push(line);
      }
    };
    return {
      process(input) {
        runtime.host.checkStop();
        const value = given(context, input);
        if (value !== undefined) take(formatter.add(value));
      },
      end() {
        take(formatter.finish());
        if (!stream) context.write(lines.map((line) => line + lineEnd).join(''));
      },
    };
  },
};

export const outNull: BuiltIn = {
  info: declare('Out-Null', [parameter('InputObject', 'PSObject', { pipeline: true })]),
  typeName: `${NAMESPACE}.OutNullCommand`,
  aliases: [],
  synopsis: 'Takes objects and shows nothing.',
  start: () => ({
    process() {
      // Nothing becomes of them.
    },
  }),
};

/** Shows objects at once, past the pipeline. */
function toHost(context: Context): ReturnType<BuiltIn['start']> {
  const { runtime } = context;
  const { host } = runtime;
  const formatter = new Formatter(runtime, host.width, { streaming: true });
  const show = (lines: readonly string[]): void => {
    for (const line of lines) {
      if (host.line === undefined) host.write({ text: line, newline: true, color: '', background: '' });
      else host.line(line);
    }
  };
  return {
    process(input) {
      host.checkStop();
      const value = given(context, input);
      if (value !== undefined) show(formatter.add(value));
    },
    end() {
      show(formatter.finish());
    },
  };
}

export const outHost: BuiltIn = {
  info: declare('Out-Host', [
    parameter('Paging', 'SwitchParameter'),
    parameter('InputObject', 'PSObject', { pipeline: true }),
  ]),
  typeName: `${NAMESPACE}.OutHostCommand`,
  aliases: ['oh'],
  synopsis: 'Shows objects in the console.',
  start: toHost,
};

export const outDefault: BuiltIn = {
  info: declare('Out-Default', [
    parameter('Transcript', 'SwitchParameter'),
    parameter('InputObject', 'PSObject', { pipeline: true }),
  ]),
  typeName: `${NAMESPACE}.OutDefaultCommand`,
  aliases: [],
  synopsis: 'Shows objects in the console, as every pipeline does at its end.',
  start: toHost,
};
