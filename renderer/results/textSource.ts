import { api } from '../app/api.ts';
import type { FetchRows } from './grid/rowWindow.ts';

/** Lines a call. */
export const LINES_A_CALL = 500;
/** What one clipboard call takes, in characters (contract of app.copyText), with room to spare. */
export const COPY_LIMIT = 4_900_000;

type Key = { readonly tabId: string; readonly resultId: string };

/** Lines as rows of two cells, the text and its kind, for the row window. */
export const lineSource =
  ({ tabId, resultId }: Key, version: number): FetchRows =>
  async (from, to) => {
    const { total, lines, kinds } = await api.console.text({ tabId, resultId, from, to });
    return { version, total, from, rows: lines.map((line, at) => [line, kinds[at] ?? 'output']) };
  };

/**
 * The next line from `start` on (or back from it) that holds `text`, case aside; wraps round once. Null: none.
 * Reads block by block, so that nothing but one block is in memory; `signal` gives it up.
 */
export async function findLine(
  key: Key,
  text: string,
  start: number,
  direction: 1 | -1,
  total: number,
  signal: AbortSignal,
): Promise<number | null> {
  const wanted = text.toLocaleLowerCase();
  let left = total;
  let at = ((start % total) + total) % total;
  while (left > 0 && !signal.aborted) {
    const block = Math.floor(at / LINES_A_CALL) * LINES_A_CALL;
    const { lines } = await api.console.text({
      ...key,
      from: block,
      to: Math.min(block + LINES_A_CALL, total),
    });
    if (lines.length === 0) return null;
    let index = at - block;
    while (index >= 0 && index < lines.length && left > 0) {
      if (lines[index]?.toLocaleLowerCase().includes(wanted) === true) return block + index;
      index += direction;
      left -= 1;
    }
    at = block + index;
    if (at < 0) at = total - 1;
    if (at >= total) at = 0;
  }
  return null;
}

/** All lines as text, or null where they are more than a clipboard call takes. */
export async function wholeText(key: Key, total: number): Promise<string | null> {
  const parts: string[] = [];
  let length = 0;
  for (let from = 0; from < total; from += LINES_A_CALL) {
    const { lines } = await api.console.text({ ...key, from, to: Math.min(from + LINES_A_CALL, total) });
    const part = lines.join('\n');
    length += part.length + 1;
    if (length > COPY_LIMIT) return null;
    parts.push(part);
  }
  return parts.join('\n');
}
