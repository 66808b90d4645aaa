import { badRequest } from '../failure.ts';

/** `Mailbox('…')` or `Exchange.GetMailboxStatistics()` of an address. */
export interface Segment {
  readonly name: string;
  /** What stands between the parentheses, decoded; null without any. */
  readonly argument: string | null;
}

/** Splits at slashes outside quotes: a base64 key may hold one. */
export function segments(rest: string): Segment[] {
  const found: Segment[] = [];
  for (const match of rest.matchAll(/((?:[^/'()]|'[^']*')+)(?:\(((?:[^'()]|'(?:[^']|'')*')*)\))?\/?/g)) {
    found.push({
      name: decodeURIComponent(match[1] ?? ''),
      argument: match[2] === undefined ? null : decodeURIComponent(match[2]),
    });
  }
  return found;
}

/** Text of a quoted argument; a key of base64 is decoded when the address says `isEncoded=true` (real-client.md 6.2). */
export function keyText(argument: string, encoded: boolean): string {
  const match = /^'((?:[^']|'')*)'$/.exec(argument.trim());
  if (!match) throw badRequest(`Bad Request - Error in query syntax: '${argument}' is no key.`);
  const text = (match[1] ?? '').replaceAll("''", "'");
  return encoded ? fromBase64(text) : text;
}

export function fromBase64(text: string): string {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text))
    throw badRequest(`'${text}' is not base64 although isEncoded says so.`);
  return Buffer.from(text, 'base64').toString('utf8');
}

/** `identity='…',trustee='…'` by name. */
export function namedArguments(argument: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const match of argument.matchAll(/(\w+)=((?:'(?:[^']|'')*'|[^,'[]|\[[^\]]*\])*)/g))
    found.set((match[1] ?? '').toLowerCase(), match[2] ?? '');
  return found;
}
