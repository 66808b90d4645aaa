import type { BuiltIn } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import type { Value } from '../../values/model.ts';
import { enumArgument } from './failures.ts';
import { JsonWriter } from './json-writer.ts';

const DEEPEST = 100;

export const convertToJson: BuiltIn = {
  info: declare('ConvertTo-Json', [
    parameter('InputObject', 'Object', {
      position: 0,
      mandatory: true,
      pipeline: true,
      allow: ['null', 'emptyString', 'emptyCollection'],
    }),
    parameter('Depth', 'Int32', { range: { min: 0, max: DEEPEST } }),
    parameter('Compress', 'SwitchParameter'),
    parameter('EnumsAsStrings', 'SwitchParameter'),
    parameter('AsArray', 'SwitchParameter'),
    parameter('EscapeHandling', 'Newtonsoft.Json.StringEscapeHandling'),
  ]),
  typeName: 'Microsoft.PowerShell.Commands.ConvertToJsonCommand',
  aliases: [],
  synopsis: 'Writes objects as JSON.',
  start(context) {
    const { bound } = context;
    const depth = bound.number('Depth') ?? 2;
    const escaping = enumArgument(
      'EscapeHandling',
      bound.get('EscapeHandling'),
      'Newtonsoft.Json.StringEscapeHandling',
      ['Default', 'EscapeNonAscii', 'EscapeHtml'],
    );
    const writer = new JsonWriter(
      {
        depth,
        compress: bound.on('Compress'),
        enumsAsStrings: bound.on('EnumsAsStrings'),
        escaping:
          escaping?.name === 'EscapeNonAscii' || escaping?.name === 'EscapeHtml' ? escaping.name : 'Default',
      },
      context.runtime,
    );
    const given: Value[] = [];
    return {
      process(input) {
        given.push(input === undefined ? (bound.get('InputObject') ?? null) : input);
      },
      end() {
        const [first] = given;
        if (first === undefined) return;
        const asArray = given.length > 1 || bound.on('AsArray');
        const text = asArray ? writer.writeAll(given) : writer.write(first, context.hasPipelineInput);
        if (writer.truncated) {
          context.warning(
            `Resulting JSON is truncated as serialization has exceeded the set depth of ${String(depth)}.`,
          );
        }
        context.write(text);
      },
    };
  },
};
