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
const PROMPT = /^[ \t]*(?:\[[^\]\r\n]{0,80}\]:[ \t]*)?PS(?:[ \t][^>\r\n]{0,260})?>+[ \t]?|^[ \t]*>>[ \t]?/gim;
/** A line's last backtick with blanks after it, which web pages leave: PowerShell would not go on to the next line. */
const LOOSE_BACKTICK = /`([ \t\u00a0]+)(?=\r?\n|\r)/g;

/** Takes prompts away, mends continued lines, and marks placeholders of published examples. */
export function readPastedText(pasted: string): PastedText {
  const text = pasted
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
