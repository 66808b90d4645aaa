import { argumentNull, given, net } from '../args.ts';
import { XmlList, XmlNode } from './node.ts';
import { XmlProblem } from './parse.ts';
import { XPathProblem } from './xpath.ts';
import type { PsReference } from '../../values/block.ts';
import type { Value } from '../../values/model.ts';
import { stateOf } from '../../values/state-of.ts';

/** Nodes as a list of one of .NET's kinds. */
export function listOf(kind: string, items: () => readonly XmlNode[], byName = false): PsReference {
  return { kind: 'reference', typeName: `System.Xml.${kind}`, state: new XmlList(items, byName) };
}

/** The node that an argument is; throws where it is none. */
export function nodeOf(args: readonly Value[], at: number): XmlNode {
  const node = stateOf(given(args, at), XmlNode);
  if (node === null) throw argumentNull('newChild');
  return node;
}

/** What a method gives, with .NET's errors for bad XML and bad XPath. */
export function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof XmlProblem) throw net('System.Xml.XmlException', error.message);
    if (error instanceof XPathProblem) throw net('System.Xml.XPath.XPathException', error.message);
    throw error;
  }
}

/** Elements below a node with a tag's name (`*`: all), in the order of the text. */
export function byTag(self: XmlNode, name: string): XmlNode[] {
  return self.children.flatMap((child) => [
    ...(child.kind === 'Element' && (name === '*' || child.name === name) ? [child] : []),
    ...byTag(child, name),
  ]);
}
