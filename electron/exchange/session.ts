import { fail } from '../../shared/model/failure.ts';
import type { CmdletInfo } from '../../shared/model/cmdlet.ts';
import type { HttpClient, HttpResponse } from '../http/types.ts';
import { sendAuthorized } from './authorized.ts';
import type { ClientName } from './client-name.ts';
import { failureOfAnswer, unreadableAnswer } from './errors.ts';
import { EXO_CMDLETS } from './exo/cmdlets.ts';
import { isExoCmdlet } from './exo/request.ts';
import type { ModuleFileSource } from './modulefile/source.ts';
import { exoWire, invokeWire } from './page-request.ts';
import { encryptSecret, readPublicKey } from './secrets.ts';
import type { AnswerPage, ExchangeSession, ExchangeTarget, PageRequest } from './types.ts';

/** How often a read whose body turned out cut is asked for again. */
const CUT_TRIES = 3;

interface SessionDeps {
  readonly http: HttpClient;
  readonly client: ClientName;
  readonly target: ExchangeTarget;
  readonly moduleFile: ModuleFileSource;
}

/** One connection's way to Exchange: pages of cmdlets, and the list of cmdlets that its account may run. */
export function createSession({ http, client, target, moduleFile }: SessionDeps): ExchangeSession {
  const closing = new AbortController();
  const listeners = new Set<AbortController>();
  let names: ReadonlySet<string> | null = null;
  moduleFile.start(closing.signal);

  async function cmdlets(): Promise<readonly CmdletInfo[]> {
    const { cmdlets: own } = await moduleFile.get();
    names ??= new Set(own.map((cmdlet) => cmdlet.name.toLowerCase()));
    return own.length === 0 ? EXO_CMDLETS : [...EXO_CMDLETS, ...own];
  }

  async function getPage(page: PageRequest): Promise<AnswerPage> {
    if (closing.signal.aborted) throw notConnected();
    const own = linked(page.signal);
    try {
      return await ask({ ...page, signal: own.signal });
    } finally {
      listeners.delete(own);
    }
  }

  function linked(signal: AbortSignal): AbortController {
    const own = new AbortController();
    listeners.add(own);
    if (signal.aborted) own.abort();
    else signal.addEventListener('abort', () => own.abort(), { once: true });
    return own;
  }

  async function ask(page: PageRequest): Promise<AnswerPage> {
    const wire = isExoCmdlet(page.cmdlet) ? exoWire(target, client, page) : invokeWire(target, client, page);
    for (let attempt = 1; ; attempt++) {
      const answer = await sendAuthorized(http, target, wire);
      if (answer.status === 204) return pageOf(page, answer);
      const seen = {
        cmdlet: page.cmdlet,
        host: target.cloud.exchangeHost,
        ...answer,
        correlationId: page.correlationId,
        changes: page.changes,
      };
      if (answer.status !== 200) {
        throw failureOfAnswer({ ...seen, known: names === null ? null : isKnown(page.cmdlet) });
      }
      const form = formOf(answer.body);
      if (form === 'whole') return pageOf(page, answer);
      if (form !== 'cut' || page.changes || attempt >= CUT_TRIES) throw unreadableAnswer(seen);
      page.onRetry?.({ attempt: attempt + 1, until: new Date(), reason: 'The answer was cut off' });
    }
  }

  function isKnown(cmdlet: string): boolean {
    return isExoCmdlet(cmdlet) || names?.has(cmdlet.toLowerCase()) === true;
  }

  return {
    target,
    cmdlets,
    getPage,
    async encryptSecret(plain) {
      const { publicKey } = await moduleFile.get();
      const key = publicKey === null ? null : readPublicKey(publicKey);
      if (key === null) {
        throw fail(
          'cmdlet-refused',
          'The service gave no key to protect secrets with, so nothing was sent.',
          'Disconnect, connect again and retry.',
        );
      }
      return encryptSecret(key, plain);
    },
    close() {
      closing.abort();
      for (const own of listeners) own.abort();
      listeners.clear();
    },
  };
}

function notConnected(): Error {
  return fail('not-connected', 'This connection was closed.', 'Connect again.');
}

function pageOf(page: PageRequest, answer: HttpResponse): AnswerPage {
  return {
    body: answer.body,
    status: answer.status,
    headers: answer.headers,
    correlationId: page.correlationId,
    tries: answer.tries,
    elapsedMs: answer.elapsedMs,
  };
}

const BLANKS = new Set([0x20, 0x09, 0x0a, 0x0d]);
const OPEN = 0x7b;
const CLOSE = 0x7d;

/** Whether a body can be a JSON object, by its two ends; it is parsed in the worker. */
function formOf(body: Uint8Array): 'whole' | 'cut' | 'other' {
  let first = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? 3 : 0;
  while (BLANKS.has(body[first] ?? 0)) first++;
  if (body[first] !== OPEN) return 'other';
  let last = body.byteLength - 1;
  while (last > first && BLANKS.has(body[last] ?? 0)) last--;
  return body[last] === CLOSE ? 'whole' : 'cut';
}
