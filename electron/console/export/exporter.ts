import { FailureError, type Failure } from '../../../shared/model/failure.ts';
import type { ExportFormat, FromWorker } from '../protocol.ts';
import type { ResultColumn } from '../results/columns.ts';
import type { ResultSet } from '../results/result-set.ts';
import { Abandoned, Breather } from '../worker/breather.ts';
import { csvPieces } from './csv.ts';
import { jsonPieces } from './json.ts';
import { chosenColumns, type ExportPiece } from './rows.ts';
import { xlsxPieces } from './xlsx.ts';

/** Bytes in one message to main: few messages, and none that keeps main busy. */
const CHUNK = 256 * 1024;

/** A chunk goes out only when main has written the one before. */
export interface Exporter {
  next(): void;
  cancel(): void;
}

const PIECES: Readonly<
  Record<
    ExportFormat,
    (result: ResultSet, columns: ResultColumn[], breather: Breather) => AsyncGenerator<ExportPiece>
  >
> = { csv: csvPieces, json: jsonPieces, xlsx: xlsxPieces };

/** Writes a result's view in the worker, chunk by chunk, as main asks for them. */
export function startExport(
  job: { exportId: string; format: ExportFormat; columns: readonly string[] },
  result: ResultSet,
  post: (message: FromWorker, transfer?: ArrayBuffer[]) => void,
  onDone: () => void,
): Exporter {
  let cancelled = false;
  let wanted = 1;
  let wake: (() => void) | null = null;

  async function asked(): Promise<void> {
    while (wanted === 0 && !cancelled) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    if (cancelled) throw new Abandoned();
    wanted--;
  }

  async function run(): Promise<void> {
    const columns = chosenColumns(result, job.columns);
    const total = result.total;
    const gathered: Uint8Array[] = [];
    let size = 0;
    let rows = 0;
    const send = async (last: boolean) => {
      await asked();
      const bytes = join(gathered.splice(0), size);
      size = 0;
      post({ type: 'chunk', exportId: job.exportId, bytes, rows, total, last }, [bytes.buffer]);
    };
    for await (const part of PIECES[job.format](result, columns, new Breather(() => !cancelled))) {
      gathered.push(part.bytes);
      size += part.bytes.byteLength;
      rows += part.rows;
      if (size >= CHUNK) await send(false);
    }
    await send(true);
  }

  void run()
    .catch((error: unknown) => {
      if (error instanceof Abandoned) return;
      post({ type: 'exportFailed', exportId: job.exportId, failure: failureOf(error) });
    })
    .finally(onDone);

  return {
    next() {
      wanted++;
      wake?.();
    },
    cancel() {
      cancelled = true;
      wake?.();
    },
  };
}

function join(parts: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
}

function failureOf(error: unknown): Failure {
  if (error instanceof FailureError) return error.failure;
  return {
    code: 'internal',
    message: `The file could not be written: ${error instanceof Error ? error.message : String(error)}.`,
    hint: 'Try another format, and send the details to support.',
    correlationId: null,
    retryable: true,
  };
}
