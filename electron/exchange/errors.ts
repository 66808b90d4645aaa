import { CLOUDS, type CloudId } from '../../shared/clouds.ts';
import { readConnectionUri } from '../../shared/endpoints.ts';
import type { FailureAction, FailureCode } from '../../shared/model/failure.ts';
import { serviceName } from '../http/hosts.ts';
import { routeText } from '../http/route-text.ts';
import { isWebPage } from '../http/web-page.ts';
import { anchorlessWords } from './anchorless.ts';
import { readErrorBody, type ServiceError } from './error-body.ts';
import { callerOf, callerWithout, type Caller } from './caller.ts';
import { lackingOfApp, refusalWords } from './refusal.ts';
import { searchSessionWords } from './search-session.ts';
import { ServiceFailure, type FailureDetails } from './service-failure.ts';
import type { ExchangeTarget } from './types.ts';

/** What is asked for first; no cmdlet's name. */
const MODULE_FILE = 'EXOModuleFile';

/** An answer that is no result. */
interface SeenAnswer {
  readonly cmdlet: string;
  readonly host: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly correlationId: string;
  readonly tries: number;
  readonly elapsedMs: number;
  /** The proxy that a web page came by. */
  readonly route?: string | null;
  readonly changes: boolean;
}

interface RefusedAnswer extends SeenAnswer {
  /** False: the account's own list of cmdlets does not have it; null: the list isn't there yet. */
  readonly known: boolean | null;
  readonly caller: Caller;
}

interface Words {
  readonly code: FailureCode;
  readonly message: string;
  readonly hint: string;
  readonly retryable?: boolean;
  readonly action?: FailureAction;
  readonly environment?: CloudId;
}

/**
 * The failure that an error answer stands for, in words for people, with everything for support in its details. A
 * refusal names the rights of the token that was refused.
 */
export async function failureOfAnswer(
  target: ExchangeTarget,
  answer: Omit<RefusedAnswer, 'caller'>,
  signal: AbortSignal,
): Promise<ServiceFailure> {
  const error = readErrorBody(answer.body);
  const ofRights = answer.status === 403 || (answer.status === 401 && target.actor === 'app');
  const caller = ofRights ? await callerOf(target, signal) : callerWithout(target);
  const asksForSearches = searchSessionWords(target, answer.cmdlet, error?.text ?? null);
  const unrouted = anchorlessWords(target, answer, error);
  const words: Words = asksForSearches ?? unrouted ?? wordsFor({ ...answer, caller }, error);
  const requestId = answer.headers['request-id'];
  return new ServiceFailure(
    {
      ...words,
      correlationId: answer.correlationId,
      retryable: words.retryable ?? false,
      ...(requestId === undefined ? {} : { requestId }),
    },
    detailsFor(answer, error),
    answer,
  );
}

/** The failure of a 200 whose body is no JSON answer: says which host sent what. */
export function unreadableAnswer(answer: SeenAnswer): ServiceFailure {
  const failed = answer.changes ? unknownOutcome(answer, 'its answer could not be read') : badAnswer(answer);
  return new ServiceFailure(
    { ...failed, correlationId: answer.correlationId, retryable: failed.retryable ?? false },
    detailsFor(answer, null),
    answer,
  );
}

function wordsFor(answer: RefusedAnswer, error: ServiceError | null): Words {
  const { status, cmdlet } = answer;
  const who = serviceName(answer.host);
  const said = error?.text ?? null;
  if (status >= 300 && status < 400) return badAnswer(answer);
  if (answer.changes && status >= 500 && error?.fromCmdlet !== true) {
    return unknownOutcome(answer, `the service had a fault (${status})`);
  }
  if (status === 401) return foreignSignIn(answer) ?? refusedSignIn(answer);
  // A page is never the service's own: a proxy, or a firewall's, refuses in the same way.
  if (status === 403 && isWebPage(answer.body)) return badAnswer(answer);
  if (status === 403) return refusalWords({ ...answer, said });
  if (error === null && status < 500) return badAnswer(answer);
  if (isMissingObject(status, error)) {
    const name = missingName(said);
    return {
      code: 'object-not-found',
      message:
        name === null
          ? `${cmdlet} found no such object in this organisation.`
          : `${cmdlet} found nothing called “${name}” in this organisation.`,
      hint: 'Check the name or address, and that this is the right organisation.',
    };
  }
  if (cmdlet === MODULE_FILE && isWebPage(answer.body)) return badAnswer(answer);
  if (status === 503) {
    return {
      code: 'service-unavailable',
      message: `${who} can't take ${cmdlet} just now.`,
      hint: 'Try again in a few minutes.',
      retryable: true,
    };
  }
  if (status >= 500) {
    return {
      code: 'service-error',
      message: said === null ? `${who} had a fault while it ran ${cmdlet}.` : `${cmdlet}: ${said}`,
      hint: 'Try again; if it stays so, send the details to support.',
      retryable: true,
    };
  }
  return {
    code: 'cmdlet-refused',
    message: said === null ? `${who} refused ${cmdlet}.` : `${cmdlet} was refused: ${said}`,
    hint: 'Check its parameters.',
  };
}

/** The service belongs to another cloud than the sign-in service that gave the token; null: it says nothing of that. */
function foreignSignIn({ host, headers }: RefusedAnswer): Words | null {
  if (headers['x-ms-diagnostics']?.includes('error_category="invalid_issuer"') !== true) return null;
  const address = readConnectionUri(`https://${host}/`);
  const cloudId = 'problem' in address ? null : address.cloudId;
  const its = cloudId === null ? 'another environment' : CLOUDS[cloudId].name;
  return {
    code: 'no-access',
    message: `${host} belongs to ${its} and takes no sign-ins of the one that the token came from.`,
    hint: 'Check the environment, and that the sign-in address and the service’s are of the same one.',
    action: 'edit-connection',
    ...(cloudId !== null && CLOUDS[cloudId].closed === null && { environment: cloudId }),
  };
}

/** The sign-in itself is refused, after it was renewed once (authorized.ts). */
function refusedSignIn({ host, caller }: RefusedAnswer): Words {
  if (caller.actor === 'user') {
    return {
      code: 'sign-in-needed',
      message: `${host} no longer takes the sign-in of ${caller.account}.`,
      hint: 'Sign in again.',
      action: 'sign-in-again',
    };
  }
  const lacks = lackingOfApp(caller);
  if (lacks !== null) return { ...lacks, retryable: true };
  return {
    code: 'not-authorized',
    message: `${host} does not take the sign-in of the app ${caller.account} in ${caller.organization}.`,
    hint: 'If its permission or role was given only just now, wait 5 to 10 minutes and try again. Otherwise check that it has Exchange.ManageAsApp and a directory role.',
    action: 'wait-and-retry',
    retryable: true,
  };
}

function isMissingObject(status: number, error: ServiceError | null): boolean {
  if (error?.exceptionType?.includes('ManagementObjectNotFoundException')) return true;
  return status === 404;
}

/** What the service says it looked for; its sentence is the one of exchange-rest-protocol.md 1.8. */
function missingName(said: string | null): string | null {
  return /object '(.{1,200}?)' couldn't be found on '/.exec(said ?? '')?.[1] ?? null;
}

function unknownOutcome(answer: { cmdlet: string; host: string }, reason: string): Words {
  return {
    code: 'outcome-unknown',
    message: `${serviceName(answer.host)} may or may not have run ${answer.cmdlet}: ${reason}.`,
    hint: 'Look at the object before you try again. It was not sent a second time.',
  };
}

function badAnswer(answer: SeenAnswer): Words {
  return {
    code: 'bad-answer',
    message: `${answer.host} answered with ${whatCame(answer)} instead of ${answer.cmdlet === MODULE_FILE ? 'its list of cmdlets' : 'a result'}${routeText(answer.route)}.`,
    hint: 'A proxy or a sign-in page of the network may be in between. Try again, or from another network.',
    retryable: true,
    action: 'proxy-settings',
  };
}

function whatCame(answer: SeenAnswer): string {
  if (answer.status >= 300 && answer.status < 400) return `a redirect (HTTP ${answer.status})`;
  if (answer.body.byteLength === 0) return `nothing (HTTP ${answer.status})`;
  if (isWebPage(answer.body))
    return answer.status >= 500 ? `a web page (HTTP ${answer.status})` : 'a web page';
  const start = new TextDecoder().decode(answer.body.subarray(0, 200)).trimStart();
  return start.startsWith('{') ? 'an incomplete answer' : 'text that is no result';
}

function detailsFor(answer: SeenAnswer, error: ServiceError | null): FailureDetails {
  const { headers } = answer;
  const server = headers['x-calculatedbetarget']?.split('.')[0];
  const pairs: [string, string | null | undefined][] = [
    ['From the service', error?.text ?? firstWords(answer.body)],
    ['Error ID', [error?.id, error?.exceptionType].filter(Boolean).join(' · ')],
    ['Category', error?.category],
    ['Target', error?.target],
    ['Exception', headers['x-exceptiontype']],
    ['Request ID', headers['request-id'] ?? null],
    ['Correlation ID', answer.correlationId],
    ['Server', server],
    ['Answered', answeredText(answer)],
  ];
  return pairs.flatMap(([label, value]) => (value ? [[label, value] as const] : []));
}

/** Plain text of an error answer is worth showing; pages and bytes are not. */
function firstWords(body: Uint8Array): string | null {
  const text = new TextDecoder().decode(body.subarray(0, 300)).trim();
  return text === '' || /^[<{[]|[\0\ufffd]/.test(text) ? null : text;
}

function answeredText(answer: SeenAnswer): string {
  const tries =
    answer.tries > 1 ? `sent ${answer.tries} times` : answer.changes ? 'not sent again' : 'sent once';
  return `HTTP ${answer.status} after ${Math.round(answer.elapsedMs)} ms, ${tries}`;
}
