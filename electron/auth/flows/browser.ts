import { randomBytes } from 'node:crypto';
import { IdentityError, type IdentityToken } from '../identity.ts';
import { openLoopback, type Loopback } from '../loopback.ts';
import { failedPage, signedInPage } from '../pages.ts';
import type { RunningSignIn } from '../sign-ins.ts';
import { failureOf, wireOf, type FlowDeps, type FlowRequest } from './flow.ts';
import { checkReply } from './reply-check.ts';

/** One sign-in in the system's browser: code + PKCE, answered by form_post to a loopback port. Throws FailureError. */
export async function signInInBrowser(deps: FlowDeps, request: FlowRequest): Promise<IdentityToken> {
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
  deps: FlowDeps,
  request: FlowRequest,
  running: RunningSignIn,
  loopback: Loopback,
  state: string,
): Promise<IdentityToken> {
  const wire = wireOf(deps, request, running.signal);
  const { correlationId } = wire;
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
    prompt: request.loginHint === null ? 'select_account' : null,
  });
  running.signal.throwIfAborted();
  await checkReply(wire, flow.address);
  const address = await orAborted(deps.browserAddress(flow.address), running.signal);
  await running.openPage(address);
  const answer = await orAborted(loopback.answer, running.signal);
  running.finishing();
  if ('error' in answer) throw new IdentityError({ ...answer, correlationId });
  const token = await orAborted(flow.redeem(answer.code), running.signal);
  await request.accept(token);
  return token;
}

function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
