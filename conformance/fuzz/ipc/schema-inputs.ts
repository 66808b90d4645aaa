import fc from 'fast-check';
import type { z } from 'zod';

/** Makes the inputs of one member by its name, where the shape alone would say too little. */
export type ByName = (path: readonly string[]) => fc.Arbitrary<unknown> | null;

/** What is looked at of a schema of zod 4. */
interface Definition {
  readonly type: string;
  readonly format?: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly innerType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly keyType?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly items?: readonly z.ZodType[];
  readonly entries?: Readonly<Record<string, string>>;
  readonly values?: readonly unknown[];
}

const words = fc.constantFrom('', 'a', 'Contoso', 'ü', '密碼😀', "it's", '*', '..', 'x'.repeat(300));

/** Inputs of the shape that a schema asks for; finer rules (a length, a pattern) are met often, not always. */
export function inputsOf(schema: z.ZodType, byName: ByName, path: readonly string[]): fc.Arbitrary<unknown> {
  const named = byName(path);
  if (named !== null) return named;
  const definition = schema.def as unknown as Definition;
  const inner = (one: z.ZodType | undefined, ...more: string[]): fc.Arbitrary<unknown> =>
    one === undefined ? fc.constant(undefined) : inputsOf(one, byName, [...path, ...more]);
  switch (definition.type) {
    case 'void':
    case 'undefined':
      return fc.constant(undefined);
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'number':
      return fc.oneof(fc.integer({ min: 0, max: 500 }), fc.integer(), fc.constantFrom(0, 1, -1, 2 ** 53 - 1));
    case 'string':
      return ofFormat(definition.format);
    case 'enum':
      return fc.constantFrom(...Object.values(definition.entries ?? {}));
    case 'literal':
      return fc.constantFrom(...(definition.values ?? []));
    case 'optional':
    case 'default':
    case 'nullable':
      return fc.oneof(
        { arbitrary: inner(definition.innerType), weight: 3 },
        { arbitrary: fc.constant(definition.type === 'nullable' ? null : undefined), weight: 1 },
      );
    case 'array':
      return fc.array(inner(definition.element), { maxLength: 4 });
    case 'tuple':
      return fc.tuple(...(definition.items ?? []).map((item) => inner(item)));
    case 'record':
      return fc.dictionary(fc.string({ maxLength: 12 }), inner(definition.valueType), { maxKeys: 3 });
    case 'union':
      return fc.oneof(...(definition.options ?? []).map((option) => inner(option)));
    case 'object': {
      const members = Object.entries(definition.shape ?? {}).map(
        ([name, member]) => [name, inner(member, name)] as const,
      );
      return fc.record(Object.fromEntries(members)).map(withoutUndefined);
    }
    case 'pipe':
      return fc.anything();
    default:
      throw new Error(`no inputs for a schema of the type ${definition.type}`);
  }
}

function ofFormat(format: string | undefined): fc.Arbitrary<unknown> {
  switch (format) {
    case 'uuid':
    case 'guid':
      return fc.uuid();
    case 'datetime':
      return fc.date({ noInvalidDate: true }).map((at) => at.toISOString());
    case 'url':
      return fc.webUrl();
    default:
      return fc.oneof(words, fc.string({ maxLength: 40, unit: 'binary' }));
  }
}

const withoutUndefined = (made: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined));
