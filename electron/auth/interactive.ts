import { randomBytes, randomUUID } from 'node:crypto';
import type { CloudId } from '../../shared/clouds.ts';
import { FailureError, type Failure } from '../../shared/model/failure.ts';
import { signInFailure, type SignInSubject } from './errors.ts';
import { IdentityError, type IdentityClient, type IdentityToken } from './identity.ts';
import { openLoopback, type Loopback } from './loopback.ts';
import { failedPage, signedInPage } from './pages.ts';
import type { RunningSignIn, SignIns } from './sign-ins.ts';

export interface InteractiveRequest {
  readonly cloudId: CloudId;
  readonly loginHost: string;
  readonly client: IdentityClient;
  readonly authority: string;
  readonly scopes: readonly string[];
  readonly claims: string | undefined;
  readonly loginHint: string | null;
  readonly prompt: 'select_account' | 'login' | null;
  readonly purpose: string;
  readonly connectionId: string | null;
  readonly subject: SignInSubject;
  readonly signal: AbortSignal;
  /** Called with the token before the browser's last page is shown; what it throws, that page tells. */
  readonly accept: (token: IdentityToken) => Promise<void>;
}

export interface InteractiveDeps {
  readonly signIns: SignIns;
  /** The address that the browser is to open for the page's own. */
  readonly browserAddress: (address: string) => Promise<string>;
  /** Turns anything thrown into a failure; knows of clock skew. */
  readonly explain: (error: unknown, subject: SignInSubject) => FailureError;
}

/** One sign-in in the system's browser: code + PKCE, answered by form_post to a loopback port. Throws FailureError. */
export async function signInInBrowser(
  deps: InteractiveDeps,
  request: InteractiveRequest,
): Promise<IdentityToken> {
  const running = deps.signIns.begin({ ...request, kind: 'browser' });
  let loopback: Loopback | null = null;
  try {
    const state = randomBytes(32).toString('base64url');
    loopback = await openLoopback(state);
    const token = await throughBrowser(deps, request, running, loopback, state);
    loopback.finish(signedInPage(token.username));
    running.end(null);
    return token;
  } catch (error) {
    const failure = failureOf(deps, request, running, error);
    loopback?.finish(failedPage(failure.failure.message));
    running.end(failure.failure);
    throw failure;
  } finally {
    loopback?.close();
  }
}

async function throughBrowser(
  deps: InteractiveDeps,
  request: InteractiveRequest,
  running: RunningSignIn,
  loopback: Loopback,
  state: string,
): Promise<IdentityToken> {
  const correlationId = randomUUID();
  const flow = await request.client.startCodeFlow({
    authority: request.authority,
    scopes: request.scopes,
    claims: request.claims,
    correlationId,
    signal: running.signal,
    redirectUri: loopback.redirectUri,
    state,
    nonce: randomBytes(16).toString('base64url'),
    loginHint: request.loginHint,
    prompt: request.prompt,
  });
  running.signal.throwIfAborted();
  const address = await orAborted(deps.browserAddress(flow.address), running.signal);
  await running.openPage(address);
  const answer = await orAborted(loopback.answer, running.signal);
  running.finishing();
  if ('error' in answer) throw new IdentityError({ ...answer, correlationId });
  const token = await orAborted(flow.redeem(answer.code), running.signal);
  await request.accept(token);
  return token;
}

function failureOf(
  deps: InteractiveDeps,
  request: InteractiveRequest,
  running: RunningSignIn,
  error: unknown,
): FailureError {
  if (running.signal.aborted && running.signal.reason instanceof FailureError) return running.signal.reason;
  return deps.explain(error, request.subject);
}

/** What went wrong in a sign-in, in words. */
export function explainSignIn(error: unknown, subject: SignInSubject): FailureError {
  if (error instanceof FailureError) return error;
  if (error instanceof IdentityError) return signInFailure(error, subject);
  const failure: Failure = {
    code: 'internal',
    message: `The sign-in of ${subject.username ?? 'this account'} failed for a reason the app does not know.`,
    hint: 'Try again; if it stays so, save a diagnostics bundle for support.',
    correlationId: null,
    retryable: true,
  };
  return new FailureError(failure, { cause: error });
}

function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
