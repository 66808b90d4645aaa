import { z } from 'zod';

/** What a running script asks the person. */
export const promptSchema = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['line', 'secret']), caption: z.string() }),
  z.object({ type: z.literal('credential'), caption: z.string(), userName: z.string().nullable() }),
  /** Rows of a result that is shown as a grid (Out-GridView -PassThru). */
  z.object({
    type: z.literal('rows'),
    caption: z.string(),
    resultId: z.uuid(),
    many: z.boolean(),
  }),
  z.object({
    type: z.literal('choice'),
    caption: z.string(),
    message: z.string(),
    /** With PowerShell's mark for the key: "&Yes". */
    answers: z.array(z.string()).min(1).max(20),
    otherwise: z.int(),
  }),
]);

export const promptViewSchema = z.object({
  promptId: z.uuid(),
  tabId: z.uuid(),
  runId: z.uuid(),
  prompt: promptSchema,
});
export type PromptView = z.infer<typeof promptViewSchema>;

export const promptAnswerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string().max(100_000) }),
  z.object({
    type: z.literal('credential'),
    userName: z.string().max(500),
    password: z.string().max(10_000),
  }),
  z.object({ type: z.literal('choice'), index: z.int().min(0).max(19) }),
  /** Stretches [from, to) of the grid's view, in its order; none: nothing was picked, and the script goes on. */
  z.object({
    type: z.literal('rows'),
    stretches: z.array(z.tuple([z.int().min(0), z.int().min(0)])).max(100_000),
  }),
  z.object({ type: z.literal('cancel') }),
]);
export type PromptAnswer = z.infer<typeof promptAnswerSchema>;
