import { createHmac } from 'node:crypto';
import { badRequest } from './failure.ts';

export const LARGEST_PAGE = 1000;

/** `Prefer: odata.maxpagesize=N`: 1 to 1000, `fallback` where it isn't said; more than 1000 is 1000. */
export function pageSize(prefer: string | readonly string[] | undefined, fallback: number): number {
  const text = typeof prefer === 'string' ? prefer : (prefer ?? []).join(';');
  const match = /odata\.maxpagesize\s*=\s*(\d+)/i.exec(text);
  const size = match?.[1] === undefined ? fallback : Number(match[1]);
  return size < 1 ? fallback : Math.min(size, LARGEST_PAGE);
}

/** A place in a list: rows behind `after` (their `seq`), and how many have been given out. */
export interface Place {
  readonly after: number;
  readonly given: number;
}

export const START: Place = { after: 0, given: 0 };

/** Makes and reads the opaque `$skiptoken`s. One is good only for the query it was made for. */
export class SkipTokens {
  readonly #secret: string;

  constructor(seed: number) {
    this.#secret = `skiptoken-${seed}`;
  }

  #seal(query: string, place: string): string {
    return createHmac('sha256', this.#secret).update(`${query}\n${place}`).digest('base64url').slice(0, 16);
  }

  make(query: string, place: Place): string {
    const text = `${place.after.toString(36)}.${place.given.toString(36)}`;
    return Buffer.from(`${text}.${this.#seal(query, text)}`).toString('base64url');
  }

  /** Throws 400 for a token that isn't one, or belongs to another query. */
  read(query: string, token: string): Place {
    const [after = '', given = '', seal = ''] = Buffer.from(token, 'base64url').toString('latin1').split('.');
    if (seal === '' || seal !== this.#seal(query, `${after}.${given}`)) {
      throw badRequest('The skip token is invalid or belongs to another request.');
    }
    return { after: parseInt(after, 36), given: parseInt(given, 36) };
  }
}

/** Index of the first row behind `after`; `rows` stand in the order of `seq`. */
export function firstBehind(rows: readonly { readonly seq: number }[], after: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle]?.seq ?? 0) > after) high = middle;
    else low = middle + 1;
  }
  return low;
}
