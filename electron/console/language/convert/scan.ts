import { scanNumber } from '../../../../shared/powershell/lexer/numbers.ts';
import type { NumberValue } from '../values/model.ts';

/** A text that the language itself would read as a number ("1kb", "0x1F", " 5 ", "1.5d"); null: it wouldn't. */
export function scanText(text: string): NumberValue | null {
  const trimmed = text.trim();
  if (trimmed === '') return 0;
  if (trimmed.length > 1000) return null;
  const first = trimmed.charCodeAt(0);
  // Plain digits: by far the commonest.
  if (first >= 48 && first <= 57 && trimmed.length < 10 && /^\d+$/.test(trimmed)) return Number(trimmed);
  if (!/^[+\u002d\u2013-\u2015]?\.?\d/.test(trimmed)) return null;
  const scan = scanNumber(trimmed, 0, false, false);
  return scan !== null && scan.end === trimmed.length ? scan.value : null;
}
