import type { BuiltIn, Context } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { convertTo } from '../../convert/convert.ts';
import { toText } from '../../convert/text.ts';
import { PsHashtable } from '../../values/collections.ts';
import type { Value } from '../../values/model.ts';
import { PsObject } from '../../values/object.ts';
import { Shape } from '../../values/shape.ts';
import { XmlNode } from '../../members/xml/node.ts';
import { selectNodes, XPathProblem } from '../../members/xml/xpath.ts';
import { commandError, commandFailure } from './failures.ts';
import { readFile } from './csv-files.ts';
import { fullPath } from './folder/paths.ts';
import { decode } from './folder/text-encodings.ts';
import { eachTarget } from './folder/targets.ts';

const SHAPE = Shape.of(['Node', 'Path', 'Pattern']);

export const selectXml: BuiltIn = {
  info: declare(
    'Select-Xml',
    [
      parameter('XPath', 'String', { position: 0, mandatory: true }),
      parameter('Xml', 'Object[]', {
        aliases: ['Node'],
        sets: [{ set: 'Xml', mandatory: true, position: 1, pipeline: true, byName: true }],
      }),
      parameter('Path', 'String[]', { sets: [{ set: 'Path', mandatory: true, position: 1, byName: true }] }),
      parameter('LiteralPath', 'String[]', {
        aliases: ['PSPath', 'LP'],
        sets: [{ set: 'LiteralPath', mandatory: true, byName: true }],
      }),
      parameter('Content', 'String[]', { sets: [{ set: 'Content', mandatory: true, pipeline: true }] }),
      parameter('Namespace', 'Hashtable'),
    ],
    { defaultSet: 'Xml' },
  ),
  typeName: 'Microsoft.PowerShell.Commands.SelectXmlCommand',
  aliases: [],
  synopsis: 'Finds nodes of XML by an XPath.',
  start: (context) => ({
    process() {
      const { bound } = context;
      if (bound.has('Path') || bound.has('LiteralPath')) files(context);
      for (const text of bound.list('Content') ?? []) {
        select(context, documentOf(context, toText(text)), 'InputStream');
      }
      for (const node of bound.list('Xml') ?? []) select(context, asNode(context, node), 'InputStream');
    },
  }),
};

function files(context: Context): void {
  eachTarget(context, {
    entry: (entry) => {
      const full = fullPath(entry.path, context.runtime);
      select(context, documentOf(context, decode(readFile(context, entry.path, true))), full);
    },
    drive: () => undefined,
  });
}

function documentOf(context: Context, text: string): XmlNode {
  return asNode(context, convertTo(text, 'System.Xml.XmlDocument', context.runtime.culture));
}

/** A node as it is, a text as a document. */
function asNode(context: Context, value: Value): XmlNode {
  if (value !== null && typeof value === 'object' && !Array.isArray(value) && value.kind === 'reference') {
    if (value.state instanceof XmlNode) return value.state;
  }
  return documentOf(context, toText(value));
}

function select(context: Context, node: XmlNode, path: string): void {
  const pattern = context.bound.text('XPath') ?? '';
  let found: readonly XmlNode[];
  try {
    found = selectNodes(node, pattern, prefixes(context));
  } catch (error) {
    if (!(error instanceof XPathProblem)) throw error;
    context.error(
      commandError(
        'System.Xml.XPath.XPathException',
        'ProcessingFile',
        error.message,
        'InvalidOperation',
        path,
      ),
    );
    return;
  }
  for (const each of found) {
    context.write(
      new PsObject(
        SHAPE,
        [each.reference, path, pattern],
        ['Microsoft.PowerShell.Commands.SelectXmlInfo', 'System.Object'],
      ),
    );
  }
}

function prefixes(context: Context): Map<string, string> {
  const given = context.bound.get('Namespace');
  const known = new Map<string, string>();
  if (!(given instanceof PsHashtable)) return known;
  for (const [name, address] of given.entries()) {
    if (address === null) {
      throw commandFailure(
        'System.ArgumentNullException',
        'PrefixError',
        `Namespace prefix '${toText(name)}' has no address.`,
        'InvalidArgument',
      );
    }
    known.set(toText(name), toText(address));
  }
  return known;
}
