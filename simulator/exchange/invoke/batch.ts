import type { PracticeRequest, PracticeResponse } from '../../types.ts';
import { badRequest } from '../failure.ts';
import { jsonReply } from '../replies.ts';

/** The real client and the others send ten at most (real-client.md 5); what the service's own limit is nobody has said. */
const MOST_PARTS = 10;

interface Part {
  readonly id: string;
  readonly request: PracticeRequest;
  readonly cmdlet: string;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readPart(value: unknown, outer: PracticeRequest): Part {
  const id = isObject(value) ? value['id'] : undefined;
  const url = isObject(value) ? value['url'] : undefined;
  const method = isObject(value) ? value['method'] : undefined;
  if (!isObject(value) || typeof id !== 'string' || typeof url !== 'string' || typeof method !== 'string') {
    throw badRequest("Each request of a batch must have the properties 'id', 'method' and 'url'.");
  }
  const headers: Record<string, string> = {};
  for (const [name, text] of Object.entries(isObject(value['headers']) ? value['headers'] : {})) {
    headers[name.toLowerCase()] = String(text);
  }
  // The token and the anchor of the batch stand for parts that have none of their own.
  for (const name of ['authorization', 'x-anchormailbox', 'host'] as const) {
    const own = outer.headers[name];
    if (headers[name] === undefined && typeof own === 'string') headers[name] = own;
  }
  const address = URL.canParse(url, outer.url) ? new URL(url, outer.url) : null;
  if (address?.host !== outer.url.host || /\/\$batch$/i.test(address.pathname)) {
    throw badRequest(`The URL '${url}' cannot be part of this batch.`);
  }
  const body = value['body'] === undefined ? '' : JSON.stringify(value['body']);
  return {
    id,
    cmdlet: headers['x-cmdletname'] ?? '',
    request: { method: method.toUpperCase(), url: address, headers, body: new TextEncoder().encode(body) },
  };
}

async function bodyOf(response: PracticeResponse): Promise<unknown> {
  const { body } = response;
  if (body === undefined) return null;
  let text = '';
  if (typeof body === 'string') text = body;
  else if (body instanceof Uint8Array) text = new TextDecoder().decode(body);
  else for await (const chunk of body) text += new TextDecoder().decode(chunk);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return { error: { code: 'Forbidden', message: '' } };
  }
}

/** `POST …/$batch`: each part is answered as if it had come alone (real-client.md 5). */
export async function batch(
  request: PracticeRequest,
  answer: (part: PracticeRequest) => Promise<PracticeResponse>,
): Promise<PracticeResponse> {
  let body: unknown;
  try {
    body = JSON.parse(new TextDecoder().decode(request.body));
  } catch {
    throw badRequest('The request body is not JSON.');
  }
  const requests = isObject(body) ? body['requests'] : undefined;
  if (!Array.isArray(requests) || requests.length === 0)
    throw badRequest("A batch must have the array 'requests'.");
  if (requests.length > MOST_PARTS) throw badRequest(`A batch may hold at most ${MOST_PARTS} requests.`);
  const parts = requests.map((part: unknown) => readPart(part, request));
  if (new Set(parts.map((part) => part.id)).size !== parts.length)
    throw badRequest('Each id of a batch may occur once.');
  const responses: unknown[] = [];
  for (const part of parts) {
    const response = await answer(part.request);
    // A part isn't compressed on its own.
    const headers = Object.entries(response.headers ?? {}).filter(([name]) => name !== 'Content-Encoding');
    responses.push({
      id: part.id,
      status: response.status,
      headers: { ...Object.fromEntries(headers), Date: new Date().toUTCString(), 'Cmdlet-Name': part.cmdlet },
      body: await bodyOf(response),
    });
  }
  return jsonReply(JSON.stringify({ responses }));
}
