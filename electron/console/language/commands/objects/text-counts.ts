/** How Measure-Object counts text. */

export function characters(text: string, ignoreWhiteSpace: boolean): number {
  if (!ignoreWhiteSpace) return text.length;
  let count = 0;
  for (const unit of units(text)) if (!isWhite(unit)) count++;
  return count;
}

export function words(text: string): number {
  let count = 0;
  let before = true;
  for (const unit of units(text)) {
    const white = isWhite(unit);
    if (!white && before) count++;
    before = white;
  }
  return count;
}

/** "a\nb" and "a\nb\n" have two lines, "" none. */
export function lines(text: string): number {
  if (text === '') return 0;
  let count = text.endsWith('\n') ? 0 : 1;
  for (const unit of units(text)) if (unit === 10) count++;
  return count;
}

function* units(text: string): Iterable<number> {
  for (let at = 0; at < text.length; at++) yield text.charCodeAt(at);
}

function isWhite(unit: number): boolean {
  return (
    (unit >= 9 && unit <= 13) || unit === 32 || (unit >= 0x85 && /[\u0085\s]/.test(String.fromCharCode(unit)))
  );
}
