import { toText } from '../../convert/text.ts';
import { typeNamesOf } from '../../members/types.ts';
import type { Value } from '../../values/model.ts';
import type { BuiltIn } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { textCompare } from './collate.ts';
import { inputOf } from './input.ts';
import { valueOrder } from './value-order.ts';

export const getUnique: BuiltIn = {
  info: declare(
    'Get-Unique',
    [
      parameter('InputObject', 'PSObject', { pipeline: true }),
      parameter('AsString', 'SwitchParameter', { sets: ['AsString'] }),
      parameter('OnType', 'SwitchParameter', { sets: ['UniqueByType'] }),
      parameter('CaseInsensitive', 'SwitchParameter'),
    ],
    { defaultSet: 'AsString' },
  ),
  typeName: 'Microsoft.PowerShell.Commands.GetUniqueCommand',
  aliases: ['gu'],
  synopsis: 'Returns unique items from a sorted list.',
  start: (context) => {
    const { bound, runtime } = context;
    const caseSensitive = !bound.on('CaseInsensitive');
    const order = valueOrder(runtime.culture, caseSensitive);
    const texts = textCompare(runtime.culture, caseSensitive);
    const same = (value: Value, last: Value): boolean => {
      if (bound.on('AsString')) return texts(toText(value), toText(last)) === 0;
      if (bound.on('OnType')) return typeNamesOf(value)[0] === typeNamesOf(last)[0];
      return order(value, last) === 0;
    };
    let last: Value | undefined;
    return {
      process(input) {
        const value = inputOf(context, input);
        if (value === undefined || value === null) return;
        if (last !== undefined && same(value, last)) return;
        last = value;
        context.write(value);
      },
    };
  },
};
