import { randomUUID } from 'node:crypto';
import { NO_HELP, type CmdletHelp, type HelpAnswer } from '../../../shared/model/cmdlet-help.ts';
import { FailureError } from '../../../shared/model/failure.ts';
import type { HttpClient } from '../../http/types.ts';
import { isWebPage } from '../../http/web-page.ts';
import { helpFileUrl, MODULE_VERSION } from '../addresses.ts';
import { anchored, connectAnchor } from '../anchors.ts';
import type { Background } from '../background.ts';
import { sendAuthorized } from '../authorized.ts';
import { failureOfAnswer, unreadableAnswer } from '../errors.ts';
import type { FileThread } from '../modulefile/thread.ts';
import type { ModuleFileSource } from '../modulefile/source.ts';
import type { ExchangeTarget } from '../types.ts';
import { helpCacheFileOf, readHelpCache } from './cache.ts';
import type { HelpIndex, LoadedHelp } from './types.ts';

/** How long the thread may read, whatever is in the files. */
const READ_LIMIT_MS = 30_000;
/** What goes into a header: names of files and nothing that could end it. */
const FILE_NAME = /^[\w.-]{1,100}\.xml$/i;
const MOST_NAMES = 100;

export interface HelpFileDeps {
  readonly http: HttpClient;
  readonly target: ExchangeTarget;
  readonly moduleFile: Pick<ModuleFileSource, 'get'>;
  readonly thread: FileThread;
  readonly cacheFolder: string;
  readonly log: (level: 'info' | 'warn', text: string, more?: Record<string, unknown>) => void;
}

export interface HelpFileSource {
  /** Begins to read the cache, and to fetch the files when it may, once. */
  start(signal: AbortSignal, background: Pick<Background, 'mayBegin'>): void;
  /** From the cache where it is there, else as soon as the files have come. Nothing before `start`. Never throws. */
  of(cmdlet: string): Promise<HelpAnswer>;
}

/** The service's help (-LoadCmdletHelp, real-client.md 2.1): from the cache at once, and fetched anew with one request. */
export function createHelpFileSource(deps: HelpFileDeps): HelpFileSource {
  const { target, thread } = deps;
  const file = helpCacheFileOf(deps.cacheFolder, `${target.cacheKey}|${MODULE_VERSION}`);
  let current: LoadedHelp | null = null;
  let cached: Promise<void> = Promise.resolve();
  let loading: Promise<void> | null = null;
  let problem: string | null = null;

  async function load(signal: AbortSignal): Promise<void> {
    const { helpFiles } = await deps.moduleFile.get();
    const names = helpFiles.filter((name) => FILE_NAME.test(name)).slice(0, MOST_NAMES);
    if (names.length === 0) throw new Error('the service names no help files');
    const correlationId = randomUUID();
    const answer = await sendAuthorized(deps.http, target, {
      method: 'GET',
      url: helpFileUrl(target),
      headers: {
        helpfilenames: JSON.stringify(names),
        'connection-id': target.connectionId,
        'client-request-id': correlationId,
        ...anchored(connectAnchor(target)),
      },
      retry: 'read',
      idleTimeoutMs: 120_000,
      correlationId,
      signal,
    });
    const seen = { ...answer, cmdlet: 'EXOHelpFile', host: target.host, correlationId, changes: false };
    if (answer.status !== 200) throw await failureOfAnswer(target, { ...seen, known: true }, signal);
    if (isWebPage(answer.body)) throw unreadableAnswer(seen);
    await cached;
    const knownHash = current?.index.hash ?? null;
    const read = await thread.ask(
      { kind: 'help', body: answer.body, cacheFile: file, knownHash },
      READ_LIMIT_MS,
    );
    if (!read.ok) throw new Error(read.reason);
    if (read.leftOut.length > 0) deps.log('warn', 'help files: left out', { names: read.leftOut });
    if (read.text !== null && read.body !== null)
      current = { index: JSON.parse(read.text) as HelpIndex, body: read.body };
  }

  return {
    start(signal, background) {
      if (loading !== null) return;
      cached = readHelpCache(file).then((kept) => {
        current ??= kept;
      });
      loading = background
        .mayBegin(signal)
        .then(() => load(signal))
        .catch((error: unknown) => {
          problem = wordsOf(error);
          if (!signal.aborted) deps.log('warn', 'help files: not loaded', { reason: problem });
        });
    },
    async of(cmdlet) {
      if (loading === null) return NO_HELP;
      await cached;
      if (current === null) await loading;
      if (current === null) {
        return {
          help: null,
          problem: `The service's help could not be loaded: ${problem ?? 'no reason is known'}`,
        };
      }
      const help = helpIn(current, cmdlet);
      const [lost] = current.index.leftOut;
      if (help !== null || lost === undefined) return { help, problem: null };
      return { help, problem: `A part of the service's help could not be read: ${sentence(lost)}` };
    },
  };
}

function helpIn({ index, body }: LoadedHelp, cmdlet: string): CmdletHelp | null {
  const key = cmdlet.toLowerCase();
  const place = Object.hasOwn(index.places, key) ? index.places[key] : undefined;
  if (place === undefined) return null;
  try {
    return JSON.parse(new TextDecoder().decode(body.subarray(...place))) as CmdletHelp;
  } catch {
    // A cache that was changed by somebody else.
    return null;
  }
}

function wordsOf(error: unknown): string {
  if (error instanceof FailureError) return error.failure.message;
  return sentence(error instanceof Error ? error.message : String(error));
}

const sentence = (text: string): string => (text.endsWith('.') ? text : `${text}.`);
