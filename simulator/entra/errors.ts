import { randomUUID } from 'node:crypto';
import type { PracticeResponse } from '../types.ts';

/** A refusal of the sign-in service: an OAuth error, and the AADSTS number that says which. */
export class EntraError extends Error {
  readonly error: string;
  readonly code: number;
  readonly text: string;
  readonly suberror: string | undefined;
  /** A claims request the client has to repeat, as JSON text. */
  readonly claims: string | undefined;

  constructor(
    error: string,
    code: number,
    text: string,
    more: { readonly suberror?: string; readonly claims?: string } = {},
  ) {
    super(`AADSTS${code}: ${text}`);
    this.name = 'EntraError';
    this.error = error;
    this.code = code;
    this.text = text;
    this.suberror = more.suberror;
    this.claims = more.claims;
  }
}

export interface EntraErrorContext {
  /** Practice clock, milliseconds since 1970. */
  readonly now: number;
  readonly correlationId: string;
}

export interface EntraErrorBody {
  readonly error: string;
  readonly error_description: string;
  readonly error_codes: readonly number[];
  readonly timestamp: string;
  readonly trace_id: string;
  readonly correlation_id: string;
  readonly error_uri: string;
  readonly suberror?: string;
  readonly claims?: string;
}

/** The JSON that the real token endpoint answers with (shape: captures of refused sign-ins, real-client.md 3). */
export function errorBody(refusal: EntraError, context: EntraErrorContext): EntraErrorBody {
  const traceId = randomUUID();
  const timestamp = `${new Date(context.now).toISOString().slice(0, 19).replace('T', ' ')}Z`;
  return {
    error: refusal.error,
    error_description: `AADSTS${refusal.code}: ${refusal.text} Trace ID: ${traceId} Correlation ID: ${context.correlationId} Timestamp: ${timestamp}`,
    error_codes: [refusal.code],
    timestamp,
    trace_id: traceId,
    correlation_id: context.correlationId,
    error_uri: `https://login.microsoftonline.com/error?code=${refusal.code}`,
    ...(refusal.suberror === undefined ? {} : { suberror: refusal.suberror }),
    ...(refusal.claims === undefined ? {} : { claims: refusal.claims }),
  };
}

/** The same as an HTTP answer: 401 for invalid_client, 400 for all else. */
export function errorResponse(refusal: EntraError, context: EntraErrorContext): PracticeResponse {
  const body = errorBody(refusal, context);
  return {
    status: refusal.error === 'invalid_client' ? 401 : 400,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store, no-cache',
      'x-ms-request-id': body.trace_id,
    },
    body: JSON.stringify(body),
  };
}
