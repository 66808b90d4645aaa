import type { HttpClient, HttpResponse } from '../http/types.ts';

/** Beyond this the sign-in service starts to refuse. */
export const MOST_SKEW_MS = 5 * 60_000;

export interface ServiceClock {
  /** Milliseconds that this computer is behind the service (negative: ahead), as last seen. */
  skewMs(): number;
  /** The same client, which looks at each answer's Date header. */
  watch(http: HttpClient): HttpClient;
}

export function createServiceClock(now: () => number): ServiceClock {
  let skew = 0;
  const note = (response: HttpResponse): HttpResponse => {
    const served = Date.parse(response.headers.date ?? '');
    if (!Number.isNaN(served)) skew = served - now();
    return response;
  };
  return {
    skewMs: () => skew,
    watch: (http) => ({ send: async (request) => note(await http.send(request)) }),
  };
}

/** "10 minutes behind", for people. */
export function describeSkew(skewMs: number): string {
  const minutes = Math.max(1, Math.round(Math.abs(skewMs) / 60_000));
  return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'} ${skewMs > 0 ? 'behind' : 'ahead'}`;
}
