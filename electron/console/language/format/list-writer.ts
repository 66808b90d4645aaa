import { cellLength, headFits } from './cells.ts';
import { splitLines } from './wrap.ts';
import type { ListField } from './packets.ts';
import type { Wrap } from './wrap.ts';

const SEPARATOR = ' : ';

/** Writes one object as "Label : value" lines; labels are as wide as the longest, values go on under themselves. */
export function writeList(
  fields: readonly ListField[],
  screen: number,
  wrap: Wrap,
  write: (line: string) => void,
): void {
  if (fields.length === 0 || screen < SEPARATOR.length + 2) return;
  const longest = Math.max(...fields.map(({ label }) => cellLength(label)));
  const labels = Math.min(longest, screen - SEPARATOR.length - 1);
  const indent = labels + SEPARATOR.length;
  const padding = ' '.repeat(indent);
  const room = screen - indent;
  for (const { label, text } of fields) {
    const cells = cellLength(label);
    const shown =
      cells > labels ? label.slice(0, headFits(label, labels)) : label + ' '.repeat(labels - cells);
    let prefix = shown + SEPARATOR;
    for (const line of splitLines(text)) {
      const lines = room === Infinity ? [line] : wrap(line, room);
      for (const part of lines) {
        write(prefix + part);
        prefix = padding;
      }
    }
  }
}
