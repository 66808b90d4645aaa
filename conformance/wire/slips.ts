import { compareSent } from './compare.ts';
import type { WireDifference } from './difference.ts';
import { mutationsOf } from './mutations.ts';
import type { Replayed } from './run.ts';

/** What of a request can be broken without anybody hearing of it. */
export interface Slips {
  readonly tried: number;
  readonly slipped: readonly string[];
}

/** Breaks each field of what went out for a capture, and looks whether the comparison tells. */
export function slipsOf({ capture, request, typed }: Replayed): Slips {
  if (request === null || typed === null) return { tried: 0, slipped: [] };
  const whole = compareSent(capture, typed).differences;
  const pages = typed.sent.filter(({ url }) => url.includes('/authorize?'));
  const mutations = mutationsOf(request);
  const slipped = mutations.filter((mutation) => {
    const sent = [mutation.request, ...pages.filter((page) => page !== request)];
    const { differences } = compareSent(capture, { sent, asked: typed.asked });
    return differences.every(({ reason }) => reason !== null) && !isHarmless(whole, differences);
  });
  return { tried: mutations.length, slipped: slipped.map(({ what }) => `${capture.name}: ${what}`) };
}

/** Whether what was broken is only nearer to the capture's: something of ours alone, which is meant, is gone. */
function isHarmless(before: readonly WireDifference[], after: readonly WireDifference[]): boolean {
  const known = new Set(before.map((one) => JSON.stringify(one)));
  return after.length < before.length && after.every((one) => known.has(JSON.stringify(one)));
}
