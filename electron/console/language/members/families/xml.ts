import { toText } from '../../convert/text.ts';
import { NOTHING } from '../../values/nothing.ts';
import { argument, flag, given, net, text } from '../args.ts';
import { defineReference } from '../define.ts';
import { enumFrom } from '../helpers.ts';
import { enumNamed } from '../enum-names.ts';
import { enumeratorOf } from '../enumerator.ts';
import type { XmlList, XmlNode } from '../xml/node.ts';
import { parseXml } from '../xml/parse.ts';
import { innerXml, outerXml } from '../xml/write.ts';
import { selectNodes } from '../xml/xpath.ts';
import type { Value } from '../../values/model.ts';
import { stateOf } from '../../values/state-of.ts';
import { byTag, guarded, listOf, nodeOf } from '../xml/arguments.ts';

function optionalNode(args: readonly Value[], at: number): XmlNode | null {
  return given(args, at) === null ? null : nodeOf(args, at);
}

/** State of an XmlNamespaceManager. */
class Namespaces {
  readonly prefixes = new Map<string, string>();
}

function namespacesOf(args: readonly Value[]): ReadonlyMap<string, string> {
  const value = given(args, 1);
  return stateOf(value, Namespaces)?.prefixes ?? new Map();
}

function sibling(self: XmlNode, step: number): Value {
  const around = self.parent?.children ?? [];
  return around[around.indexOf(self) + step]?.reference ?? null;
}

function fill(self: XmlNode, xml: string): void {
  const parsed = guarded(() => parseXml(`<x>${xml}</x>`));
  self.removeAllChildren();
  self.isOpen = true;
  for (const child of [...(parsed.children[0]?.children ?? [])]) self.append(child);
}

defineReference<XmlNode>('System.Xml.XmlNode')
  .property('Name', 'string', (self) => self.name)
  .property('LocalName', 'string', (self) => self.localName)
  .property('NamespaceURI', 'string', (self) => self.namespace)
  .property('Prefix', 'string', (self) => self.prefix)
  .property(
    'NodeType',
    'System.Xml.XmlNodeType',
    (self) => enumNamed('System.Xml.XmlNodeType', self.kind) ?? enumFrom('System.Xml.XmlNodeType', 0),
  )
  .property('ParentNode', 'System.Xml.XmlNode', (self) => self.parent?.reference ?? null)
  .property('OwnerDocument', 'System.Xml.XmlDocument', (self) =>
    self.kind === 'Document' ? null : self.document.reference,
  )
  .property('HasChildNodes', 'bool', (self) => self.children.length > 0)
  .property('ChildNodes', 'System.Xml.XmlNodeList', (self) => listOf('XmlChildNodes', () => self.children))
  .property('FirstChild', 'System.Xml.XmlNode', (self) => self.children[0]?.reference ?? null)
  .property('LastChild', 'System.Xml.XmlNode', (self) => self.children.at(-1)?.reference ?? null)
  .property('NextSibling', 'System.Xml.XmlNode', (self) => sibling(self, 1))
  .property('PreviousSibling', 'System.Xml.XmlNode', (self) => sibling(self, -1))
  .property('Attributes', 'System.Xml.XmlAttributeCollection', (self) =>
    self.kind === 'Element' ? listOf('XmlAttributeCollection', () => self.attributes, true) : null,
  )
  .property(
    'InnerText',
    'string',
    (self) => self.innerText,
    (self, value) => {
      self.innerText = toText(value);
    },
  )
  .property(
    'InnerXml',
    'string',
    (self) => (self.kind === 'Element' || self.kind === 'Document' ? innerXml(self) : self.innerText),
    (self, value) => {
      fill(self, toText(value));
    },
  )
  .property('OuterXml', 'string', outerXml)
  .property(
    'Value',
    'string',
    (self) => (self.kind === 'Element' || self.kind === 'Document' ? null : self.value),
    (self, value) => {
      self.value = toText(value);
    },
  )
  .property('IsReadOnly', 'bool', () => false)
  .property('BaseURI', 'string', () => '')
  .method('System.Xml.XmlNodeList SelectNodes(string xpath)|(string xpath, Object nsmgr)', (self, args) => {
    const found = guarded(() => selectNodes(self, text(args, 0), namespacesOf(args)));
    return listOf('XPathNodeList', () => found);
  })
  .method(
    'System.Xml.XmlNode SelectSingleNode(string xpath)|(string xpath, Object nsmgr)',
    (self, args) => guarded(() => selectNodes(self, text(args, 0), namespacesOf(args)))[0]?.reference ?? null,
  )
  .method('System.Xml.XmlNode AppendChild(Object newChild)', (self, args) => {
    const child = nodeOf(args, 0);
    if (
      self.kind === 'Document' &&
      child.kind === 'Element' &&
      self.children.some(({ kind }) => kind === 'Element')
    ) {
      throw net('System.InvalidOperationException', "This document already has a 'DocumentElement' node.");
    }
    return self.append(child).reference;
  })
  .method(
    'System.Xml.XmlNode PrependChild(Object newChild)',
    (self, args) => self.append(nodeOf(args, 0), self.children[0] ?? null).reference,
  )
  .method(
    'System.Xml.XmlNode InsertBefore(Object newChild, Object refChild)',
    (self, args) => self.append(nodeOf(args, 0), optionalNode(args, 1)).reference,
  )
  .method('System.Xml.XmlNode InsertAfter(Object newChild, Object refChild)', (self, args) => {
    const after = optionalNode(args, 1);
    const before = after === null ? self.children[0] : self.children[self.children.indexOf(after) + 1];
    return self.append(nodeOf(args, 0), before ?? null).reference;
  })
  .method('System.Xml.XmlNode RemoveChild(Object oldChild)', (self, args) => {
    const child = nodeOf(args, 0);
    if (!self.remove(child)) throw argument('The node to be removed is not a child of this node.');
    return child.reference;
  })
  .method('System.Xml.XmlNode ReplaceChild(Object newChild, Object oldChild)', (self, args) => {
    const old = nodeOf(args, 1);
    self.append(nodeOf(args, 0), old);
    self.remove(old);
    return old.reference;
  })
  .action('RemoveAll()', (self) => {
    self.removeAllChildren();
    self.attributes.length = 0;
  })
  .method('System.Xml.XmlNode CloneNode(bool deep)', (self, args) => self.clone(flag(args, 0)).reference)
  .method('System.Xml.XmlNode Clone()', (self) => self.clone(true).reference)
  .action('Normalize()', () => undefined)
  .method('System.Collections.IEnumerator GetEnumerator()', (self) =>
    enumeratorOf(
      'System.ArrayEnumerator',
      self.children.map((child) => child.reference),
    ),
  )
  .method('string ToString()', (self) => self.toText());

defineReference<XmlNode>('System.Xml.XmlElement')
  .property('IsEmpty', 'bool', (self) => self.children.length === 0 && !self.isOpen)
  .property('HasAttributes', 'bool', (self) => self.attributes.length > 0)
  .method('string GetAttribute(string name)', (self, args) => self.attribute(text(args, 0))?.value ?? '')
  .method(
    'Object GetAttributeNode(string name)',
    (self, args) => self.attribute(text(args, 0))?.reference ?? null,
  )
  .method('bool HasAttribute(string name)', (self, args) => self.attribute(text(args, 0)) !== undefined)
  .method(
    'Object SetAttribute(string name, string value)|(string localName, string namespaceURI, string value)',
    (self, args) => {
      const made = self.setAttribute(text(args, 0), text(args, args.length - 1));
      if (args.length === 3) made.namespace = text(args, 1);
      return args.length === 3 ? made.value : NOTHING;
    },
  )
  .method('Object SetAttributeNode(Object newAttr)', (self, args) => {
    const node = nodeOf(args, 0);
    self.setAttribute(node.name, node.value);
    return null;
  })
  .action('RemoveAttribute(string name)', (self, args) => {
    const at = self.attributes.findIndex(({ name }) => name === text(args, 0));
    if (at >= 0) self.attributes.splice(at, 1);
  })
  .action('RemoveAllAttributes()', (self) => {
    self.attributes.length = 0;
  })
  .method('System.Xml.XmlNodeList GetElementsByTagName(string name)', (self, args) =>
    listOf('XmlNodeList', () => byTag(self, text(args, 0))),
  );

defineReference<XmlNode>('System.Xml.XmlAttribute').property(
  'OwnerElement',
  'System.Xml.XmlElement',
  (self) => self.parent?.reference ?? null,
);

defineReference<XmlNode>('System.Xml.XmlCharacterData')
  .property('Data', 'string', (self) => self.value)
  .property('Length', 'int', (self) => self.value.length);

function pseudo(self: XmlNode, name: string): string {
  return new RegExp(`\\b${name}\\s*=\\s*["']([^"']*)["']`).exec(self.value)?.[1] ?? '';
}

defineReference<XmlNode>('System.Xml.XmlDeclaration')
  .property('Version', 'string', (self) => pseudo(self, 'version'))
  .property('Encoding', 'string', (self) => pseudo(self, 'encoding'))
  .property('Standalone', 'string', (self) => pseudo(self, 'standalone'));

for (const kind of ['XmlNodeList', 'XmlNamedNodeMap']) {
  defineReference<XmlList>(`System.Xml.${kind}`)
    .property('Count', 'int', (self) => self.items().length)
    .method('System.Xml.XmlNode Item(int index)|(string name)', (self, args) => self.indexed(given(args, 0)))
    .method('System.Xml.XmlNode ItemOf(int index)|(string name)', (self, args) =>
      self.indexed(given(args, 0)),
    )
    .method('System.Xml.XmlNode GetNamedItem(string name)', (self, args) => self.indexed(given(args, 0)))
    .method('System.Collections.IEnumerator GetEnumerator()', (self) =>
      enumeratorOf('System.ArrayEnumerator', self.unroll()),
    );
}

defineReference<Namespaces>('System.Xml.XmlNamespaceManager')
  .action('AddNamespace(string prefix, string uri)', (self, args) => {
    self.prefixes.set(text(args, 0), text(args, 1));
  })
  .method('bool HasNamespace(string prefix)', (self, args) => self.prefixes.has(text(args, 0)))
  .method('string LookupNamespace(string prefix)', (self, args) => self.prefixes.get(text(args, 0)) ?? null)
  .constructors('(Object nameTable)', () => ({
    kind: 'reference',
    typeName: 'System.Xml.XmlNamespaceManager',
    state: new Namespaces(),
  }));
