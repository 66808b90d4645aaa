import { expect } from 'vitest';

/** Vitest's asymmetric matchers as unknown, since they are typed as any. */
export const anyText: unknown = expect.any(String);
export const containing = (text: string): unknown => expect.stringContaining(text);
export const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);

/** All of these, and maybe more. */
export const including = (items: readonly unknown[]): unknown => expect.arrayContaining([...items]);
