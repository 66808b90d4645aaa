import { jsonResponse } from '../http/forms.ts';
import type { PracticeResponse } from '../types.ts';

/** A refusal of Graph: HTTP status, error code, text. */
export class GraphError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'GraphError';
    this.status = status;
    this.code = code;
  }
}

/** Graph's error body, with the ids that support asks for. */
export function graphErrorResponse(
  error: GraphError,
  context: { readonly now: number; readonly clientRequestId: string | null },
): PracticeResponse {
  const id = crypto.randomUUID();
  return jsonResponse(
    error.status,
    {
      error: {
        code: error.code,
        message: error.message,
        innerError: {
          date: new Date(context.now).toISOString().slice(0, 19),
          'request-id': id,
          'client-request-id': context.clientRequestId ?? id,
        },
      },
    },
    { 'request-id': id, 'client-request-id': context.clientRequestId ?? id },
  );
}
