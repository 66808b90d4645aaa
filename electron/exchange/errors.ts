import type { FailureCode } from '../../shared/model/failure.ts';
import { serviceName } from '../http/hosts.ts';
import { readErrorBody, type ServiceError } from './error-body.ts';
import { ServiceFailure, type FailureDetails } from './service-failure.ts';

/** An answer that is no result. */
export interface RefusedAnswer {
  readonly cmdlet: string;
  readonly host: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly correlationId: string;
  readonly tries: number;
  readonly elapsedMs: number;
  readonly changes: boolean;
  /** False: the account's own list of cmdlets does not have it; null: the list isn't there yet. */
  readonly known: boolean | null;
}

interface Words {
  readonly code: FailureCode;
  readonly message: string;
  readonly hint: string;
  readonly retryable?: boolean;
}

/** The failure that an error answer stands for, in words for people, with everything for support in its details. */
export function failureOfAnswer(answer: RefusedAnswer): ServiceFailure {
  const error = readErrorBody(answer.body);
  const words = wordsFor(answer, error);
  return new ServiceFailure(
    {
      code: words.code,
      message: words.message,
      hint: words.hint,
      correlationId: answer.correlationId,
      retryable: words.retryable ?? false,
    },
    detailsFor(answer, error),
  );
}

/** The failure of a 200 whose body is no JSON answer: says which host sent what. */
export function unreadableAnswer(answer: Omit<RefusedAnswer, 'known'>): ServiceFailure {
  const failed = answer.changes ? unknownOutcome(answer, 'its answer could not be read') : badAnswer(answer);
  return new ServiceFailure(
    { ...failed, correlationId: answer.correlationId, retryable: failed.retryable ?? false },
    detailsFor({ ...answer, known: null }, null),
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
  if (status === 401) {
    return {
      code: 'sign-in-needed',
      message: `${answer.host} no longer takes this account's sign-in.`,
      hint: 'Sign in again.',
    };
  }
  if (status === 403) return forbidden(answer, said);
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

/** 403 is also how the service answers a cmdlet it does not know (exchange-rest-protocol.md 1.8). */
function forbidden(answer: RefusedAnswer, said: string | null): Words {
  if (said !== null) {
    return {
      code: 'not-authorized',
      message: `The service refused this account: ${said}`,
      hint: 'Ask an administrator of the organisation for a role that allows it.',
    };
  }
  if (answer.known === false) {
    return {
      code: 'cmdlet-unknown',
      message: `${serviceName(answer.host)} does not know ${answer.cmdlet}, or this account may not run it.`,
      hint: 'Check its name; if it is right, ask an administrator for a role that has it.',
    };
  }
  return {
    code: 'not-authorized',
    message: `This account may not run ${answer.cmdlet} in this organisation.`,
    hint: 'Ask an administrator of the organisation for a role that has it.',
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

function badAnswer(answer: Omit<RefusedAnswer, 'known'>): Words {
  return {
    code: 'bad-answer',
    message: `${answer.host} answered with ${whatCame(answer)} instead of a result.`,
    hint: 'A proxy or a sign-in page of the network may be in between. Try again, or from another network.',
    retryable: true,
  };
}

function whatCame(answer: Omit<RefusedAnswer, 'known'>): string {
  if (answer.status >= 300 && answer.status < 400) return `a redirect (HTTP ${answer.status})`;
  if (answer.body.byteLength === 0) return `nothing (HTTP ${answer.status})`;
  const start = new TextDecoder().decode(answer.body.subarray(0, 200)).trimStart();
  if (start.startsWith('<')) return 'a web page';
  return start.startsWith('{') ? 'an incomplete answer' : 'text that is no result';
}

function detailsFor(answer: RefusedAnswer, error: ServiceError | null): FailureDetails {
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

function answeredText(answer: RefusedAnswer): string {
  const tries =
    answer.tries > 1 ? `sent ${answer.tries} times` : answer.changes ? 'not sent again' : 'sent once';
  return `HTTP ${answer.status} after ${Math.round(answer.elapsedMs)} ms, ${tries}`;
}
