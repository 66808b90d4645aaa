import type { HttpClient, HttpResponse } from '../http/types.ts';
import { betaBase } from './addresses.ts';
import { sendAuthorized } from './authorized.ts';
import { readBatchAnswer, type PartAnswer } from './batch-answer.ts';
import type { ClientName } from './client-name.ts';
import { failureOfAnswer, unreadableAnswer } from './errors.ts';
import { invokeBody, invokeHeaders, listenersOf, patienceFor } from './page-request.ts';
import type { AnswerPage, BatchRequest, ExchangeTarget, PageRequest } from './types.ts';
import { writeWireJson } from './wire-json.ts';

/** Parts of one batch, as the module sends them (real-client.md 5); the service's own limit is not known. */
const MOST_PARTS = 10;

/** The service, or something before it, has no batches: nothing of it ran, so its parts may go alone. */
const NO_BATCH = new Set([404, 405, 413]);

export interface BatchDeps {
  readonly http: HttpClient;
  readonly client: ClientName;
  readonly target: ExchangeTarget;
  /** False: the account's own list has no such cmdlet; null: there is no list yet. */
  readonly isKnown: (cmdlet: string) => boolean | null;
  /** One call by itself; `before`: what a batch answered to it, from which a second try follows by the usual rules. */
  readonly alone: (page: PageRequest, before: HttpResponse | null) => Promise<AnswerPage>;
}

/**
 * Sends the calls as one `$batch`. Each answer comes or fails by itself: throttled parts, and reads that met a fault or
 * were cut off, are asked again alone; a change that has no answer is `outcome-unknown` and never sent twice.
 */
export function sendBatch(deps: BatchDeps, request: BatchRequest): readonly Promise<AnswerPage>[] {
  const { cmdlet, changes, correlationId, onRetry } = request;
  const whole = sendWhole(deps, request);
  return request.parts.map(async ({ parameters, pageSize, signal }, at) => {
    const page: PageRequest = {
      ...{
        cmdlet,
        parameters,
        pageSize,
        nextLink: null,
        correlationId,
        changes,
        signal,
        wasPart: true as const,
      },
      ...(onRetry === undefined ? {} : { onRetry }),
    };
    const { answer, parts } = await whole;
    const own = parts.get(String(at));
    if (own !== undefined) {
      return deps.alone(page, { ...own, tries: answer.tries, elapsedMs: answer.elapsedMs });
    }
    if (changes && !NO_BATCH.has(answer.status)) throw unreadableAnswer(seen(deps, request, answer));
    return deps.alone(page, null);
  });
}

async function sendWhole(
  deps: BatchDeps,
  request: BatchRequest,
): Promise<{ answer: HttpResponse; parts: ReadonlyMap<string, PartAnswer> }> {
  const { target, client } = deps;
  const { cmdlet, correlationId, changes, signal } = request;
  const pages = request.parts.map(({ parameters, pageSize }) => ({
    ...{
      cmdlet,
      parameters,
      pageSize,
      nextLink: null,
      correlationId,
      changes,
      signal,
      wasPart: true as const,
    },
  }));
  const [first] = pages;
  if (first === undefined || pages.length > MOST_PARTS)
    throw new RangeError(`${pages.length} parts in a batch`);
  const url = `${betaBase(target)}InvokeCommand`;
  const answer = await sendAuthorized(deps.http, target, {
    method: 'POST',
    url: `${betaBase(target)}$batch`,
    headers: { ...invokeHeaders(target, client, first), prefer: 'odata.continue-on-error' },
    body: (token) =>
      writeWireJson({
        requests: pages.map((page, at) => {
          const headers = invokeHeaders(target, client, page);
          return {
            id: String(at),
            method: 'POST',
            url,
            headers: {
              ...headers,
              authorization: `Bearer ${token}`,
            },
            body: invokeBody(page),
          };
        }),
      }),
    retry: changes ? 'change' : 'read',
    idleTimeoutMs: patienceFor(cmdlet),
    correlationId,
    signal,
    ...listenersOf(request),
  });
  if (NO_BATCH.has(answer.status)) return { answer, parts: new Map() };
  const told = seen(deps, request, answer);
  if (answer.status !== 200) {
    throw await failureOfAnswer(target, { ...told, known: deps.isKnown(cmdlet) }, signal);
  }
  const parts = readBatchAnswer(answer.body);
  if (parts === null) throw unreadableAnswer(told);
  return { answer, parts };
}

function seen({ target }: BatchDeps, { cmdlet, correlationId, changes }: BatchRequest, answer: HttpResponse) {
  return { cmdlet, host: target.host, ...answer, correlationId, changes };
}
