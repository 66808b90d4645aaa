import type { HttpClient, HttpRequest, HttpResponse } from '../http/types.ts';
import { readClaims } from './challenge.ts';
import type { ExchangeTarget } from './types.ts';

/** A body that holds the token too, as a batch's does, is made anew with each. */
export type AuthorizedRequest = Omit<HttpRequest, 'allowedHosts' | 'body'> & {
  readonly body?: string | ((token: string) => string);
};

/**
 * Sends with the target's token. A 401 gets a new one, once: with the challenge's claims where it has some, else by a
 * forced renewal (DESIGN, "Signing in"). A second 401 is the answer. Nothing ran at a 401, so this holds for changes.
 */
export async function sendAuthorized(
  http: HttpClient,
  target: ExchangeTarget,
  request: AuthorizedRequest,
): Promise<HttpResponse> {
  const { before, body, ...rest } = request;
  const { signal } = request;
  const send = (token: string, earlier?: HttpResponse) =>
    http.send({
      ...rest,
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : body(token) }),
      headers: { ...request.headers, authorization: `Bearer ${token}` },
      allowedHosts: [target.host],
      proxy: target.proxy,
      ...(earlier === undefined ? {} : { before: earlier }),
    });
  const answer = await send((await target.token({ signal })).value, before);
  if (answer.status !== 401) return answer;
  const claims = readClaims(answer.headers['www-authenticate']);
  const renewed = await target.token(claims === null ? { forceRefresh: true, signal } : { claims, signal });
  return send(renewed.value);
}
