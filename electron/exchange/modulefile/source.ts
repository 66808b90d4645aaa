import { randomUUID } from 'node:crypto';
import { FailureError } from '../../../shared/model/failure.ts';
import type { HttpClient, RetryNotice } from '../../http/types.ts';
import { MODULE_VERSION, moduleFileUrl } from '../addresses.ts';
import { anchored, connectAnchor } from '../anchors.ts';
import { sendAuthorized } from '../authorized.ts';
import { clientHeaders, LANGUAGE, type ClientName } from '../client-name.ts';
import { formOf } from '../body-form.ts';
import { failureOfAnswer, unreadableAnswer } from '../errors.ts';
import type { ExchangeTarget } from '../types.ts';
import { cacheFileOf, readCache } from './cache.ts';
import type { ModuleFileReader } from './reader.ts';
import type { ModuleMetadata } from './types.ts';

interface SourceDeps {
  readonly http: HttpClient;
  readonly client: ClientName;
  readonly target: ExchangeTarget;
  readonly reader: ModuleFileReader;
  readonly cacheFolder: string;
  readonly log: (level: 'info' | 'warn', text: string, more?: Record<string, unknown>) => void;
}

/** How long after connecting a list from the cache is fetched anew. */
const REFRESH_AFTER_MS = 1500;
/** How long after a list did not come that one is used without. */
const AGAIN_AFTER_MS = 5 * 60_000;

export interface ModuleFileSource {
  /** Begins to read the cache, and to fetch the file: at once where the cache has none, else a moment later. */
  start(signal: AbortSignal): void;
  /** From the cache where it is there, else as soon as the file has come. After a failure the next call tries again. */
  get(): Promise<ModuleMetadata>;
  /**
   * Told each time that the file was asked for: null where it came.
   *
   * @param waits told when it is asked for once more, after a while
   */
  onFetched(listener: (problem: FailureError | null) => void, waits: (notice: RetryNotice) => void): void;
}

/** What this account may run: at once from the cache, and fetched anew in the background with one request. */
export function createModuleFileSource(deps: SourceDeps): ModuleFileSource {
  const { target } = deps;
  const file = cacheFileOf(deps.cacheFolder, `${target.cacheKey}|${MODULE_VERSION}`);
  let current: ModuleMetadata | null = null;
  let signal = new AbortController().signal;
  let cached: Promise<void> = Promise.resolve();
  let fetching: Promise<ModuleMetadata> | null = null;
  let tellWait: (notice: RetryNotice) => void = () => undefined;
  let tell: (problem: FailureError | null) => void = () => undefined;

  async function fetchFile(): Promise<ModuleMetadata> {
    const correlationId = randomUUID();
    const answer = await sendAuthorized(deps.http, target, {
      method: 'GET',
      url: moduleFileUrl(target),
      headers: {
        ...clientHeaders(deps.client, target.connectionId),
        ...LANGUAGE,
        accept: 'application/json',
        'client-request-id': correlationId,
        ...anchored(connectAnchor(target)),
        commandname: commandNames(target),
        'x-initializeconnectioncontextobjectiddynamic': 'true',
        skiploadingformatdata: 'true',
      },
      retry: 'read',
      idleTimeoutMs: 120_000,
      correlationId,
      signal,
      onRetry: (notice) => tellWait(notice),
    });
    if (answer.status !== 200) {
      throw await failureOfAnswer(
        target,
        {
          ...answer,
          cmdlet: 'EXOModuleFile',
          host: target.host,
          correlationId,
          changes: false,
          known: true,
        },
        signal,
      );
    }
    if (formOf(answer.body) !== 'whole') {
      const seen = { ...answer, cmdlet: 'EXOModuleFile', host: target.host, correlationId, changes: false };
      throw unreadableAnswer(seen);
    }
    await cached;
    const known = current;
    const text = await deps.reader.read({
      body: answer.body,
      cacheFile: file,
      knownHash: known?.hash ?? null,
    });
    const metadata = text === null && known !== null ? known : (JSON.parse(text ?? '') as ModuleMetadata);
    current = metadata;
    return metadata;
  }

  function load(): Promise<ModuleMetadata> {
    fetching ??= fetchFile().catch((error: unknown) => {
      fetching = null;
      throw error;
    });
    return fetching;
  }

  return {
    start(closing) {
      signal = closing;
      cached = readCache(file).then((metadata) => {
        // An empty list is asked for anew: a role may have come since.
        if (metadata !== null && metadata.cmdlets.length > 0) current ??= metadata;
        if (current === null) begin();
        else later(begin, closing, REFRESH_AFTER_MS);
      });
      function begin(): void {
        load().then(
          () => tell(null),
          (error: unknown) => {
            if (closing.aborted) return;
            deps.log('warn', 'module file: not loaded', { reason: String(error) });
            if (error instanceof FailureError) tell(error);
            if (current !== null) later(begin, closing, AGAIN_AFTER_MS);
          },
        );
      }
    },
    onFetched(listener, waits) {
      tell = listener;
      tellWait = waits;
    },
    async get() {
      await cached;
      return current ?? load();
    },
  };
}

/** A list that is merely to be renewed makes way for what the person is waiting for. */
function later(action: () => void, closing: AbortSignal, ms: number): void {
  if (closing.aborted) return;
  const timer = setTimeout(action, ms);
  timer.unref();
  closing.addEventListener('abort', () => clearTimeout(timer), { once: true });
}

/** Which cmdlets the file shall have: wildcards as they were given (real-client.md 2.2). */
function commandNames({ options }: ExchangeTarget): string {
  return options.commandNames.length === 0 ? '*' : options.commandNames.join(',');
}
