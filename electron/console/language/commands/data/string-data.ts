import type { BuiltIn } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { toText } from '../../convert/text.ts';
import { PsHashtable } from '../../values/collections.ts';
import { commandFailure, PS_INVALID_OPERATION } from './failures.ts';

export const convertFromStringData: BuiltIn = {
  info: declare('ConvertFrom-StringData', [
    parameter('StringData', 'String', {
      position: 0,
      mandatory: true,
      pipeline: true,
      allow: ['emptyString'],
    }),
    parameter('Delimiter', 'Char', { position: 1 }),
  ]),
  typeName: 'Microsoft.PowerShell.Commands.ConvertFromStringDataCommand',
  aliases: [],
  synopsis: 'Makes a hashtable of lines of the form name=value.',
  start(context) {
    const delimiter = toText(context.bound.get('Delimiter') ?? '=');
    return {
      process() {
        context.write(tableOf(toText(context.bound.get('StringData') ?? ''), delimiter));
      },
    };
  },
};

function tableOf(data: string, delimiter: string): PsHashtable {
  const table = new PsHashtable();
  for (const whole of data.split('\n')) {
    const line = whole.trim();
    if (line === '' || line.startsWith('#')) continue;
    const at = line.indexOf(delimiter);
    if (at <= 0) {
      throw stringDataFailure(`Data line '${line}' is not in 'name=value' format. `);
    }
    const name = unescape(line.slice(0, at).trim());
    if (table.has(name)) {
      throw stringDataFailure(`Data item '${name}' in line '${line}' is already defined. `);
    }
    table.set(name, unescape(line.slice(at + 1).trim()));
  }
  return table;
}

function stringDataFailure(message: string): Error {
  return commandFailure(PS_INVALID_OPERATION, 'InvalidOperation', message, 'InvalidOperation');
}

/** Backslash escapes as in .NET's regular expressions. */
function unescape(text: string): string {
  return text.replace(/\\(u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|[0-7]{1,3}|c.|.)/gs, (_, code: string) => {
    const first = code[0] ?? '';
    const rest = code.slice(1);
    if ((first === 'u' || first === 'x') && rest !== '')
      return String.fromCharCode(Number.parseInt(rest, 16));
    if (/[0-7]/.test(first)) return String.fromCharCode(Number.parseInt(code, 8));
    const named: Readonly<Record<string, string>> = {
      n: '\n',
      r: '\r',
      t: '\t',
      a: '\u0007',
      b: '\b',
      e: '\u001b',
      f: '\f',
      v: '\v',
    };
    return Object.hasOwn(named, first) ? (named[first] ?? '') : first;
  });
}
