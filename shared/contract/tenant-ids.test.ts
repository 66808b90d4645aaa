import { expect, test } from 'vitest';
import { z } from 'zod';
import { events } from './events.ts';
import { contract } from './index.ts';

/** Entra ID has tenants whose id is no UUID of RFC 9562: neither its version nor its variant is one of them. */
const ODD = 'f8cdef31-a31e-0b4a-13e4-5f571e91255a';

interface Told {
  readonly where: string;
  readonly pattern: RegExp;
}

/** Every field of a schema whose name says that it is a tenant's id, with the form it must have. */
function tenantIdsOf(schema: z.ZodType, where: string): Told[] {
  const found: Told[] = [];
  const visit = (part: unknown, name: string): void => {
    if (typeof part !== 'object' || part === null) return;
    const { pattern } = part as { pattern?: unknown };
    if (/tenantId$/i.test(name) && typeof pattern === 'string') {
      found.push({ where: `${where}: ${name}`, pattern: new RegExp(pattern) });
    }
    for (const [key, inner] of Object.entries(part)) {
      const named = Array.isArray(part) || key === 'anyOf' || key === 'oneOf' ? name : key;
      visit(inner, named);
    }
  };
  visit(z.toJSONSchema(schema, { unrepresentable: 'any', reused: 'inline' }), '');
  return found;
}

const domains: Readonly<Record<string, Readonly<Record<string, Record<'input' | 'output', z.ZodType>>>>> =
  contract;
const methods = Object.entries(domains).flatMap(([domain, all]) =>
  Object.entries(all).flatMap(([method, { input, output }]) => [
    ...tenantIdsOf(input, `${domain}.${method} takes`),
    ...tenantIdsOf(output, `${domain}.${method} answers`),
  ]),
);
const told = Object.entries(events).flatMap(([name, schema]) => tenantIdsOf(schema, `event ${name}`));

test('a tenant’s id is any GUID wherever it crosses, and nothing else', () => {
  const all = [...methods, ...told];
  expect(all.map(({ where }) => where)).toContain('customers.details takes: tenantId');
  expect(all.filter(({ pattern }) => !pattern.test(ODD)).map(({ where }) => where)).toEqual([]);
  expect(all.filter(({ pattern }) => pattern.test(`${ODD}x`)).map(({ where }) => where)).toEqual([]);
});
