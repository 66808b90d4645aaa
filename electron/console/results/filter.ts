import type { ResultColumn } from './columns.ts';

// Built from code points, so that no control character stands in the source.
const plain = new RegExp(`^[${String.fromCharCode(0)}-${String.fromCharCode(127)}]*$`);

/** Text as the quick filter compares it: without case and without accents. */
export function fold(text: string): string {
  if (plain.test(text)) return text.toLowerCase();
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o');
}

/** Whether a row has every word of the filter in one of its columns. */
export function rowMatcher(filter: string, columns: readonly ResultColumn[]): (row: number) => boolean {
  const words = fold(filter).split(/\s+/).filter(Boolean);
  const [only] = words;
  if (only === undefined) return () => true;
  if (words.length === 1) return (row) => columns.some((column) => fold(column.text(row)).includes(only));
  return (row) => {
    const texts = columns.map((column) => fold(column.text(row)));
    return words.every((word) => texts.some((text) => text.includes(word)));
  };
}
