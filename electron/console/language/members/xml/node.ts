import type { PsReference } from '../../values/block.ts';
import type { Value } from '../../values/model.ts';

export type XmlKind =
  | 'Document'
  | 'Element'
  | 'Attribute'
  | 'Text'
  | 'CDATA'
  | 'Comment'
  | 'ProcessingInstruction'
  | 'XmlDeclaration'
  | 'DocumentType'
  | 'Whitespace';

const TYPES: Readonly<Record<XmlKind, string>> = {
  Document: 'XmlDocument',
  Element: 'XmlElement',
  Attribute: 'XmlAttribute',
  Text: 'XmlText',
  CDATA: 'XmlCDataSection',
  Comment: 'XmlComment',
  ProcessingInstruction: 'XmlProcessingInstruction',
  XmlDeclaration: 'XmlDeclaration',
  DocumentType: 'XmlDocumentType',
  Whitespace: 'XmlWhitespace',
};

/** A node of an XML document; also the state of the PsReference that scripts hold. */
export class XmlNode {
  readonly kind: XmlKind;
  /** Qualified name, or "#text", "#document" … */
  readonly name: string;
  /** Text of what has no children. */
  value: string;
  namespace: string;
  parent: XmlNode | null = null;
  readonly attributes: XmlNode[] = [];
  readonly children: XmlNode[] = [];
  /** An element written as <a></a>, not <a />. */
  isOpen = false;
  preserveWhitespace = false;
  #reference: PsReference | null = null;

  constructor(kind: XmlKind, name: string, value = '', namespace = '') {
    this.kind = kind;
    this.name = name;
    this.value = value;
    this.namespace = namespace;
  }

  /** What scripts hold: the same each time. */
  get reference(): PsReference {
    this.#reference ??= { kind: 'reference', typeName: `System.Xml.${TYPES[this.kind]}`, state: this };
    return this.#reference;
  }

  get document(): XmlNode {
    return this.parent === null ? this : this.parent.document;
  }

  get prefix(): string {
    return this.name.includes(':') ? this.name.slice(0, this.name.indexOf(':')) : '';
  }

  get localName(): string {
    return this.name.slice(this.name.indexOf(':') + 1);
  }

  get innerText(): string {
    if (this.kind !== 'Document' && this.kind !== 'Element') return this.value;
    let text = '';
    for (const child of this.children) {
      if (
        child.kind !== 'Comment' &&
        child.kind !== 'ProcessingInstruction' &&
        child.kind !== 'XmlDeclaration' &&
        child.kind !== 'DocumentType'
      ) {
        text += child.innerText;
      }
    }
    return text;
  }

  set innerText(text: string) {
    if (this.kind !== 'Element') {
      this.value = text;
      return;
    }
    this.removeAllChildren();
    this.isOpen = true;
    if (text !== '') this.append(new XmlNode('Text', '#text', text));
  }

  removeAllChildren(): void {
    for (const child of this.children) child.parent = null;
    this.children.length = 0;
  }

  append(child: XmlNode, before: XmlNode | null = null): XmlNode {
    child.parent?.remove(child);
    child.parent = this;
    const at = before === null ? -1 : this.children.indexOf(before);
    if (at < 0) this.children.push(child);
    else this.children.splice(at, 0, child);
    return child;
  }

  remove(child: XmlNode): boolean {
    const at = this.children.indexOf(child);
    if (at < 0) return false;
    this.children.splice(at, 1);
    child.parent = null;
    return true;
  }

  attribute(name: string): XmlNode | undefined {
    return this.attributes.find((each) => each.name === name);
  }

  setAttribute(name: string, value: string): XmlNode {
    const known = this.attribute(name);
    if (known !== undefined) {
      known.value = value;
      return known;
    }
    return this.addAttribute(name, value);
  }

  /** One that is known not to be there, so that it need not be looked for. */
  addAttribute(name: string, value: string): XmlNode {
    const made = new XmlNode('Attribute', name, value);
    made.parent = this;
    this.attributes.push(made);
    return made;
  }

  clone(deep: boolean): XmlNode {
    const copy = new XmlNode(this.kind, this.name, this.value, this.namespace);
    copy.isOpen = this.isOpen;
    for (const each of this.attributes) copy.setAttribute(each.name, each.value).namespace = each.namespace;
    if (deep) for (const child of this.children) copy.append(child.clone(true));
    return copy;
  }

  toText(): string {
    if (this.kind === 'Document') return '#document';
    return this.kind === 'Element' ? this.localName : this.value;
  }
}

/** As PowerShell hands a node out: elements with nothing but text as that text, attributes and texts as their value. */
export function simplified(node: XmlNode): Value {
  if (
    node.kind === 'Text' ||
    node.kind === 'Attribute' ||
    node.kind === 'CDATA' ||
    node.kind === 'Comment' ||
    node.kind === 'Whitespace'
  ) {
    return node.value;
  }
  if (node.kind !== 'Element') return node.kind === 'XmlDeclaration' ? node.value : node.reference;
  if (node.attributes.length > 0) return node.reference;
  if (node.children.length === 0) return '';
  if (node.children.length === 1 && node.children[0]?.kind === 'Text') return node.innerText;
  return node.reference;
}

/** State of a list of nodes (ChildNodes, SelectNodes, Attributes). */
export class XmlList {
  readonly items: () => readonly XmlNode[];
  readonly byName: boolean;

  constructor(items: () => readonly XmlNode[], byName = false) {
    this.items = items;
    this.byName = byName;
  }

  unroll(): Iterable<Value> {
    return this.items().map((node) => node.reference);
  }

  indexed(index: Value): Value {
    const items = this.items();
    if (typeof index === 'string' && this.byName)
      return items.find((each) => each.name === index)?.reference ?? null;
    if (typeof index !== 'number') return null;
    return items[index < 0 ? index + items.length : index]?.reference ?? null;
  }
}
