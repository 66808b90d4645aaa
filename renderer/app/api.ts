import { methodNames } from '../../shared/contract/names.ts';
import { FailureError } from '../../shared/model/failure-error.ts';
import { failureOf } from './failure.ts';
import type { Answer, Api, Bridge } from '../../shared/contract/index.ts';
import type { EventName, EventPayload } from '../../shared/contract/events.ts';

declare global {
  interface Window {
    /** Put there by the preload script. */
    readonly tenantdeck: Bridge;
  }
}

type LooseBridge = Record<string, Record<string, (input: unknown) => Promise<Answer<unknown>>>>;

function caller(domain: string, method: string) {
  return async (input: unknown): Promise<unknown> => {
    const call = (window.tenantdeck as unknown as LooseBridge)[domain]?.[method];
    let answer: Answer<unknown>;
    try {
      if (call === undefined) throw new Error(`No method ${domain}.${method}`);
      answer = await call(input);
    } catch (error) {
      throw new FailureError(failureOf(error), { cause: error });
    }
    if (answer.ok) return answer.value;
    throw new FailureError(answer.failure);
  };
}

const build = () => {
  const domains: Record<string, Record<string, unknown>> = {};
  for (const [domain, methods] of Object.entries(methodNames)) {
    const calls: Record<string, unknown> = {};
    for (const method of methods) calls[method] = caller(domain, method);
    domains[domain] = calls;
  }
  return domains;
};

/** Every contract method with its answer unwrapped; a failure is thrown as FailureError. */
export const api = build() as unknown as Api;

/** Listens to an event of main; the answer stops listening. */
export function on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void {
  return window.tenantdeck.on(name, listener);
}
