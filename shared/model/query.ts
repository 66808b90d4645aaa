import { z } from 'zod';

const common = {
  /** As in the text: `{mailbox}`. */
  name: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/),
  label: z.string().max(80),
  help: z.string().max(200),
  required: z.boolean(),
};

/** One field of a saved query's form. Values are bound as values and never pasted into the text. */
export const queryParameterSchema = z.discriminatedUnion('kind', [
  z.object({ ...common, kind: z.literal('text'), initial: z.string().max(1000) }),
  z.object({
    ...common,
    kind: z.literal('choice'),
    options: z.array(z.string().max(200)).min(1).max(100),
    initial: z.string().max(200),
  }),
  z.object({ ...common, kind: z.literal('date'), initial: z.string().max(30) }),
  z.object({
    ...common,
    kind: z.literal('number'),
    initial: z.number().nullable(),
    min: z.number().nullable(),
    max: z.number().nullable(),
  }),
  z.object({ ...common, kind: z.literal('switch'), initial: z.boolean() }),
]);
export type QueryParameter = z.infer<typeof queryParameterSchema>;

export const savedQuerySchema = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1).max(120),
  description: z.string().max(1000),
  folder: z.string().trim().max(60),
  text: z.string().max(100_000),
  parameters: z.array(queryParameterSchema).max(30),
  /** Refuses to run anything that changes data; enforced in main. */
  readOnly: z.boolean(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type SavedQuery = z.infer<typeof savedQuerySchema>;

/** What the form holds, by parameter name; null is "left empty" and leaves its parameter out. */
export const queryValuesSchema = z.record(
  z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/),
  z.union([z.string().max(10_000), z.number(), z.boolean(), z.null()]),
);
export type QueryValues = z.infer<typeof queryValuesSchema>;
