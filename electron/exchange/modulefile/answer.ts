import { createHash } from 'node:crypto';
import { readModuleFile } from '../../../shared/powershell/modulefile/reader.ts';
import type { ModuleMetadata } from './types.ts';

/** What an answer of EXOModuleFile says, or null where it is the file with the known hash. */
export interface ReadAnswer {
  readonly metadata: ModuleMetadata;
  /** Functions that could not be read, by name and reason. */
  readonly leftOut: readonly string[];
}

interface ModuleEntry {
  readonly fileName: string;
  readonly fileContent: string;
  readonly exportedCmdlets: readonly string[] | null;
}

/** Reads the answer (real-client.md 2.2: `value[]` of `{fileName, fileContent, exportedCmdlets}`). Throws Error in plain words. */
export function readModuleAnswer(body: Uint8Array, knownHash: string | null): ReadAnswer | null {
  const hash = createHash('sha256').update(body).digest('hex');
  if (hash === knownHash) return null;
  const entry = scriptOf(body);
  if (entry === null) return { metadata: { hash, cmdlets: [], publicKey: null, helpFiles: [] }, leftOut: [] };
  const file = readModuleFile(entry.fileContent);
  const may = entry.exportedCmdlets ?? file.exported;
  const allowed = may === null ? null : new Set(may.map((name) => name.toLowerCase()));
  return {
    metadata: {
      hash,
      cmdlets: file.cmdlets.filter(({ name }) => allowed?.has(name.toLowerCase()) ?? true),
      publicKey: file.publicKey,
      helpFiles: file.helpFiles,
    },
    leftOut: file.skipped.map(({ name, reason }) => `${name}: ${reason}`),
  };
}

/** The script among the answer's files: the one that is no format file. Null: the account has no cmdlets at all. */
function scriptOf(body: Uint8Array): ModuleEntry | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder().decode(body));
  } catch {
    throw new Error('the answer is not JSON');
  }
  const value: unknown =
    parsed !== null && typeof parsed === 'object' && 'value' in parsed ? parsed.value : null;
  if (!Array.isArray(value)) throw new Error('the answer has no list of files');
  for (const file of value as unknown[]) {
    if (file === null || typeof file !== 'object') continue;
    const { fileName, fileContent, exportedCmdlets } = file as Record<string, unknown>;
    if (typeof fileContent !== 'string') continue;
    if (typeof fileName === 'string' && fileName.endsWith('.format.ps1xml')) continue;
    return {
      fileName: typeof fileName === 'string' ? fileName : '',
      fileContent,
      exportedCmdlets: namesOf(exportedCmdlets),
    };
  }
  return null;
}

function namesOf(list: unknown): string[] | null {
  if (typeof list === 'string')
    return list
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean);
  return Array.isArray(list) ? list.filter((name): name is string => typeof name === 'string') : null;
}
