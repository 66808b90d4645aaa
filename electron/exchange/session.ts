import { fail } from '../../shared/model/failure.ts';
import type { CmdletInfo } from '../../shared/model/cmdlet.ts';
import type { HttpClient, HttpResponse } from '../http/types.ts';
import { readApiState } from './api-state.ts';
import { sendAuthorized } from './authorized.ts';
import { createBackground } from './background.ts';
import { readBanner } from './banner.ts';
import { sendBatch } from './batch.ts';
import { formOf } from './body-form.ts';
import type { ClientName } from './client-name.ts';
import { failureOfAnswer, unreadableAnswer } from './errors.ts';
import { EXO_CMDLETS } from './exo/cmdlets.ts';
import { isExoCmdlet } from './exo/request.ts';
import type { HelpFileSource } from './helpfile/source.ts';
import type { ModuleFileSource } from './modulefile/source.ts';
import { noCmdlets } from './no-cmdlets.ts';
import { notHere } from './not-here.ts';
import { offered } from './offered.ts';
import { exoWire, invokeWire } from './page-request.ts';
import { encryptSecret, readPublicKey } from './secrets.ts';
import type {
  AnswerPage,
  ApiState,
  BatchRequest,
  ExchangeSession,
  ExchangeTarget,
  PageRequest,
} from './types.ts';

/** How often a read whose body turned out cut is asked for again. */
const CUT_TRIES = 3;

interface SessionDeps {
  readonly http: HttpClient;
  readonly client: ClientName;
  readonly target: ExchangeTarget;
  readonly moduleFile: ModuleFileSource;
  readonly helpFile: HelpFileSource;
  /** Names (lower case) of the service's cmdlets that any connection had so far; this one adds its own. */
  readonly everSeen: Set<string>;
}

/** One connection's way to Exchange: pages of cmdlets, and the list of cmdlets that its account may run. */
export function createSession(deps: SessionDeps): ExchangeSession {
  const { http, client, target, moduleFile, helpFile, everSeen } = deps;
  const closing = new AbortController();
  /** Get-EXO* are asked of Exchange alone; standalone protection counts as such (real-client.md 7). */
  const hasMailboxes = target.service === 'exchange' || target.eop;
  const listeners = new Set<AbortController>();
  let names: ReadonlySet<string> | null = null;
  /** What was made of which list: the same list each time, so that those who hold it see that nothing changed. */
  let offer: { readonly of: readonly CmdletInfo[]; readonly list: readonly CmdletInfo[] } | null = null;
  const background = createBackground(() => moduleFile.get());
  moduleFile.start(closing.signal);
  const { loadCmdletHelp, skipLoadingCmdletHelp } = target.options;
  if (loadCmdletHelp && !skipLoadingCmdletHelp) loadHelp();

  /** Connect-IPPSSession has no -LoadCmdletHelp (real-client.md 7). */
  function loadHelp(): void {
    if (target.service === 'exchange') helpFile.start(closing.signal, background);
  }

  async function cmdlets(): Promise<readonly CmdletInfo[]> {
    const { cmdlets: answered } = await moduleFile.get();
    if (offer?.of === answered) return offer.list;
    const own = offered(answered, target.options.commandNames);
    // Whoever asked for certain names only may have asked for none that there is.
    if (own.length === 0 && target.options.commandNames.length === 0) throw noCmdlets(target);
    names = new Set(own.map((cmdlet) => cmdlet.name.toLowerCase()));
    for (const name of names) everSeen.add(name);
    offer = { of: answered, list: hasMailboxes ? [...EXO_CMDLETS, ...own] : own };
    return offer.list;
  }

  async function getPage(page: PageRequest): Promise<AnswerPage> {
    if (closing.signal.aborted) throw notConnected();
    if (!hasMailboxes && isExoCmdlet(page.cmdlet)) throw notHere(page.cmdlet);
    const own = linked(page.signal);
    try {
      return await ask({ ...page, signal: own.signal });
    } finally {
      background.begin();
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

  function getPages(batch: BatchRequest): readonly Promise<AnswerPage>[] {
    if (closing.signal.aborted) return batch.parts.map(() => Promise.reject(notConnected()));
    const own = linked(batch.signal);
    const parts = batch.parts.map((part) => ({
      ...part,
      signal: AbortSignal.any([own.signal, part.signal]),
    }));
    if (!batch.changes) endWithAll(own, batch.parts);
    const answers = sendBatch(
      { http, client, target, isKnown: knownOrNot, alone: ask },
      { ...batch, parts, signal: own.signal },
    );
    void Promise.allSettled(answers).then(() => {
      listeners.delete(own);
      background.begin();
    });
    return answers;
  }

  /** @param before what a batch answered to it */
  async function ask(page: PageRequest, before: HttpResponse | null = null): Promise<AnswerPage> {
    const wire = isExoCmdlet(page.cmdlet) ? exoWire(target, client, page) : invokeWire(target, client, page);
    let earlier = before;
    for (let attempt = 1; ; attempt++) {
      const answer =
        earlier !== null && earlier.status < 400
          ? earlier
          : await sendAuthorized(http, target, earlier === null ? wire : { ...wire, before: earlier });
      earlier = null;
      if (answer.status === 204) return pageOf(page, answer);
      const seen = {
        cmdlet: page.cmdlet,
        host: target.host,
        ...answer,
        correlationId: page.correlationId,
        changes: page.changes,
      };
      if (answer.status !== 200) {
        throw await failureOfAnswer(target, { ...seen, known: knownOrNot(page.cmdlet) }, page.signal);
      }
      const form = formOf(answer.body);
      if (form === 'whole') return pageOf(page, answer);
      if (form !== 'cut' || page.changes || attempt >= CUT_TRIES) throw unreadableAnswer(seen);
      page.onRetry?.({ attempt: attempt + 1, until: new Date(), reason: 'The answer was cut off' });
    }
  }

  function knownOrNot(cmdlet: string): boolean | null {
    return names === null ? null : isExoCmdlet(cmdlet) || names.has(cmdlet.toLowerCase());
  }

  return {
    target,
    cmdlets,
    knows: (cmdlet) => everSeen.has(cmdlet.toLowerCase()),
    onCmdlets: (listener, waits) => moduleFile.onFetched(listener, waits),
    getPage,
    getPages,
    async banner(signal) {
      const either = AbortSignal.any([closing.signal, signal]);
      await background.mayBegin(either);
      return either.aborted ? null : readBanner(http, target, either);
    },
    loadHelp,
    help(cmdlet) {
      background.begin();
      return helpFile.of(cmdlet);
    },
    async apiState(signal) {
      if (closing.signal.aborted) return CLOSED;
      try {
        return await readApiState(http, target, AbortSignal.any([closing.signal, signal]));
      } catch (error) {
        if (closing.signal.aborted && !signal.aborted) return CLOSED;
        throw error;
      }
    },
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

/** A batch of reads ends when none of its parts is wanted any more. */
function endWithAll(own: AbortController, parts: BatchRequest['parts']): void {
  let left = parts.length;
  const over = () => {
    if (--left === 0) own.abort();
  };
  for (const { signal } of parts) {
    if (signal.aborted) over();
    else signal.addEventListener('abort', over, { once: true });
  }
}

const CLOSED: ApiState = { running: false, reason: 'This connection was closed. Connect again.' };

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
