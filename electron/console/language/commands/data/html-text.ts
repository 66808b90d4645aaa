/** Text as .NET's HtmlEncode writes it: markup and quotes by name or number, U+00A0 to U+00FF and pairs by number. */
export function htmlEncode(text: string): string {
  return text.replace(/[<>"&']|[\u00a0-\u00ff]|[\ud800-\udbff][\udc00-\udfff]/g, (char) => {
    switch (char) {
      case '<':
        return '&lt;';
      case '>':
        return '&gt;';
      case '"':
        return '&quot;';
      case '&':
        return '&amp;';
      case "'":
        return '&#39;';
      default:
        return `&#${String(char.codePointAt(0) ?? 0)};`;
    }
  });
}
