import type { BuiltIn, Context } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { toText } from '../../convert/text.ts';
import { PsHashtable } from '../../values/collections.ts';
import { exception, type Terminating } from '../../values/errors.ts';
import type { Value } from '../../values/model.ts';
import { CUSTOM_OBJECT, PsObject } from '../../values/object.ts';
import { Shape } from '../../values/shape.ts';
import { ARGUMENT, commandFailure, enumArgument, INVALID_OPERATION } from './failures.ts';
import { dateOrText, type JsonDateKind } from './json-dates.ts';
import { JsonError, type JsonMaker, JsonReader } from './json-reader.ts';

const DATE_KINDS: readonly JsonDateKind[] = ['Default', 'Local', 'Utc', 'Offset', 'String'];

export const convertFromJson: BuiltIn = {
  info: declare('ConvertFrom-Json', [
    parameter('InputObject', 'String', {
      position: 0,
      mandatory: true,
      pipeline: true,
      allow: ['emptyString'],
    }),
    parameter('AsHashtable', 'SwitchParameter'),
    parameter('Depth', 'Int32', { range: { min: 1, max: 2_147_483_647 } }),
    parameter('NoEnumerate', 'SwitchParameter'),
    parameter('DateKind', 'Microsoft.PowerShell.Commands.JsonDateKind'),
  ]),
  typeName: 'Microsoft.PowerShell.Commands.ConvertFromJsonCommand',
  aliases: [],
  synopsis: 'Makes objects of JSON text.',
  start(context) {
    const { bound } = context;
    const maxDepth = bound.number('Depth') ?? 1024;
    const maker = makerFor(context);
    const texts: string[] = [];
    const convert = (text: string): boolean => {
      const value = new JsonReader(text, maker, maxDepth).read() ?? null;
      if (Array.isArray(value) && !bound.on('NoEnumerate')) context.writeEach(value);
      else context.write(value);
      return value !== null;
    };
    const convertOrFail = (text: string): boolean => {
      try {
        return convert(text);
      } catch (error) {
        throw error instanceof JsonError ? notJson(error) : error;
      }
    };
    return {
      process() {
        texts.push(toText(bound.get('InputObject') ?? ''));
      },
      end() {
        const [first] = texts;
        if (first === undefined) return;
        if (texts.length === 1) {
          convertOrFail(first);
          return;
        }
        let done = false;
        try {
          done = convert(first);
        } catch (error) {
          // Lines of one text, then.
          if (!(error instanceof JsonError)) throw error;
        }
        if (!done) convertOrFail(texts.join('\n'));
        else for (const text of texts.slice(1)) convertOrFail(text);
      },
    };
  },
};

function notJson(error: JsonError): Terminating {
  const message = `Conversion from JSON failed with error: ${error.message}`;
  return commandFailure(
    ARGUMENT,
    'System.ArgumentException',
    message,
    'NotSpecified',
    null,
    exception('Newtonsoft.Json.JsonReaderException', error.message),
  );
}

function makerFor(context: Context): JsonMaker {
  const { bound, runtime } = context;
  const kind = (enumArgument(
    'DateKind',
    bound.get('DateKind'),
    'Microsoft.PowerShell.Commands.JsonDateKind',
    DATE_KINDS,
  )?.name ?? 'Default') as JsonDateKind;
  const common = {
    text: (text: string) => dateOrText(text, kind, runtime.culture),
    array: (items: Value[]) => items,
  };
  return bound.on('AsHashtable')
    ? { ...common, object: toHashtable }
    : { ...common, object: (pairs) => toObject(pairs) };
}

function toHashtable(pairs: readonly (readonly [string, Value])[]): Value {
  const table = new PsHashtable({
    ordered: true,
    caseSensitive: true,
    typeName: 'System.Management.Automation.OrderedHashtable',
  });
  for (const [key, value] of pairs) table.set(key, value);
  return table;
}

function toObject(pairs: readonly (readonly [string, Value])[]): Value {
  let shape = Shape.empty;
  const values: Value[] = [];
  for (const [name, value] of pairs) {
    if (name === '') {
      throw commandFailure(
        INVALID_OPERATION,
        'EmptyKeyInJsonString',
        'The provided JSON includes a property whose name is an empty string, this is only supported using the -AsHashTable switch.',
        'InvalidOperation',
      );
    }
    const at = shape.indexOf(name);
    if (at < 0) {
      shape = shape.with(name);
      values.push(value);
      continue;
    }
    const before = shape.names[at] ?? '';
    if (before !== name) {
      throw commandFailure(
        INVALID_OPERATION,
        'KeysWithDifferentCasingInJsonString',
        `Cannot convert the JSON string because it contains keys with different casing. Please use the -AsHashTable switch instead. The key that was attempted to be added to the existing key '${before}' was '${name}'.`,
        'InvalidOperation',
      );
    }
    values[at] = value;
  }
  return new PsObject(shape, values, CUSTOM_OBJECT);
}
