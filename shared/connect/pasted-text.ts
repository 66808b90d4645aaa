import { findPlaceholders } from '../powershell/placeholders/find.ts';

/** A pasted text made ready for the parser. Every offset stays as it was. */
export interface PastedText {
  readonly text: string;
  /** Name of what is left to be filled in inside a value; null: nothing. */
  readonly blankIn: (value: string) => string | null;
}

/** Characters nobody types, one for each thing that is to be filled in. */
const FIRST_MARK = 0xe000;
const LAST_MARK = 0xf8ff;
const MARK = /[\ue000-\uf8ff]/;
/** PowerShell's prompts, also in a named environment, remote or of the Exchange shell; those of cmd and of other shells. */
const PROMPT =
  /^[ \t]*(?:\([\w.-]{1,40}\)[ \t]+)?(?:(?:\[[^\]\r\n]{0,80}\]:[ \t]*)?PS(?:[ \t][^>\r\n]{0,260})?>+|\[PS\][ \t][^>\r\n]{0,260}>+|[a-z]:\\[^>\r\n]{0,260}>+|>{1,2}(?=[ \t])|\$(?=[ \t])|\d{1,3}[.)](?=[ \t]+connect-))[ \t]?/gim;
/** Lines that say where a code block begins and ends, and one piece of code in a text. */
const FENCE = /^[ \t]*(?:```|~~~)[\w-]*[ \t]*$/gm;
const INLINE = /^([ \t]*)`(connect-[^`\r\n]*)`(?=[ \t]*$)/gim;
/** Signs that look like a hyphen and are none to PowerShell. */
const HYPHENS = /[\u2010-\u2012\u2212\ufe63\uff0d]/g;
const INVISIBLE = /[\u200b-\u200f\u2060\ufeff]+/g;
const QUOTES: Readonly<Record<string, string>> = { '&quot;': '"', '&#34;': '"', '&#39;': "'", '&apos;': "'" };
/** The commands with one of PowerShell's own dashes in their name, which it takes for parameters only. */
const NAME = /\bconnect[\u2013-\u2015](?=exchangeonline|ippssession)/gi;
/** A line's last backtick with blanks after it, which web pages leave: PowerShell would not go on to the next line. */
const LOOSE_BACKTICK = /`([ \t\u00a0]+)(?=\r?\n|\r)/g;

/** Takes prompts away, mends continued lines, and marks placeholders of published examples. */
export function readPastedText(pasted: string): PastedText {
  const text = shown(pasted)
    .replace(PROMPT, (prompt) => ' '.repeat(prompt.length))
    .replace(LOOSE_BACKTICK, (_all, blanks: string) => `${blanks}\``)
    .replace(/[\ue000-\uf8ff]/g, ' ');
  const template = findPlaceholders(text);
  if (template === null) return { text, blankIn: () => null };
  const labels: string[] = [];
  const changes: { start: number; end: number; with: string }[] = [];
  for (const { start, end } of template.options) changes.push({ start, end, with: ' ' });
  for (const field of template.fields) {
    if (labels.length > LAST_MARK - FIRST_MARK) break;
    const mark = String.fromCharCode(FIRST_MARK + labels.length);
    labels.push(field.label);
    for (const { start, end } of field.places) {
      if (!template.options.some((option) => option.start <= start && end <= option.end))
        changes.push({ start, end, with: mark });
    }
  }
  const marked = changes.reduce(
    (whole, { start, end, with: filler }) =>
      whole.slice(0, start) + filler.repeat(end - start) + whole.slice(end),
    text,
  );
  return {
    text: marked,
    blankIn(value) {
      const mark = MARK.exec(value);
      return mark === null ? null : (labels[mark[0].charCodeAt(0) - FIRST_MARK] ?? 'value');
    },
  };
}

/** A web page's text as it is seen, each sign at its place. */
function shown(pasted: string): string {
  return pasted
    .replace(HYPHENS, '-')
    .replace(NAME, (found) => `${found.slice(0, -1)}-`)
    .replace(FENCE, (fence) => ' '.repeat(fence.length))
    .replace(INLINE, (_all, blanks: string, code: string) => `${blanks} ${code} `)
    .replace(/&(?:quot|apos|#34|#39);/gi, (found, at: number) => {
      const quote = QUOTES[found.toLowerCase()] ?? ' ';
      const opens = /\S/.test(pasted.charAt(at + found.length));
      return opens ? quote.padStart(found.length) : quote.padEnd(found.length);
    })
    .replace(/\S*[\u200b-\u200f\u2060\ufeff]\S*/g, (word) => word.replace(INVISIBLE, '').padEnd(word.length));
}
