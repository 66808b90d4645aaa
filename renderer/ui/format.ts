const numbers = new Intl.NumberFormat('en-GB');
const clockTime = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const dayMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dayMonthYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short' });

/** "2,000". */
export const formatCount = (count: number): string => numbers.format(count);

/** "1 customer", "2,000 customers". */
export const formatPlural = (count: number, one: string, many: string): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;

/** Minutes and seconds of a span in milliseconds: "0:42". */
export function formatClock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

const startOfDay = (date: Date): number =>
  new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

/** "Today 09:12", "Yesterday", "Mon 16 Nov" (within a fortnight), "3 Nov", "29 Nov 2024"; a dash for never. */
export function formatDay(iso: string | null, now: number = Date.now()): string {
  if (iso === null) return '–';
  const date = new Date(iso);
  const days = Math.round((startOfDay(new Date(now)) - startOfDay(date)) / 86_400_000);
  if (days === 0) return `Today ${clockTime.format(date)}`;
  if (days === 1) return 'Yesterday';
  if (days > 1 && days < 14) return `${weekday.format(date)} ${dayMonth.format(date)}`;
  return date.getFullYear() === new Date(now).getFullYear()
    ? dayMonth.format(date)
    : dayMonthYear.format(date);
}

/** A day with its time, past or to come: "Today 09:12", "22 Nov 00:40", "3 Jan 2027 08:00". */
export function formatMoment(iso: string, now: number = Date.now()): string {
  const date = new Date(iso);
  const today = startOfDay(date) === startOfDay(new Date(now));
  const sameYear = date.getFullYear() === new Date(now).getFullYear();
  const day = today ? 'Today' : (sameYear ? dayMonth : dayMonthYear).format(date);
  return `${day} ${clockTime.format(date)}`;
}

/** "29 Nov 2026"; a dash for none. */
export const formatDate = (iso: string | null): string =>
  iso === null ? '–' : dayMonthYear.format(new Date(iso));

/** "just now", "4 minutes ago", then as `formatDay`, lower case. */
export function formatAgo(iso: string, now: number = Date.now()): string {
  const minutes = Math.floor((now - new Date(iso).getTime()) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return minutes === 1 ? '1 minute ago' : `${minutes} minutes ago`;
  const day = formatDay(iso, now);
  return day.startsWith('Today') || day === 'Yesterday' ? day.toLowerCase() : day;
}

/** What of a connected status tells how long its token lasts. */
export interface TokenLife {
  readonly tokenExpiresAt: string;
  readonly token: { readonly renewable: boolean; readonly renewedAt: string | null };
}

/** A renewal is told for that long. */
const NEWS = 90_000;

/** Whole minutes left: "token 42 min"; that it was renewed just now, and that nobody renews it where that is so. */
export function formatTokenLeft({ tokenExpiresAt, token }: TokenLife, now: number = Date.now()): string {
  const minutes = Math.floor((new Date(tokenExpiresAt).getTime() - now) / 60_000);
  if (!token.renewable) return minutes < 0 ? 'token ended' : `token ${minutes} min, not renewed`;
  if (minutes < 0) return 'token is renewed at the next use';
  const renewed = token.renewedAt !== null && now - new Date(token.renewedAt).getTime() < NEWS;
  return `token ${renewed ? 'renewed, ' : ''}${minutes} min`;
}
