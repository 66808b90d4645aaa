import { findPlaceholders, type PlaceholderPlace } from './find.ts';

export interface Filling {
  /** By the fields' keys. An empty or missing one leaves its placeholder as it is, or its part in brackets out. */
  readonly values: Readonly<Record<string, string>>;
  /** Parts in brackets without fields that are taken, by their text. */
  readonly taken: readonly string[];
}

interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Word {
  readonly start: number;
  readonly end: number;
  readonly parameter: string | null;
  readonly places: (readonly [PlaceholderPlace, string])[];
}

/** Parameters with their values, where no parameter waits for one. */
const PARAMETERS = /^-[A-Za-z]\w*(?:[:\s]|$)/u;
const VARIABLE = /^\$(?:true|false|null|[\p{L}_][\p{L}\p{N}_:]*)$/u;
const NUMBER = /^-?\d+(?:\.\d+)?$/u;
/** What PowerShell reads as one argument without quotes, and as nothing else. */
const PLAIN_WORD = /^[\p{L}\p{N}_./\\*?+~][\p{L}\p{N}_./\\*?+~:@=-]*$/u;
const SINGLE_QUOTES = /['\u2018\u2019\u201a\u201b]/gu;
const SPECIAL_IN_DOUBLE = /[`$"\u201c\u201d\u201e]/gu;

/** A value as PowerShell's literal string. */
function literal(value: string): string {
  return `'${value.replace(SINGLE_QUOTES, '$&$&')}'`;
}

/** A text with its placeholders filled in, each quoted as the place where it stands needs. */
export function fillPlaceholders(text: string, { values, taken }: Filling): string {
  const template = findPlaceholders(text);
  if (template === null) return text;
  const given = (key: string): string | undefined => (values[key] === '' ? undefined : values[key]);
  const changes: Change[] = [];
  const gone = template.options.filter(({ keys, text: part }) =>
    keys.length === 0 ? !taken.includes(part) : keys.some((key) => given(key) === undefined),
  );
  for (const part of template.options) {
    if (gone.includes(part)) changes.push({ start: part.start, end: part.end, text: '' });
    else {
      changes.push({ start: part.start + 1, end: part.start + 2, text: '' });
      changes.push({ start: part.end - 1, end: part.end, text: '' });
    }
  }
  const words = new Map<number, Word>();
  for (const { key, parameter, places } of template.fields) {
    const value = given(key);
    if (value === undefined) continue;
    for (const place of places) {
      if (gone.some((part) => part.start <= place.start && place.end <= part.end)) continue;
      if (place.where === 'single') changes.push({ ...place, text: value.replace(SINGLE_QUOTES, '$&$&') });
      else if (place.where === 'double')
        changes.push({ ...place, text: value.replace(SPECIAL_IN_DOUBLE, '`$&') });
      else {
        const word = words.get(place.word.start) ?? { ...place.word, parameter, places: [] };
        word.places.push([place, value]);
        words.set(place.word.start, word);
      }
    }
  }
  for (const word of words.values()) changes.push({ ...word, text: wordOf(text, word) });
  return changes
    .sort((a, b) => b.start - a.start)
    .reduce((whole, change) => whole.slice(0, change.start) + change.text + whole.slice(change.end), text);
}

/** An unquoted word with its placeholders filled in: quoted as a whole where PowerShell would read it as more than one text. */
function wordOf(text: string, { start, end, parameter, places }: Word): string {
  const [first] = places;
  if (first === undefined) return text.slice(start, end);
  const argument = first[0].where === 'argument';
  if (first[0].start === start && first[0].end === end) {
    const value = first[1];
    if (VARIABLE.test(value) || NUMBER.test(value)) return value;
    if (argument && parameter === null && PARAMETERS.test(value)) return value;
    return argument && PLAIN_WORD.test(value) ? value : literal(value);
  }
  const whole = [...places]
    .sort(([a], [b]) => b.start - a.start)
    .reduce(
      (word, [place, value]) => word.slice(0, place.start - start) + value + word.slice(place.end - start),
      text.slice(start, end),
    );
  return argument && PLAIN_WORD.test(whole) ? whole : literal(whole);
}
