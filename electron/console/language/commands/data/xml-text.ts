/** Text between tags. */
export function xmlText(text: string): string {
  return text.replace(/[&<>\r]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[char] ?? '&#xD;');
}

/** Text of an attribute in double quotes. */
export function xmlAttribute(text: string): string {
  return text.replace(
    /[&<>"\r\n\t]/g,
    (char) =>
      ({
        '&': '&amp;',
        '<': '&lt;',
        '>': '&gt;',
        '"': '&quot;',
        '\r': '&#xD;',
        '\n': '&#xA;',
        '\t': '&#x9;',
      })[char] ?? char,
  );
}

/** An element to be written: children, or text alone; null: an empty element. */
export interface XmlPart {
  readonly name: string;
  readonly attributes: readonly (readonly [string, string])[];
  readonly content: readonly XmlPart[] | string | null;
}

/** An element with its children indented by two blanks a level. */
export function xmlLines(part: XmlPart, level = 0): string {
  const indent = '  '.repeat(level);
  const attributes = part.attributes.map(([name, value]) => ` ${name}="${xmlAttribute(value)}"`).join('');
  const { content } = part;
  if (content === null || (typeof content !== 'string' && content.length === 0)) {
    return `${indent}<${part.name}${attributes} />`;
  }
  if (typeof content === 'string') {
    return `${indent}<${part.name}${attributes}>${xmlText(content)}</${part.name}>`;
  }
  const children = content.map((child) => xmlLines(child, level + 1)).join('\n');
  return `${indent}<${part.name}${attributes}>\n${children}\n${indent}</${part.name}>`;
}
