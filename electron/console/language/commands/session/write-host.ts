import type { BuiltIn, Context } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { toText } from '../../convert/text.ts';
import { toStringOf } from '../../dotnet/to-string.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import { enumerable } from '../../members/enumerate.ts';
import { PsHashtable } from '../../values/collections.ts';
import type { Value } from '../../values/model.ts';
import { enumArgument } from '../data/failures.ts';

/** ConsoleColor, in the order of its numbers. */
export const COLOURS = [
  'Black',
  'DarkBlue',
  'DarkGreen',
  'DarkCyan',
  'DarkRed',
  'DarkMagenta',
  'DarkYellow',
  'Gray',
  'DarkGray',
  'Blue',
  'Green',
  'Cyan',
  'Red',
  'Magenta',
  'Yellow',
  'White',
] as const;

export const writeHost: BuiltIn = {
  info: declare('Write-Host', [
    parameter('Object', 'Object', {
      aliases: ['Msg', 'Message'],
      position: 0,
      pipeline: true,
      remaining: true,
    }),
    parameter('NoNewline', 'SwitchParameter'),
    parameter('Separator', 'Object'),
    parameter('ForegroundColor', 'System.ConsoleColor'),
    parameter('BackgroundColor', 'System.ConsoleColor'),
  ]),
  typeName: 'Microsoft.PowerShell.Commands.WriteHostCommand',
  aliases: [],
  synopsis: 'Shows text in the console without putting it into the pipeline.',
  start(context) {
    const color = colour(context, 'ForegroundColor');
    const background = colour(context, 'BackgroundColor');
    const separator = context.bound.get('Separator');
    const between = separator === undefined || separator === null ? ' ' : toText(separator);
    return {
      process(input) {
        const value = input === undefined ? (context.bound.get('Object') ?? null) : input;
        context.host({
          text: hostText(value, between, context.runtime),
          newline: !context.bound.on('NoNewline'),
          color,
          background,
        });
      },
    };
  },
};

function colour(context: Context, name: string): string {
  return enumArgument(name, context.bound.get(name), 'System.ConsoleColor', COLOURS)?.name ?? '';
}

/** Texts of the elements, lists in lists as well, with the separator between. */
export function hostText(value: Value, separator: string, rt: Runtime): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (value instanceof PsHashtable) {
    return Array.from(
      value.entries(),
      ([key, item]) => `[${plainText(key, rt)}, ${plainText(item, rt)}]`,
    ).join(separator);
  }
  const items = enumerable(value);
  if (items !== null) return Array.from(items, (item) => hostText(item, separator, rt)).join(separator);
  return toStringOf(value, rt.culture);
}

function plainText(value: Value, rt: Runtime): string {
  return value === null ? '' : toStringOf(value, rt.culture);
}
