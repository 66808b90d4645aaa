import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { expect } from 'vitest';

/** Set: the run writes the document anew instead of complaining that it is stale. */
const WRITE = process.env.WRITE_DOCS === '1';

/** A table in Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Compares a document with what the run found, or writes it (WRITE_DOCS=1). */
export async function expectDocument(url: URL, text: string): Promise<void> {
  const wanted = await format(text, { parser: 'markdown', printWidth: 110 });
  if (WRITE) writeFileSync(url, wanted);
  let found = '';
  try {
    found = readFileSync(url, 'utf8');
  } catch {
    // There is none yet.
  }
  expect(found, 'The document is stale: run this test with WRITE_DOCS=1 and commit what it writes').toBe(
    wanted,
  );
}
