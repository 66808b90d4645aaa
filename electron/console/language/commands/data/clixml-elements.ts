import { broken } from './clixml-text.ts';

/** An element of a CLIXML file. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  text: string;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescape(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x?[0-9A-Fa-f]+|\w+);/g, (whole, name: string) => {
    if (name.startsWith('#x')) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
    if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)));
    return Object.hasOwn(ENTITIES, name) ? (ENTITIES[name] ?? whole) : whole;
  });
}

const TAG = /<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[\w.:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/y;
const ATTRIBUTE = /([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** Reads the elements of a CLIXML file; no document type, no processing instructions but the first. */
export function readElements(text: string): XmlElement {
  const root: XmlElement = { name: '', attributes: new Map(), children: [], text: '' };
  const open: XmlElement[] = [root];
  let at = text.startsWith('\ufeff') ? 1 : 0;
  while (at < text.length) {
    const next = text.indexOf('<', at);
    const current = open.at(-1) ?? root;
    if (next < 0) break;
    current.text += unescape(text.slice(at, next));
    if (text.startsWith('<!--', next)) {
      at = after(text, '-->', next);
      continue;
    }
    if (text.startsWith('<?', next)) {
      at = after(text, '?>', next);
      continue;
    }
    TAG.lastIndex = next;
    const tag = TAG.exec(text);
    if (tag === null) throw broken(`there is no tag at character ${String(next)}`);
    at = TAG.lastIndex;
    const name = tag[2] ?? '';
    if (tag[1] === '/') {
      if (open.length < 2 || current.name !== name) throw broken(`</${name}> closes nothing`);
      open.pop();
      continue;
    }
    const attributes = new Map<string, string>();
    for (const match of (tag[3] ?? '').matchAll(ATTRIBUTE)) {
      attributes.set(match[1] ?? '', unescape(match[2] ?? match[3] ?? ''));
    }
    const element: XmlElement = { name, attributes, children: [], text: '' };
    current.children.push(element);
    if (tag[4] !== '/') open.push(element);
  }
  if (open.length > 1) throw broken(`<${open.at(-1)?.name ?? ''}> is not closed`);
  const [top] = root.children;
  if (top === undefined) throw broken('it is empty');
  return top;
}

function after(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from);
  if (at < 0) throw broken('a comment is not closed');
  return at + end.length;
}
