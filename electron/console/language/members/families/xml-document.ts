import { folderPath } from '../../commands/data/folder/paths.ts';
import { addCast } from '../../convert/convert.ts';
import { toText } from '../../convert/text.ts';
import { exception, failure } from '../../values/errors.ts';
import { isArray } from '../../values/model.ts';
import { flag, net, text } from '../args.ts';
import { defineReference } from '../define.ts';
import { XmlNode } from '../xml/node.ts';
import { parseXml, XmlProblem } from '../xml/parse.ts';
import { indentedXml, outerXml } from '../xml/write.ts';
import { byTag, guarded, listOf, nodeOf } from '../xml/arguments.ts';

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
