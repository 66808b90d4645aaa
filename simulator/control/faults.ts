import type { PracticeRequest } from '../types.ts';
import type { FaultEffect, FaultMatch, FaultRule, FaultState, ServiceName } from './types.ts';

/** The faults that tests have asked for. */
export interface FaultBook {
  add(rule: FaultRule): FaultState;
  list(): readonly FaultState[];
  clear(): void;
  /** The effect for this request, or null; counts it. The first rule that is not used up wins. */
  take(request: PracticeRequest, service: ServiceName): FaultEffect | null;
}

/** True when the request fits all that the match names. */
export function matches(match: FaultMatch, request: PracticeRequest, service: ServiceName): boolean {
  const address = decodeSafely(request.url.pathname + request.url.search).toLowerCase();
  if (match.service !== undefined && match.service !== service) return false;
  if (match.method !== undefined && match.method.toUpperCase() !== request.method) return false;
  if (match.path !== undefined && !address.includes(match.path.toLowerCase())) return false;
  if (match.tenant !== undefined && !address.split('/').includes(match.tenant.toLowerCase())) return false;
  if (match.cmdlet === undefined && match.body === undefined) return true;
  const body = Buffer.from(request.body).toString('utf8').toLowerCase();
  if (match.body !== undefined && !body.includes(match.body.toLowerCase())) return false;
  if (match.cmdlet === undefined) return true;
  const named = /"cmdletname"\s*:\s*"([^"]*)"/gu;
  const wanted = match.cmdlet.toLowerCase();
  return [...body.matchAll(named)].some((found) => found[1] === wanted);
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function createFaultBook(): FaultBook {
  let rules: { -readonly [K in keyof FaultState]: FaultState[K] }[] = [];
  let lastId = 0;
  return {
    add: (rule) => {
      const state = { ...rule, id: ++lastId, seen: 0, hits: 0 };
      rules.push(state);
      return state;
    },
    list: () => rules,
    clear: () => {
      rules = [];
    },
    take: (request, service) => {
      for (const rule of rules) {
        const times = rule.times === undefined ? 1 : rule.times;
        if ((times !== null && rule.hits >= times) || !matches(rule.match, request, service)) continue;
        rule.seen++;
        if (rule.seen <= (rule.skip ?? 0)) continue;
        rule.hits++;
        return rule.effect;
      }
      return null;
    },
  };
}
