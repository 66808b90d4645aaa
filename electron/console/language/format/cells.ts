/** How many cells of the console a UTF-16 unit takes. Halves of a surrogate pair count one each. */
function unitCells(code: number): 1 | 2 {
  if (code < 0x1100) return 1;
  return code <= 0x115f ||
    code === 0x2329 ||
    code === 0x232a ||
    (code >= 0x2e80 && code <= 0xa4cf && code !== 0x303f) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe10 && code <= 0xfe19) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6)
    ? 2
    : 1;
}

export function cellLength(text: string): number {
  let cells = text.length;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x1100 && unitCells(code) === 2) cells++;
  }
  return cells;
}

/** How many units from the beginning fit into so many cells. */
export function headFits(text: string, cells: number, from = 0): number {
  let filled = 0;
  let at = from;
  while (at < text.length) {
    const next = filled + unitCells(text.charCodeAt(at));
    if (next > cells) break;
    filled = next;
    at++;
  }
  return at - from;
}

/** How many units at the end fit into so many cells. */
export function tailFits(text: string, cells: number): number {
  let filled = 0;
  let at = text.length;
  while (at > 0) {
    const next = filled + unitCells(text.charCodeAt(at - 1));
    if (next > cells) break;
    filled = next;
    at--;
  }
  return text.length - at;
}
