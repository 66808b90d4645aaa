import { XmlNode } from './node.ts';

/** Text that is no XML; line and position are where it stops making sense. */
export class XmlProblem extends Error {
  readonly line: number;
  readonly position: number;

  /** `at`: null where no place is to blame. */
  constructor(message: string, text: string, at: number | null) {
    const before = text.slice(0, at ?? 0).split('\n');
    const line = before.length;
    const position = (before.at(-1)?.length ?? 0) + 1;
    super(at === null ? message : `${message} Line ${String(line)}, position ${String(position)}.`);
    this.line = line;
    this.position = position;
  }
}

const NAME = /[A-Za-z_\u0080-\uffff][\w.\-:\u00b7\u0080-\uffff]*/y;
const DEPTH = 2000;
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Reads a document. No entity but the five of XML is known, and nothing outside is ever fetched. */
export function parseXml(text: string, preserveWhitespace = false): XmlNode {
  const source = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const root = new XmlNode('Document', '#document');
  root.preserveWhitespace = preserveWhitespace;
  const scopes: ReadonlyMap<string, string>[] = [new Map([['xml', 'http://www.w3.org/XML/1998/namespace']])];
  let at = 0;
  let current = root;
  const starts: number[] = [];

  const fail = (message: string, place = at): XmlProblem => new XmlProblem(message, source, place);
  const until = (end: string, what: string): string => {
    const stop = source.indexOf(end, at);
    if (stop < 0) throw fail(`Unexpected end of file while parsing ${what} has occurred.`, source.length);
    const inner = source.slice(at, stop);
    at = stop + end.length;
    return inner;
  };
  const name = (): string => {
    NAME.lastIndex = at;
    const found = NAME.exec(source)?.[0];
    if (found === undefined) {
      if (at >= source.length) throw fail('Unexpected end of file has occurred.');
      throw fail(
        `Name cannot begin with the '${source.charAt(at)}' character, hexadecimal value 0x${source.charCodeAt(at).toString(16).toUpperCase().padStart(2, '0')}.`,
      );
    }
    at += found.length;
    return found;
  };
  const blanks = (): void => {
    while (/\s/.test(source.charAt(at))) at++;
  };
  const characters = (raw: string, start: number): string => {
    if (!raw.includes('&')) return raw;
    return raw.replace(/&([^;&\s]*)(;?)/g, (whole: string, entity: string, end: string, offset: number) => {
      if (end === '') throw fail('An error occurred while parsing EntityName.', start + offset + 1);
      const known = ENTITIES.get(entity);
      if (known !== undefined) return known;
      const number = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(entity);
      if (number === null) throw fail(`Reference to undeclared entity '${entity}'.`, start + offset + 1);
      const code = number[1] === undefined ? Number(number[2]) : parseInt(number[1], 16);
      return code > 0x10ffff ? whole : String.fromCodePoint(code);
    });
  };

  while (at < source.length) {
    const open = source.indexOf('<', at);
    const end = open < 0 ? source.length : open;
    if (end > at) {
      const raw = source.slice(at, end);
      if (raw.trim() !== '') {
        if (current === root) throw fail('Data at the root level is invalid.', at + raw.search(/\S/));
        current.append(new XmlNode('Text', '#text', characters(raw, at)));
      } else if (preserveWhitespace && current !== root)
        current.append(new XmlNode('Whitespace', '#whitespace', raw));
      at = end;
      continue;
    }
    if (source.startsWith('<!--', at)) {
      at += 4;
      current.append(new XmlNode('Comment', '#comment', until('-->', 'Comment')));
    } else if (source.startsWith('<![CDATA[', at)) {
      at += 9;
      current.append(new XmlNode('CDATA', '#cdata-section', until(']]>', 'CDATA')));
    } else if (source.startsWith('<?', at)) {
      at += 2;
      const target = name();
      const rest = until('?>', 'PI').trim();
      if (target === 'xml') {
        if (current !== root || root.children.length > 0)
          throw fail(
            'Unexpected XML declaration. The XML declaration must be the first node in the document, and no whitespace characters are allowed to appear before it.',
          );
        root.append(new XmlNode('XmlDeclaration', 'xml', rest));
      } else current.append(new XmlNode('ProcessingInstruction', target, rest));
    } else if (source.startsWith('<!DOCTYPE', at)) {
      const stop = /\[[^\]]*\]\s*>|>/y;
      const close = source.slice(at).search(/\[[^\]]*\]\s*>|>/);
      if (close < 0) throw fail('Unexpected end of file has occurred.', source.length);
      stop.lastIndex = at + close;
      const tail = stop.exec(source)?.[0] ?? '>';
      const declared = /<!DOCTYPE\s+(\S+)/.exec(source.slice(at))?.[1] ?? '';
      root.append(new XmlNode('DocumentType', declared.replace(/>$/, '')));
      at += close + tail.length;
    } else if (source.startsWith('</', at)) {
      const start = at + 2;
      at = start;
      const closing = name();
      if (current.kind !== 'Element') throw fail('Unexpected end tag.', start);
      if (closing !== current.name) {
        const opened = new XmlProblem('', source, starts.at(-1) ?? 0);
        throw fail(
          `The '${current.name}' start tag on line ${String(opened.line)} position ${String(opened.position)} does not match the end tag of '${closing}'.`,
          start,
        );
      }
      blanks();
      if (source.charAt(at) !== '>') throw fail("The '>' character was expected.");
      at++;
      if (current.children.length === 0) current.isOpen = true;
      current = current.parent ?? root;
      scopes.pop();
      starts.pop();
    } else {
      const start = at + 1;
      at = start;
      const element = new XmlNode('Element', name());
      if (current === root && root.children.some(({ kind }) => kind === 'Element')) {
        throw fail('There are multiple root elements.', start);
      }
      if (scopes.length > DEPTH) throw fail(`Elements are nested more than ${String(DEPTH)} deep.`, start);
      const seen = new Set<string>();
      for (;;) {
        blanks();
        if (source.startsWith('/>', at) || source.charAt(at) === '>') break;
        const place = at;
        const attribute = name();
        if (seen.has(attribute)) throw fail(`'${attribute}' is a duplicate attribute name.`, place);
        seen.add(attribute);
        blanks();
        if (source.charAt(at) !== '=')
          throw fail(
            at >= source.length
              ? 'Unexpected end of file has occurred.'
              : `'${source.charAt(at)}' is an unexpected token. The expected token is '='.`,
          );
        at++;
        blanks();
        const quote = source.charAt(at);
        if (quote !== '"' && quote !== "'")
          throw fail(`'${quote}' is an unexpected token. The expected token is '"' or '''.`);
        at++;
        const from = at;
        element.addAttribute(attribute, characters(until(quote, 'attribute').replace(/[\t\n]/g, ' '), from));
      }
      const scope = new Map(scopes.at(-1));
      for (const each of element.attributes) {
        if (each.name === 'xmlns') scope.set('', each.value);
        else if (each.name.startsWith('xmlns:')) scope.set(each.name.slice(6), each.value);
      }
      element.namespace = scope.get(element.prefix) ?? '';
      for (const each of element.attributes)
        if (each.prefix !== '') each.namespace = scope.get(each.prefix) ?? '';
      current.append(element);
      if (source.charAt(at) === '/') at += 2;
      else {
        at++;
        current = element;
        scopes.push(scope);
        starts.push(start);
      }
    }
  }
  if (current !== root) {
    throw fail(
      `Unexpected end of file has occurred. The following elements are not closed: ${unclosed(current)}.`,
    );
  }
  if (!root.children.some(({ kind }) => kind === 'Element'))
    throw new XmlProblem('Root element is missing.', source, null);
  return root;
}

function unclosed(node: XmlNode): string {
  const names: string[] = [];
  for (let each: XmlNode | null = node; each !== null && each.kind === 'Element'; each = each.parent)
    names.push(each.name);
  return names.join(', ');
}
