import { randomUUID } from 'node:crypto';
import type { CloudId } from '../../../shared/clouds.ts';
import { FailureError } from '../../../shared/model/failure.ts';
import type { HttpClient } from '../../http/types.ts';
import type { SignInSubject } from '../errors.ts';
import type { IdentityClient, IdentityToken } from '../identity.ts';
import type { RunningSignIn, SignIns } from '../sign-ins.ts';
import type { FlowWire } from './wire.ts';

/** One sign-in that needs the person. */
export interface FlowRequest {
  readonly cloudId: CloudId;
  readonly loginHost: string;
  readonly clientId: string;
  readonly client: IdentityClient;
  readonly authority: string;
  readonly scopes: readonly string[];
  readonly claims: string | undefined;
  readonly loginHint: string | null;
  readonly purpose: string;
  readonly connectionId: string | null;
  readonly subject: SignInSubject;
  readonly signal: AbortSignal;
  /** Called with the token before the person is told that it worked; what it throws is told instead. */
  readonly accept: (token: IdentityToken) => Promise<void>;
}

export interface FlowDeps {
  readonly http: HttpClient;
  readonly signIns: SignIns;
  /** The address that the browser is to open for a page's own. */
  readonly browserAddress: (address: string) => Promise<string>;
  /** Turns anything thrown into a failure; knows of clock skew. */
  readonly explain: (error: unknown, subject: SignInSubject) => FailureError;
}

/** What a flow sends its own requests with. */
export const wireOf = (deps: FlowDeps, request: FlowRequest, signal: AbortSignal): FlowWire => ({
  http: deps.http,
  loginHost: request.loginHost,
  clientId: request.clientId,
  correlationId: randomUUID(),
  signal,
});

/** Why a sign-in ended: cancelled, out of time, or what was thrown. */
export function failureOf(
  deps: FlowDeps,
  request: FlowRequest,
  running: RunningSignIn,
  error: unknown,
): FailureError {
  if (running.signal.aborted && running.signal.reason instanceof FailureError) return running.signal.reason;
  return deps.explain(error, request.subject);
}
