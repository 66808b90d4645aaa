import { writeFile } from 'node:fs/promises';
import type { CmdletInfo } from '../../shared/model/cmdlet.ts';
import { readCaptures } from './captures.ts';
import { problemText, reportOf, summaryText, type CaptureReport } from './report.ts';
import { Replay } from './run.ts';

/** Where a run says what it has to say. */
export interface Said {
  out(text: string): void;
  error(text: string): void;
}

const said: Said = {
  out: (text) => void process.stdout.write(text),
  error: (text) => void process.stderr.write(text),
};

/**
 * `npm run conformance -- --wire`. Exit status 1: something differs that is not meant, or a line could not be read;
 * 2: there is nothing to compare, or the report can't be written.
 */
export async function runWire(
  file: string,
  cmdlets: readonly CmdletInfo[],
  { json = null, to = said }: { readonly json?: string | null; readonly to?: Said } = {},
): Promise<number> {
  let read: Awaited<ReturnType<typeof readCaptures>>;
  try {
    read = await readCaptures(file);
  } catch (error) {
    to.error(`${file} can’t be read: ${wordsOf(error)}\n`);
    return 2;
  }
  const { captures, bad } = read;
  if (captures.length === 0) {
    for (const { line, problem } of bad) to.error(`line ${String(line)}: ${problem}\n`);
    to.error(`${file} has no captures: one a line, with name, command, request and response\n`);
    return 2;
  }
  const replay = await Replay.open(cmdlets);
  const reports: CaptureReport[] = [];
  try {
    for (const capture of captures) {
      const { report } = await replay.of(capture);
      reports.push(report);
      to.out(problemText(report));
    }
  } finally {
    await replay.close();
  }
  const report = reportOf(reports, bad);
  to.out(summaryText(report));
  if (json !== null) {
    try {
      await writeFile(json, `${JSON.stringify(report, null, 2)}\n`);
    } catch (error) {
      to.error(`The report can’t be written: ${wordsOf(error)}\n`);
      return 2;
    }
  }
  return report.different === 0 && bad.length === 0 ? 0 : 1;
}

function wordsOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const words: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file',
    EISDIR: 'it is a folder',
    EACCES: 'access is denied',
  };
  return words[code] ?? (error instanceof Error ? error.message : String(error));
}
