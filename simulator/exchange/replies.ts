import { randomUUID } from 'node:crypto';
import type { PracticeResponse } from '../types.ts';
import type { ServiceFailure } from './failure.ts';
import { NotPermitted } from './failure.ts';

const JSON_TYPE =
  'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';

/** Headers of every answer (exchange-rest-protocol.md 1.6). `request-id` is new each time. */
function serviceHeaders(contentType: string = JSON_TYPE): Record<string, string> {
  return {
    'Content-Type': contentType,
    'request-id': randomUUID(),
    'X-CalculatedBETarget': 'PR01MB0042.eurpr01.practice.localhost',
    'X-CalculatedFETarget': 'PR01CA0007.internal.practice.localhost',
    'X-ExchangeVersion': '15.20.9999.010',
    'Rate-Limit-Limit': '30000',
    'Rate-Limit-Remaining': '29990',
    'Rate-Limit-Reset': new Date(Date.now() + 300_000).toISOString(),
    'OData-Version': '4.0',
    'Access-Control-Allow-Origin': '*',
  };
}

export function jsonReply(body: string | Uint8Array, status = 200): PracticeResponse {
  return { status, headers: serviceHeaders(), body };
}

/** The body of a refusal, in the members and order that clients read (exchange-rest-protocol.md 1.8). */
function failureBody(failure: ServiceFailure): Record<string, unknown> {
  const { parts } = failure;
  return {
    error: {
      code: parts.code,
      message: parts.message,
      ...(parts.detail
        ? {
            details: [
              { code: parts.detail.category, target: parts.detail.target, message: parts.detail.message },
            ],
          }
        : {}),
      innererror: {
        message: parts.message,
        type: 'Microsoft.Exchange.Admin.OData.Core.ODataServiceException',
        stacktrace: '',
        ...(parts.internal
          ? {
              internalexception: {
                message: parts.internal.message,
                type: parts.internal.type,
                stacktrace: '',
              },
            }
          : {}),
      },
      'adminapi.warnings@odata.type': '#Collection(String)',
      '@adminapi.warnings': [],
    },
  };
}

function failureHeaders(failure: ServiceFailure): Record<string, string> {
  const { parts } = failure;
  return {
    ...serviceHeaders('application/json; odata.metadata=minimal'),
    ...(parts.exceptionType === undefined ? {} : { 'x-ExceptionType': parts.exceptionType }),
    ...(parts.targetType === undefined ? {} : { 'x-ExceptionTargetType': parts.targetType }),
    ...parts.headers,
  };
}

/**
 * Answers a refusal. What isn't permitted gets a 403 whose body is NUL bytes declared as gzip, which no client can inflate
 * (exchange-rest-protocol.md 1.8).
 */
export function failureReply(error: ServiceFailure | NotPermitted): PracticeResponse {
  if (error instanceof NotPermitted) {
    return {
      status: 403,
      headers: { ...serviceHeaders('application/json'), 'Content-Encoding': 'gzip' },
      body: new Uint8Array(8),
    };
  }
  return {
    status: error.parts.status,
    headers: failureHeaders(error),
    body: JSON.stringify(failureBody(error)),
  };
}
