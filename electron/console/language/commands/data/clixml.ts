import type { BuiltIn } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { readFile } from './csv-files.ts';
import { ClixmlReader } from './clixml-reader.ts';
import { ClixmlWriter } from './clixml-writer.ts';
import { readElements } from './clixml-elements.ts';
import { pathText } from './folder/paths.ts';
import { decode, encodingArgument } from './folder/text-encodings.ts';
import { TextFile } from './folder/text-writer.ts';
import { type XmlPart, xmlLines } from './xml-text.ts';

const NAMESPACE = 'http://schemas.microsoft.com/powershell/2004/04';

export const exportClixml: BuiltIn = {
  info: declare(
    'Export-Clixml',
    [
      parameter('Depth', 'Int32', { range: { min: 1, max: 2_147_483_647 } }),
      parameter('Path', 'String', { sets: [{ set: 'ByPath', mandatory: true, position: 0 }] }),
      parameter('LiteralPath', 'String', {
        aliases: ['PSPath', 'LP'],
        sets: [{ set: 'ByLiteralPath', mandatory: true }],
      }),
      parameter('InputObject', 'PSObject', { mandatory: true, pipeline: true, allow: ['null'] }),
      parameter('Force', 'SwitchParameter'),
      parameter('NoClobber', 'SwitchParameter', { aliases: ['NoOverwrite'] }),
      parameter('Encoding', 'Encoding'),
    ],
    { defaultSet: 'ByPath', supportsShouldProcess: true },
  ),
  typeName: 'Microsoft.PowerShell.Commands.ExportClixmlCommand',
  aliases: [],
  synopsis: 'Writes objects with their types into an XML file of the working folder.',
  start(context) {
    const { bound } = context;
    const path = pathText(bound.get('LiteralPath') ?? bound.get('Path') ?? null);
    const writer = new ClixmlWriter(context.runtime);
    const depth = bound.number('Depth') ?? 2;
    const objects: XmlPart[] = [];
    let file: TextFile | null = null;
    return {
      begin() {
        if (!context.shouldProcess(path, 'Export-Clixml')) return;
        file = TextFile.open(context, path, {
          append: false,
          noClobber: bound.on('NoClobber'),
          encoding: encodingArgument(bound.get('Encoding')) ?? 'utf8NoBOM',
        });
      },
      process(input) {
        if (file === null) return;
        const value = input === undefined ? (bound.get('InputObject') ?? null) : input;
        objects.push(writer.element(value, depth));
      },
      end() {
        file?.write(wholeText(objects));
        file?.flush();
      },
    };
  },
};

function wholeText(objects: readonly XmlPart[]): string {
  return xmlLines({
    name: 'Objs',
    attributes: [
      ['Version', '1.1.0.1'],
      ['xmlns', NAMESPACE],
    ],
    content: objects,
  });
}

export const convertToClixml: BuiltIn = {
  info: declare('ConvertTo-CliXml', [
    parameter('InputObject', 'PSObject', {
      position: 0,
      mandatory: true,
      pipeline: true,
      allow: ['null'],
    }),
    parameter('Depth', 'Int32', { range: { min: 1, max: 2_147_483_647 } }),
  ]),
  typeName: 'Microsoft.PowerShell.Commands.ConvertToClixmlCommand',
  aliases: [],
  synopsis: 'Turns objects with their types into the XML that Export-Clixml writes.',
  start(context) {
    const { bound } = context;
    const writer = new ClixmlWriter(context.runtime);
    const objects: XmlPart[] = [];
    return {
      process(input) {
        const value = input === undefined ? (bound.get('InputObject') ?? null) : input;
        objects.push(writer.element(value, bound.number('Depth') ?? 2));
      },
      end() {
        context.write(wholeText(objects));
      },
    };
  },
};

export const convertFromClixml: BuiltIn = {
  info: declare('ConvertFrom-CliXml', [
    parameter('InputObject', 'String', { position: 0, mandatory: true, pipeline: true }),
  ]),
  typeName: 'Microsoft.PowerShell.Commands.ConvertFromClixmlCommand',
  aliases: [],
  synopsis: 'Makes objects of the XML that ConvertTo-CliXml gave.',
  start: (context) => ({
    process() {
      const reader = new ClixmlReader(context.runtime.culture);
      for (const child of readElements(context.bound.text('InputObject') ?? '').children) {
        context.writeEach(reader.value(child));
      }
    },
  }),
};

export const importClixml: BuiltIn = {
  info: declare(
    'Import-Clixml',
    [
      parameter('Path', 'String[]', {
        sets: [{ set: 'ByPath', mandatory: true, position: 0, pipeline: true, byName: true }],
      }),
      parameter('LiteralPath', 'String[]', {
        aliases: ['PSPath', 'LP'],
        sets: [{ set: 'ByLiteralPath', mandatory: true, byName: true }],
      }),
      parameter('IncludeTotalCount', 'SwitchParameter'),
      parameter('Skip', 'UInt64'),
      parameter('First', 'UInt64'),
    ],
    { defaultSet: 'ByPath' },
  ),
  typeName: 'Microsoft.PowerShell.Commands.ImportClixmlCommand',
  aliases: [],
  synopsis: 'Reads objects from a file that Export-Clixml wrote.',
  start(context) {
    return {
      process() {
        const { bound, runtime } = context;
        const literal = bound.has('LiteralPath');
        for (const path of bound.list('LiteralPath') ?? bound.list('Path') ?? []) {
          const root = readElements(decode(readFile(context, pathText(path), literal)));
          const reader = new ClixmlReader(runtime.culture);
          const skip = bound.number('Skip') ?? 0;
          const first = bound.number('First') ?? Number.POSITIVE_INFINITY;
          if (bound.on('IncludeTotalCount')) context.write(root.children.length);
          for (const [at, child] of root.children.entries()) {
            const value = reader.value(child);
            if (at >= skip && at < skip + first) context.writeEach(value);
          }
        }
      },
    };
  },
};
