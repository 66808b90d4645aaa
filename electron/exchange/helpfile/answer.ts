import { createHash } from 'node:crypto';
import type { HelpIndex } from './types.ts';
import { readMaml } from './maml.ts';

/** Characters of one file; the largest of the service's have a few million. */
const LONGEST_FILE = 12 * 1024 * 1024;
const MOST_FILES = 200;

export interface ReadHelp {
  readonly index: HelpIndex;
  /** JSON of CmdletHelp, one after the other. */
  readonly body: Uint8Array<ArrayBuffer>;
}

/**
 * What an answer of EXOHelpFile says (real-client.md 2.1: `value[]` of `{fileName, helpFileContent}`), or null where it
 * is the one with the known hash. A file that can't be read is left out. Throws Error in plain words where none can.
 */
export function readHelpAnswer(answer: Uint8Array, knownHash: string | null): ReadHelp | null {
  const hash = createHash('sha256').update(answer).digest('hex');
  if (hash === knownHash) return null;
  const files = filesIn(answer);
  const leftOut: string[] = [];
  const places: Record<string, [from: number, to: number]> = {};
  const chunks: Buffer[] = [];
  let length = 0;
  let read = 0;
  for (const { name, content } of files) {
    try {
      if (content.length > LONGEST_FILE) throw new Error('it is too large');
      for (const help of readMaml(content)) {
        const key = help.name.toLowerCase();
        if (Object.hasOwn(places, key)) continue;
        const chunk = Buffer.from(JSON.stringify(help));
        places[key] = [length, length + chunk.byteLength];
        length += chunk.byteLength;
        chunks.push(chunk);
      }
      read++;
    } catch (error) {
      leftOut.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (read === 0) throw new Error(leftOut[0] ?? 'the answer has no help files');
  return { index: { hash, places, leftOut }, body: Uint8Array.from(Buffer.concat(chunks)) };
}

interface HelpFile {
  readonly name: string;
  readonly content: string;
}

function filesIn(answer: Uint8Array): HelpFile[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder().decode(answer));
  } catch {
    throw new Error('the answer is not JSON');
  }
  const value: unknown =
    parsed !== null && typeof parsed === 'object' && 'value' in parsed ? parsed.value : null;
  if (!Array.isArray(value)) throw new Error('the answer has no list of files');
  return (value as unknown[]).slice(0, MOST_FILES).flatMap((file) => {
    if (file === null || typeof file !== 'object') return [];
    const { fileName, helpFileContent } = file as Record<string, unknown>;
    if (typeof helpFileContent !== 'string') return [];
    const name = typeof fileName === 'string' ? fileName.replace(/[^\w.-]/g, '').slice(0, 100) : '';
    return [{ name: name === '' ? 'a file' : name, content: helpFileContent }];
  });
}
