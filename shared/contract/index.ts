import type { z } from 'zod';
import { accounts } from './accounts.ts';
import { activity } from './activity.ts';
import { app } from './app.ts';
import { certificates } from './certificates.ts';
import { connections } from './connections.ts';
import { console } from './console.ts';
import { customers } from './customers.ts';
import { diagnostics } from './diagnostics.ts';
import { practice } from './practice.ts';
import { queries } from './queries.ts';
import { settings } from './settings.ts';
import type { EventName, EventPayload } from './events.ts';
import type { Failure } from '../model/failure.ts';

/** Every method that the renderer can call in main, by domain. The channel is `<domain>.<method>`. */
export const contract = {
  app,
  settings,
  accounts,
  certificates,
  connections,
  customers,
  console,
  queries,
  activity,
  practice,
  diagnostics,
} as const;

export type Contract = typeof contract;
export type DomainName = keyof Contract;
export type MethodName<D extends DomainName> = keyof Contract[D] & string;

type Input<M> = M extends { input: z.ZodType<infer I> } ? I : never;
type Output<M> = M extends { output: z.ZodType<infer O> } ? O : never;
/** What a caller may write, before defaults are filled in. */
type Given<M> = M extends { input: infer S extends z.ZodType } ? z.input<S> : never;

/** What main implements. */
export type Handlers = {
  readonly [D in DomainName]: {
    readonly [M in MethodName<D>]: (input: Input<Contract[D][M]>) => Promise<Output<Contract[D][M]>>;
  };
};

/** What crosses the wire as an answer: never an exception. */
export type Answer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/** What the preload puts on `window.tenantdeck`. */
export type Bridge = {
  readonly [D in DomainName]: {
    readonly [M in MethodName<D>]: (input: Given<Contract[D][M]>) => Promise<Answer<Output<Contract[D][M]>>>;
  };
} & {
  /** Listens to an event; the answer stops listening. */
  readonly on: <N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void) => () => void;
};

/** The same with failures thrown (as FailureError), which is what the renderer's code uses. */
export type Api = {
  readonly [D in DomainName]: {
    readonly [M in MethodName<D>]: (input: Given<Contract[D][M]>) => Promise<Output<Contract[D][M]>>;
  };
};
