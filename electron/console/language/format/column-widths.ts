const SEPARATOR = 1;

/**
 * Widths for a table of `total` cells: columns without one (0) share what is left, one cell at a time from the left;
 * where all together are too wide, the last ones shrink or go (-1).
 */
export function fitColumns(wanted: readonly number[], total: number): number[] {
  const widths = [...wanted];
  if (assign(widths, total)) return widths;
  for (;;) {
    const excess = tableWidth(widths) - total;
    if (excess <= 0) return widths;
    const hidden = widths.findIndex((width) => width < 0);
    const last = hidden < 0 ? widths.length - 1 : hidden - 1;
    if (last < 0) return widths;
    const shrunk = (widths[last] ?? 0) - excess;
    widths[last] = shrunk < 1 ? -1 : shrunk;
  }
}

function assign(widths: number[], total: number): boolean {
  const free = widths.flatMap((width, at) => (width <= 0 ? [at] : []));
  for (const at of free) widths[at] = 1;
  let left = total - tableWidth(widths);
  if (free.length === 0 || left <= 0) return left >= 0;
  const share = Math.floor(left / free.length);
  left -= share * free.length;
  free.forEach((at, order) => {
    widths[at] = 1 + share + (order < left ? 1 : 0);
  });
  return true;
}

function tableWidth(widths: readonly number[]): number {
  let sum = 0;
  let visible = 0;
  for (const width of widths) {
    if (width <= 0) continue;
    sum += width;
    visible++;
  }
  return sum + SEPARATOR * (visible - 1);
}
