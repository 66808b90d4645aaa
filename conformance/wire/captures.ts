import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const absolute = z
  .string()
  .refine((text) => URL.canParse(text) && /^https?:/iu.test(text), 'not the address of a request');

const captureSchema = z.object({
  name: z.string(),
  /** What was typed into the real client. */
  command: z.string(),
  request: z.object({
    method: z.string(),
    url: absolute,
    headers: z.record(z.string(), z.string()).default({}),
    body: z.string().default(''),
  }),
  response: z
    .object({
      status: z.number(),
      headers: z.record(z.string(), z.string()).default({}),
      body: z.string().default(''),
    })
    .default({ status: 200, headers: {}, body: '' }),
});

/** One request that the real client was seen to send, and what it was answered. */
export type Capture = z.infer<typeof captureSchema>;

/** A line of a file that is no capture. */
export interface BadLine {
  /** Counted from 1. */
  readonly line: number;
  readonly problem: string;
}

/** One a line, read a line at a time. Lines that are no captures are told, not thrown; throws where the file can't be read. */
export async function readCaptures(file: string): Promise<{ captures: Capture[]; bad: BadLine[] }> {
  const captures: Capture[] = [];
  const bad: BadLine[] = [];
  let line = 0;
  // A line may end in \r\n, and a file may begin with a mark of its byte order.
  for await (const raw of createInterface({
    input: createReadStream(file, 'utf8'),
    crlfDelay: Infinity,
  })) {
    line++;
    const text = raw.replace(/^\uFEFF/u, '').trim();
    if (text === '') continue;
    try {
      captures.push(captureSchema.parse(JSON.parse(text)));
    } catch (error) {
      bad.push({ line, problem: problemOf(error) });
    }
  }
  return { captures, bad };
}

function problemOf(error: unknown): string {
  if (!(error instanceof z.ZodError)) return 'not JSON';
  const [issue] = error.issues;
  if (issue === undefined) return 'not a capture';
  return issue.path.length === 0
    ? 'not a capture'
    : `not a capture: ${issue.path.join('.')}: ${issue.message}`;
}

/** A header by its name in any spelling. */
export function headerOf(capture: Capture, name: string): string | undefined {
  return Object.entries(capture.request.headers).find(([key]) => key.toLowerCase() === name)?.[1];
}
