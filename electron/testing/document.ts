import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { expect } from 'vitest';

/** Set: the run writes its part of a document anew instead of complaining that it is stale. */
const WRITE = process.env.WRITE_DOCS === '1';

/** For tests: a table in Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/**
 * For tests: compares one part of a document, between `<!-- begin NAME -->` and `<!-- end NAME -->`, with what the run
 * found, or writes it (WRITE_DOCS=1).
 */
export async function expectPart(document: URL, name: string, text: string): Promise<void> {
  const formatted = (await format(text, { parser: 'markdown', printWidth: 110 })).trim();
  const [begin, end] = [`<!-- begin ${name} -->`, `<!-- end ${name} -->`];
  const wanted = `${begin}\n\n${formatted}\n\n${end}`;
  const whole = existsSync(document) ? readFileSync(document, 'utf8') : '';
  const from = whole.indexOf(begin);
  const to = whole.indexOf(end);
  const found = from < 0 || to < from ? null : whole.slice(from, to + end.length);
  if (WRITE) {
    const next = found === null ? `${whole}\n${wanted}\n` : whole.replace(found, () => wanted);
    writeFileSync(document, next);
    return;
  }
  expect(found, 'The document is stale: run this test with WRITE_DOCS=1 and commit what it writes').toBe(
    wanted,
  );
}
