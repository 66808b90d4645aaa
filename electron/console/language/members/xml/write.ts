import type { XmlNode } from './node.ts';

function escapeText(value: string): string {
  return value
    .replace(/[&<>]/g, (c) => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : '&gt;'))
    .replace(/\r/g, '&#xD;');
}

function escapeAttribute(value: string): string {
  return escapeText(value).replace(/"/g, '&quot;').replace(/\n/g, '&#xA;').replace(/\t/g, '&#x9;');
}

/** The node as XML on one line, as OuterXml gives it. */
export function outerXml(node: XmlNode): string {
  switch (node.kind) {
    case 'Document':
      return innerXml(node);
    case 'Element': {
      const tag = `<${node.name}${attributesOf(node)}`;
      if (node.children.length === 0) return node.isOpen ? `${tag}></${node.name}>` : `${tag} />`;
      return `${tag}>${innerXml(node)}</${node.name}>`;
    }
    case 'Attribute':
      return `${node.name}="${escapeAttribute(node.value)}"`;
    case 'Text':
      return escapeText(node.value);
    case 'CDATA':
      return `<![CDATA[${node.value}]]>`;
    case 'Comment':
      return `<!--${node.value}-->`;
    case 'XmlDeclaration':
      return `<?xml ${node.value}?>`;
    case 'ProcessingInstruction':
      return `<?${node.name}${node.value === '' ? '' : ` ${node.value}`}?>`;
    case 'DocumentType':
      return `<!DOCTYPE ${node.name}>`;
    case 'Whitespace':
      return node.value;
  }
}

export function innerXml(node: XmlNode): string {
  return node.children.map(outerXml).join('');
}

function attributesOf(node: XmlNode): string {
  return node.attributes.map((each) => ` ${outerXml(each)}`).join('');
}

/** The document with two blanks per level, as Save writes it. */
export function indentedXml(document: XmlNode): string {
  return document.children.map((child) => indented(child, 0)).join('\n');
}

function indented(node: XmlNode, depth: number): string {
  if (node.kind !== 'Element' || node.children.length === 0) return outerXml(node);
  const mixed = node.children.some(
    ({ kind }) => kind === 'Text' || kind === 'CDATA' || kind === 'Whitespace',
  );
  if (mixed) return outerXml(node);
  const pad = '  '.repeat(depth + 1);
  const inner = node.children.map((child) => `${pad}${indented(child, depth + 1)}`).join('\n');
  return `<${node.name}${attributesOf(node)}>\n${inner}\n${'  '.repeat(depth)}</${node.name}>`;
}
