import type { z } from 'zod';

/** One IPC method: what goes in and what comes out, both checked at run time on main's side. */
export interface MethodSpec {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
}

export type DomainSpec = Readonly<Record<string, MethodSpec>>;

/** Keeps the literal types of a domain's methods. */
export const defineDomain = <const D extends DomainSpec>(domain: D): D => domain;
