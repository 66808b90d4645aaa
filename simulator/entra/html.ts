/** Markup that is already safe to place in a page. */
export interface Markup {
  readonly markup: string;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it may stand between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/gu, (letter) => ESCAPES[letter] ?? letter);
}

type Part = string | number | Markup | readonly Markup[];

/** Template for markup: values are escaped unless they are markup themselves. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let out = texts[0] ?? '';
  parts.forEach((part, index) => {
    if (typeof part === 'string' || typeof part === 'number') out += escapeHtml(String(part));
    else if ('markup' in part) out += part.markup;
    else out += part.map((entry) => entry.markup).join('');
    out += texts[index + 1] ?? '';
  });
  return { markup: out };
}

/** Nothing. */
export const EMPTY: Markup = { markup: '' };
