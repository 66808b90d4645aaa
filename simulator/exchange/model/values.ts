/** Value of a property. Dates are text `yyyy-MM-ddTHH:mm:ssZ`, GUIDs lower-case text; the schema says which is which. */
export type Value =
  string | number | boolean | null | readonly string[] | readonly Readonly<Record<string, string>>[];

export type Props = Record<string, Value>;

/** One object of a tenant. `seq` never changes and only grows, so that a page can go on behind it whatever happened since. */
export interface Row {
  readonly seq: number;
  readonly props: Readonly<Props>;
}

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

/** ByteQuantifiedSize as the service shows it: `49.5 GB (53,150,220,288 bytes)` (exchange-rest-protocol.md 1.6). */
export function formatSize(bytes: number): string {
  let unit = 0;
  let amount = bytes;
  while (amount >= 1024 && unit < UNITS.length - 1) {
    amount /= 1024;
    unit++;
  }
  const shown = Number(amount.toPrecision(4)).toString();
  return `${shown} ${UNITS[unit] ?? 'B'} (${bytes.toLocaleString('en-US')} bytes)`;
}

const SCALE: Readonly<Record<string, number>> = { b: 0, kb: 1, mb: 2, gb: 3, tb: 4 };

/** Bytes of `98GB`, `1.5 MB`, `100 GB (107,374,182,400 bytes)`, `53687091200`; null for anything else. */
export function parseSize(text: string): number | null {
  const exact = /\(([\d,]+) bytes\)\s*$/i.exec(text);
  if (exact?.[1]) return Number(exact[1].replaceAll(',', ''));
  const match = /^\s*(\d+(?:\.\d+)?)\s*(b|kb|mb|gb|tb)?\s*$/i.exec(text);
  if (!match?.[1]) return null;
  return Math.round(Number(match[1]) * 1024 ** (SCALE[(match[2] ?? 'b').toLowerCase()] ?? 0));
}
