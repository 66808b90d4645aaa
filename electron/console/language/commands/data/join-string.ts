import type { BuiltIn } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { toText } from '../../convert/text.ts';
import { compositeFormat } from '../../dotnet/composite.ts';
import { getMember } from '../../members/members.ts';
import { hasKind, type Value } from '../../values/model.ts';

export const joinString: BuiltIn = {
  info: declare(
    'Join-String',
    [
      parameter('Property', 'Object', { position: 0 }),
      parameter('Separator', 'String', { position: 1, allow: ['emptyCollection'] }),
      parameter('OutputPrefix', 'String', { aliases: ['op'] }),
      parameter('OutputSuffix', 'String', { aliases: ['os'] }),
      parameter('SingleQuote', 'SwitchParameter', { sets: ['SingleQuote'] }),
      parameter('DoubleQuote', 'SwitchParameter', { sets: ['DoubleQuote'] }),
      parameter('FormatString', 'String', { sets: ['Format'] }),
      parameter('UseCulture', 'SwitchParameter'),
      parameter('InputObject', 'PSObject[]', { pipeline: true }),
    ],
    { defaultSet: 'default' },
  ),
  typeName: 'Microsoft.PowerShell.Commands.JoinStringCommand',
  aliases: [],
  synopsis: 'Joins the texts of objects into one.',
  start(context) {
    const { bound, runtime } = context;
    const separator = bound.text('Separator') ?? outputSeparator();
    const property = bound.get('Property') ?? null;
    const read = reader(property);
    const format = bound.text('FormatString');
    const parts: string[] = [];
    return {
      process(input) {
        const given = input === undefined ? (bound.list('InputObject') ?? []) : [input];
        for (const item of given) {
          if (item === null) continue;
          const value = read(item);
          if (value === null && property !== null) continue;
          parts.push(textOf(value));
        }
      },
      end() {
        context.write(
          (bound.text('OutputPrefix') ?? '') + parts.join(separator) + (bound.text('OutputSuffix') ?? ''),
        );
      },
    };

    function textOf(value: Value): string {
      if (format !== undefined) return compositeFormat(format, [value], runtime.culture);
      const text = toText(value);
      if (bound.on('SingleQuote')) return `'${text}'`;
      if (bound.on('DoubleQuote')) return `"${text}"`;
      return text;
    }

    function reader(wanted: Value): (item: Value) => Value {
      if (wanted === null) return (item) => item;
      if (hasKind(wanted, 'scriptBlock')) return runtime.property(wanted);
      const name = toText(wanted);
      return (item) => getMember(item, name, runtime);
    }

    function outputSeparator(): string {
      const variable = runtime.getVariable('OFS');
      return variable === undefined ? '' : toText(variable.value);
    }
  },
};
