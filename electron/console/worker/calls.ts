import { FailureError, type Failure } from '../../../shared/model/failure.ts';
import type { CallName, FromWorker, WorkerCalls } from '../protocol.ts';
import type { ResultLibrary } from '../results/library.ts';
import { textLines } from '../results/text-view.ts';
import { Abandoned, type Stretches } from './breather.ts';
import type { Language } from './language.ts';
import type { Turns } from './turns.ts';

/** Rows and lines that one question may ask for. */
const MOST_ROWS = 500;
const MOST_LINES = 1000;
/** Rows that are copied at once; the clipboard is no place for more. */
const MOST_COPIED = 100_000;

type Calls = {
  readonly [N in CallName]: (
    input: WorkerCalls[N]['input'],
  ) => WorkerCalls[N]['output'] | Stretches<WorkerCalls[N]['output']>;
};

/** What the worker answers when asked. */
export function createCalls(library: ResultLibrary, language: Language): Calls {
  return {
    check: ({ text }) => language.check(text),
    complete: ({ text, offset, files }) => language.complete(text, offset, files),
    help: ({ text, offset }) => language.help(text, offset),
    results: () => library.list(),
    columns: ({ resultId }) => library.get(resultId).columns(),
    *setView({ resultId, view }) {
      const result = library.get(resultId);
      try {
        return yield* result.arrange(view);
      } catch (error) {
        // A newer view came meanwhile: this one's answer no longer matters.
        if (error instanceof Abandoned) return { total: result.total, version: result.version };
        throw error;
      }
    },
    rows({ resultId, columns, from, to }) {
      const result = library.get(resultId);
      const end = Math.min(to, from + MOST_ROWS);
      return {
        version: result.version,
        total: result.total,
        from,
        rows: result.texts(columns, from, end, 'shown'),
      };
    },
    details: ({ resultId, row }) => library.get(resultId).details(row),
    copyText({ resultId, columns, from, to }) {
      const result = library.get(resultId);
      const rows = result.texts(columns, from, Math.min(to, from + MOST_COPIED));
      const lines = [columns, ...rows].map((cells) => cells.map(plainCell).join('\t'));
      return { rows: rows.length, text: lines.join('\r\n') };
    },
    text: ({ resultId, from, to }) => textLines(library.get(resultId), from, Math.min(to, from + MOST_LINES)),
    dropResult({ resultId }) {
      library.drop(resultId);
      return null;
    },
  };
}

/** Tabs and line ends would tear the block apart where it is pasted. */
function plainCell(text: string): string {
  return text.replace(/[\t\r\n]+/g, ' ');
}

/**
 * Answers one question; whatever goes wrong goes back as a failure. A short answer is posted before this returns, a
 * long one is worked out in turns: both come also while a script holds the thread.
 */
export function answerCall(
  calls: Calls,
  call: { id: number; name: CallName; input: unknown },
  post: (message: FromWorker) => void,
  turns: Turns,
): void {
  const { id } = call;
  const done = (value: unknown) => post({ type: 'reply', id, ok: true, value });
  const failed = (error: unknown) => post({ type: 'reply', id, ok: false, failure: failureOf(error) });
  try {
    // Each name has its own input; main only sends matching pairs (WorkerCalls).
    const handler = calls[call.name] as (input: unknown) => unknown;
    const answer = handler(call.input);
    if (isLong(answer)) turns.run(answer, done, failed);
    else done(answer);
  } catch (error) {
    failed(error);
  }
}

function isLong(answer: unknown): answer is Stretches<unknown> {
  return answer !== null && typeof answer === 'object' && 'next' in answer;
}

function failureOf(error: unknown): Failure {
  if (error instanceof FailureError) return error.failure;
  return {
    code: 'internal',
    message: `The console could not answer: ${error instanceof Error ? error.message : String(error)}.`,
    hint: 'Run the command again.',
    correlationId: null,
    retryable: true,
  };
}
