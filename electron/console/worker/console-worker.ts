import type { MessagePort } from 'node:worker_threads';
import { startExport, type Exporter } from '../export/exporter.ts';
import { FailureError } from '../../../shared/model/failure.ts';
import type { FromWorker, ToWorker } from '../protocol.ts';
import { ResultLibrary } from '../results/library.ts';
import { answerCall, createCalls } from './calls.ts';
import { Filling } from './filling.ts';
import { Language } from './language.ts';
import { ScriptRunner } from './script/script-runner.ts';
import { Turns } from './turns.ts';
import { PAGE_SIZE } from './paging.ts';

type Post = (message: FromWorker, transfer?: ArrayBuffer[]) => void;

/** The line to main that scripts wait on; null: there is none, and only single commands run. */
export interface ScriptLine {
  readonly port: MessagePort;
  readonly signal: Int32Array;
  /** One number: the megabytes of all tabs together. */
  readonly allMemory: Int32Array;
  /** Megabytes that this thread's heap may have. */
  readonly memory: number;
}

/** What a tab's worker does with each message from main. Runs in any thread, so that tests need none. */
export function startConsoleWorker(post: Post, line: ScriptLine | null = null): (message: ToWorker) => void {
  const library = new ResultLibrary(20);
  const turns = new Turns();
  const scripts =
    line === null
      ? null
      : new ScriptRunner({
          ...line,
          post,
          library,
          other: (message) => receive(message),
          spare: () => turns.spare(),
        });
  const language = new Language(scripts);
  const calls = createCalls(library, language);
  const fillings = new Map<string, Filling>();
  const exporters = new Map<string, Exporter>();

  function run(message: ToWorker & { type: 'run' }): void {
    const { runId, resultId, at } = message;
    const largest = message.connection?.pageSize ?? PAGE_SIZE;
    const planned = language.plan(message.text, message.values, largest);
    if ('script' in planned) {
      scripts?.plan(message);
      return;
    }
    if ('problems' in planned) {
      post({ type: 'refused', runId, problems: planned.problems, cmdlet: planned.cmdlet });
      return;
    }
    const { command, wanted } = planned;
    const filling = new Filling({
      runId,
      resultId,
      at,
      cmdlet: command.cmdlet,
      wanted,
      largest,
      library,
      post,
    });
    // One run at a time: an older one has ended.
    fillings.clear();
    fillings.set(runId, filling);
    post({ type: 'planned', runId, plan: command });
  }

  function beginExport(message: ToWorker & { type: 'export' }): void {
    const { exportId } = message;
    try {
      const result = library.get(message.resultId);
      exporters.set(
        exportId,
        startExport(message, result, post, () => exporters.delete(exportId)),
      );
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      post({ type: 'exportFailed', exportId, failure: error.failure });
    }
  }

  const receive = (message: ToWorker): void => {
    switch (message.type) {
      case 'cmdlets':
        language.setCmdlets(message.text);
        return;
      case 'settings':
        library.setKept(message.resultsKept);
        return;
      case 'call':
        answerCall(calls, message, post, turns);
        return;
      case 'run':
        run(message);
        return;
      case 'connections':
        scripts?.setConnections(message);
        return;
      case 'say':
        scripts?.say(message.runId, message.text);
        return;
      case 'place':
        scripts?.keepPlace(message.runId, message.placeId);
        return;
      case 'fill':
        scripts?.fillPlace(message.placeId, message.text);
        return;
      case 'scriptGo':
        scripts?.go(message.runId);
        return;
      case 'answer':
        // Of a script that was stopped while it waited.
        return;
      case 'accepted':
        fillings.get(message.runId)?.accepted(message.command);
        return;
      case 'page':
        fillings.get(message.runId)?.page(message.seq, message.body);
        return;
      case 'end':
        fillings.get(message.runId)?.end(message.now);
        return;
      case 'export':
        beginExport(message);
        return;
      case 'exportNext':
        exporters.get(message.exportId)?.next();
        return;
      case 'exportCancel':
        exporters.get(message.exportId)?.cancel();
        return;
    }
  };
  return receive;
}
