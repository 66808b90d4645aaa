import { z } from 'zod';
import { defineDomain } from './define.ts';

export const diagnostics = defineDomain({
  /** The support bundle's whole content as text, as it would be saved. */
  preview: { input: z.void(), output: z.object({ text: z.string() }) },
  save: { input: z.void(), output: z.object({ path: z.string() }).nullable() },
  openLogFolder: { input: z.void(), output: z.void() },
});
