import type { FaultEffect } from '../control/types.ts';
import type { PracticeRequest, PracticeResponse } from '../types.ts';
import { collectBody } from './node-adapter.ts';

type PartEffect = FaultEffect & { kind: 'part' };

type Parts<N extends string> = Readonly<Record<N, readonly unknown[]>>;

/**
 * A fault of one part of a `$batch`, while the others are answered as ever: `status` answers for the service, which
 * never sees the part; without it the part is done but its answer is missing.
 */
export async function answerWithPartFault(
  request: PracticeRequest,
  effect: PartEffect,
  ask: (request: PracticeRequest) => Promise<PracticeResponse>,
): Promise<PracticeResponse> {
  const sent = partsOf('requests', Buffer.from(request.body).toString('utf8'), effect.at);
  if (sent === null) return ask(request);
  const { status } = effect;
  if (status === undefined) {
    const response = await ask(request);
    const come = partsOf('responses', (await collectBody(response)).toString('utf8'), effect.at);
    if (come === null) return response;
    return { ...response, body: JSON.stringify({ ...come, responses: without(come.responses, effect.at) }) };
  }
  const rest = without(sent.requests, effect.at);
  const body = new TextEncoder().encode(JSON.stringify({ ...sent, requests: rest }));
  const response: PracticeResponse =
    rest.length > 0
      ? await ask({ ...request, body })
      : { status: 200, headers: { 'Content-Type': 'application/json' }, body: '{"responses":[]}' };
  const come = partsOf('responses', (await collectBody(response)).toString('utf8'), 0);
  const responses = [...(come?.responses ?? [])];
  const part = sent.requests[effect.at] as { readonly id?: unknown };
  responses.splice(effect.at, 0, {
    id: part.id,
    status,
    headers: effect.retryAfter === undefined ? {} : { 'Retry-After': effect.retryAfter },
    body: { error: { code: String(status), message: 'Fault asked for by a test.' } },
  });
  return { ...response, body: JSON.stringify({ ...come, responses }) };
}

const without = (list: readonly unknown[], at: number) => list.filter((_part, index) => index !== at);

/** null: it has no such part. */
function partsOf<N extends string>(name: N, text: string, at: number): Parts<N> | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  const list = (parsed as Partial<Record<N, unknown>> | null)?.[name];
  if (!Array.isArray(list) || (at >= list.length && name === 'requests')) return null;
  return parsed as Parts<N>;
}
