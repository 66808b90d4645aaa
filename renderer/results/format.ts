const one = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });

/** "38 MB", "1.2 GB": what a result takes, rounded to what one can read. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const units = ['KB', 'MB', 'GB', 'TB'];
  let value = bytes / 1024;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value >= 10 ? Math.round(value) : one.format(value)} ${units[unit] ?? ''}`;
}

const seconds = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** "1.8 s", "2 min 5 s". */
export function formatElapsed(ms: number): string {
  if (ms < 60_000) return `${seconds.format(ms / 1000)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.floor((ms % 60_000) / 1000)} s`;
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** "09:41". */
export const formatTime = (iso: string): string => clock.format(new Date(iso));

/** The last part of a path, of any system. */
export const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;
