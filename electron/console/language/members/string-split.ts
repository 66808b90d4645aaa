import { characters, enumName, outOfRange } from './args.ts';
import type { Value } from '../values/model.ts';

/** Pieces between separators, at most `count`, the last one whole. */
export function split(self: string, args: readonly Value[]): string[] {
  const first = args[0] ?? null;
  const separators = separatorsOf(first, args.length === 0);
  const options = enumName(args, args.length - 1);
  const count = typeof args[1] === 'number' ? args[1] : Infinity;
  if (count < 0) throw outOfRange("'-1' must be a non-negative value.", 'count');
  const dropEmpty = options.includes('RemoveEmptyEntries');
  const trims = options.includes('TrimEntries');
  const pieces: string[] = [];
  let from = 0;
  const keep = (piece: string): void => {
    const clean = trims ? piece.trim() : piece;
    if (!dropEmpty || clean !== '') pieces.push(clean);
  };
  while (pieces.length < count - 1) {
    const hit = nextSeparator(self, separators, from);
    if (hit === null) break;
    keep(self.slice(from, hit.at));
    from = hit.at + hit.length;
  }
  if (count > 0) {
    if (dropEmpty && count !== Infinity) {
      for (
        let hit = nextSeparator(self, separators, from);
        hit?.at === from;
        hit = nextSeparator(self, separators, from)
      )
        from += hit.length;
    }
    keep(self.slice(from));
  }
  return pieces;
}

function separatorsOf(value: Value, none: boolean): readonly string[] | null {
  if (none || value === null || value === '') return value === '' ? [] : null;
  if (Array.isArray(value)) {
    const list = value.map((each) => characters(each)).filter((each) => each !== '');
    return list.length === 0 ? null : list;
  }
  return [characters(value)];
}

function nextSeparator(
  self: string,
  separators: readonly string[] | null,
  from: number,
): { at: number; length: number } | null {
  if (separators === null) {
    for (let at = from; at < self.length; at++) if (/\s/.test(self.charAt(at))) return { at, length: 1 };
    return null;
  }
  let best: { at: number; length: number } | null = null;
  for (const separator of separators) {
    const at = self.indexOf(separator, from);
    if (at >= 0 && (best === null || at < best.at)) best = { at, length: separator.length };
  }
  return best;
}
