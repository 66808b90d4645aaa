import type { BuiltIn, Context } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { toText } from '../../convert/text.ts';
import { commandError, commandFailure, PS_NOT_SUPPORTED } from './failures.ts';
import { readFile } from './csv-files.ts';
import { pathText } from './folder/paths.ts';
import { decode } from './folder/text-encodings.ts';

const BY_TEXT = ['JsonString', 'JsonStringWithSchemaString', 'JsonStringWithSchemaFile'];
const BY_PATH = ['JsonPath', 'JsonPathWithSchemaString', 'JsonPathWithSchemaFile'];
const BY_LITERAL = ['JsonLiteralPath', 'JsonLiteralPathWithSchemaString', 'JsonLiteralPathWithSchemaFile'];
const ALL = [BY_TEXT, BY_PATH, BY_LITERAL];

export const testJson: BuiltIn = {
  info: declare(
    'Test-Json',
    [
      parameter('Json', 'String', {
        sets: BY_TEXT.map((set) => ({ set, mandatory: true, position: 0, pipeline: true })),
        allow: ['emptyString'],
      }),
      parameter('Path', 'String', {
        sets: BY_PATH.map((set) => ({ set, mandatory: true, byName: true })),
      }),
      parameter('LiteralPath', 'String', {
        aliases: ['PSPath', 'LP'],
        sets: BY_LITERAL.map((set) => ({ set, mandatory: true, byName: true })),
      }),
      parameter('Schema', 'String', {
        sets: ALL.map(([, set]) => ({ set: set ?? '', mandatory: true, position: 1 })),
      }),
      parameter('SchemaFile', 'String', {
        sets: ALL.map(([, , set]) => ({ set: set ?? '', mandatory: true })),
      }),
      parameter('Options', 'String[]', { values: ['IgnoreComments', 'AllowTrailingCommas'] }),
    ],
    { defaultSet: 'JsonString' },
  ),
  typeName: 'Microsoft.PowerShell.Commands.TestJsonCommand',
  aliases: [],
  synopsis: 'Tells whether a text is JSON.',
  start(context) {
    const { bound } = context;
    return {
      begin() {
        if (!bound.has('Schema') && !bound.has('SchemaFile')) return;
        throw commandFailure(
          PS_NOT_SUPPORTED,
          'NotSupportedHere',
          'Test-Json -Schema is not on offer in this console. Compare the properties of ConvertFrom-Json yourself.',
          'NotImplemented',
        );
      },
      process() {
        const text = textOf(context);
        const isJson = reads(
          text,
          (bound.list('Options') ?? []).map((each) => toText(each).toLowerCase()),
        );
        if (!isJson) {
          context.error(
            commandError('System.Exception', 'InvalidJson', 'Cannot parse the JSON.', 'InvalidData', text),
          );
        }
        context.write(isJson);
      },
    };
  },
};

function textOf(context: Context): string {
  const { bound } = context;
  const path = bound.get('LiteralPath') ?? bound.get('Path');
  if (path === undefined) return bound.text('Json') ?? '';
  return decode(readFile(context, pathText(path), bound.has('LiteralPath')));
}

/** The strict rules of RFC 8259, loosened by the options. */
function reads(text: string, options: readonly string[]): boolean {
  const PARTS = /"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|,(?=\s*[\]}])/g;
  const plain = text.replace(PARTS, (part) => {
    if (part.startsWith('/') && options.includes('ignorecomments')) return ' ';
    return part === ',' && options.includes('allowtrailingcommas') ? ' ' : part;
  });
  try {
    JSON.parse(plain);
    return true;
  } catch {
    return false;
  }
}
