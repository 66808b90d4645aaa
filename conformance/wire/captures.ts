import { readFileSync } from 'node:fs';
import { z } from 'zod';

const captureSchema = z.object({
  name: z.string(),
  /** What was typed into the real client. */
  command: z.string(),
  request: z.object({
    method: z.string(),
    url: z.string(),
    headers: z.record(z.string(), z.string()),
    body: z.string(),
  }),
  response: z.object({
    status: z.number(),
    headers: z.record(z.string(), z.string()),
    body: z.string(),
  }),
});

/** One request that the real client was seen to send, and what it was answered. */
export type Capture = z.infer<typeof captureSchema>;

/** One a line. Throws where a line is not a capture. */
export function readCaptures(file: string): Capture[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => captureSchema.parse(JSON.parse(line)));
}

/** A header by its name in any spelling. */
export function headerOf(capture: Capture, name: string): string | undefined {
  return Object.entries(capture.request.headers).find(([key]) => key.toLowerCase() === name)?.[1];
}
