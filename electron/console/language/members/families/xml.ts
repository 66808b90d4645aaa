import { folderPath } from '../../commands/data/folder/paths.ts';
import { addCast } from '../../convert/convert.ts';
import { toText } from '../../convert/text.ts';
import { exception, failure } from '../../values/errors.ts';
import { isArray } from '../../values/model.ts';
import { NOTHING } from '../../values/nothing.ts';
import { argument, argumentNull, flag, given, net, text } from '../args.ts';
import { defineReference } from '../define.ts';
import { enumFrom } from '../helpers.ts';
import { enumNamed } from '../enum-names.ts';
import { enumeratorOf } from '../enumerator.ts';
import { XmlList, XmlNode } from '../xml/node.ts';
import { parseXml, XmlProblem } from '../xml/parse.ts';
import { indentedXml, innerXml, outerXml } from '../xml/write.ts';
import { selectNodes, XPathProblem } from '../xml/xpath.ts';
import type { PsReference } from '../../values/block.ts';
import type { Value } from '../../values/model.ts';
import { stateOf } from '../../values/state-of.ts';

function listOf(kind: string, items: () => readonly XmlNode[], byName = false): PsReference {
  return { kind: 'reference', typeName: `System.Xml.${kind}`, state: new XmlList(items, byName) };
}

function nodeOf(args: readonly Value[], at: number): XmlNode {
  const node = stateOf(given(args, at), XmlNode);
  if (node === null) throw argumentNull('newChild');
  return node;
}

function optionalNode(args: readonly Value[], at: number): XmlNode | null {
  return given(args, at) === null ? null : nodeOf(args, at);
}

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof XmlProblem) throw net('System.Xml.XmlException', error.message);
    if (error instanceof XPathProblem) throw net('System.Xml.XPath.XPathException', error.message);
    throw error;
  }
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

function byTag(self: XmlNode, name: string): XmlNode[] {
  return self.children.flatMap((child) => [
    ...(child.kind === 'Element' && (name === '*' || child.name === name) ? [child] : []),
    ...byTag(child, name),
  ]);
}

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

function load(self: XmlNode, source: string): void {
  const parsed = guarded(() => parseXml(source, self.preserveWhitespace));
  self.removeAllChildren();
  for (const child of [...parsed.children]) self.append(child);
}

defineReference<XmlNode>('System.Xml.XmlDocument')
  .property(
    'DocumentElement',
    'System.Xml.XmlElement',
    (self) => self.children.find(({ kind }) => kind === 'Element')?.reference ?? null,
  )
  .property(
    'PreserveWhitespace',
    'bool',
    (self) => self.preserveWhitespace,
    (self, value) => {
      self.preserveWhitespace = value === true;
    },
  )
  .hidden('NameTable', 'Object', () => null)
  .method(
    'System.Xml.XmlElement CreateElement(string name)|(string qualifiedName, string namespaceURI)|(string prefix, string localName, string namespaceURI)',
    (_, args) => {
      const name =
        args.length === 3 && text(args, 0) !== ''
          ? `${text(args, 0)}:${text(args, 1)}`
          : text(args, args.length === 3 ? 1 : 0);
      if (!/^[A-Za-z_\u0080-\uffff][\w.\-:\u0080-\uffff]*$/.test(name)) throw badName(name);
      return new XmlNode('Element', name, '', args.length > 1 ? text(args, args.length - 1) : '').reference;
    },
  )
  .method(
    'System.Xml.XmlAttribute CreateAttribute(string name)',
    (_, args) => new XmlNode('Attribute', text(args, 0)).reference,
  )
  .method(
    'System.Xml.XmlText CreateTextNode(string text)',
    (_, args) => new XmlNode('Text', '#text', text(args, 0)).reference,
  )
  .method(
    'System.Xml.XmlComment CreateComment(string data)',
    (_, args) => new XmlNode('Comment', '#comment', text(args, 0)).reference,
  )
  .method(
    'System.Xml.XmlCDataSection CreateCDataSection(string data)',
    (_, args) => new XmlNode('CDATA', '#cdata-section', text(args, 0)).reference,
  )
  .method(
    'System.Xml.XmlProcessingInstruction CreateProcessingInstruction(string target, string data)',
    (_, args) => new XmlNode('ProcessingInstruction', text(args, 0), text(args, 1)).reference,
  )
  .method(
    'System.Xml.XmlDeclaration CreateXmlDeclaration(string version, string encoding, string standalone)',
    (_, args) => {
      const parts = [`version="${text(args, 0)}"`];
      if (text(args, 1) !== '') parts.push(`encoding="${text(args, 1)}"`);
      if (text(args, 2) !== '') parts.push(`standalone="${text(args, 2)}"`);
      return new XmlNode('XmlDeclaration', 'xml', parts.join(' ')).reference;
    },
  )
  .method(
    'System.Xml.XmlNode ImportNode(Object node, bool deep)',
    (_, args) => nodeOf(args, 0).clone(flag(args, 1)).reference,
  )
  .method('System.Xml.XmlNodeList GetElementsByTagName(string name)', (self, args) =>
    listOf('XmlNodeList', () => byTag(self, text(args, 0))),
  )
  .action('LoadXml(string xml)', (self, args) => {
    load(self, text(args, 0));
  })
  .action('Load(string filename)', (self, args, rt) => {
    load(self, new TextDecoder().decode(rt.host.files.read(folderPath(text(args, 0), rt))));
  })
  .action('Save(string filename)', (self, args, rt) => {
    rt.host.files.write(
      folderPath(text(args, 0), rt),
      new TextEncoder().encode(self.preserveWhitespace ? outerXml(self) : indentedXml(self)),
      'overwrite',
    );
  })
  .constructors('()', () => new XmlNode('Document', '#document').reference);

function badName(name: string): Error {
  const c = name.charAt(0);
  return net(
    'System.Xml.XmlException',
    name === ''
      ? 'The local name for elements or attributes cannot be null or an empty string.'
      : `Name cannot begin with the '${c}' character, hexadecimal value 0x${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}.`,
  );
}

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

/** `[xml]'<a/>'`; a list of lines is joined first, as Get-Content gives it. */
addCast('System.Xml.XmlDocument', (value) => {
  const source = isArray(value) ? value.map((line) => toText(line)).join('\n') : toText(value);
  try {
    return parseXml(source).reference;
  } catch (error) {
    if (!(error instanceof XmlProblem)) throw error;
    throw failure(
      'InvalidCastToXmlDocument',
      `Cannot convert value "${toText(value)}" to type "System.Xml.XmlDocument". Error: "${error.message}"`,
      {
        category: 'InvalidArgument',
        inner: exception('System.Management.Automation.PSInvalidCastException', error.message),
      },
    );
  }
});
