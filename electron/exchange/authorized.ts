import type { HttpClient, HttpRequest, HttpResponse } from '../http/types.ts';
import { readClaims } from './challenge.ts';
import type { ExchangeTarget } from './types.ts';

/**
 * Sends with the target's token. A 401 gets a new one, once: with the challenge's claims where it has some, else by a
 * forced renewal (DESIGN, "Signing in"). A second 401 is the answer. Nothing ran at a 401, so this holds for changes.
 */
export async function sendAuthorized(
  http: HttpClient,
  target: ExchangeTarget,
  request: Omit<HttpRequest, 'allowedHosts'>,
): Promise<HttpResponse> {
  const { signal } = request;
  const send = (token: string) =>
    http.send({
      ...request,
      headers: { ...request.headers, authorization: `Bearer ${token}` },
      allowedHosts: [target.cloud.exchangeHost],
    });
  const answer = await send((await target.token({ signal })).value);
  if (answer.status !== 401) return answer;
  const claims = readClaims(answer.headers['www-authenticate']);
  const renewed = await target.token(claims === null ? { forceRefresh: true, signal } : { claims, signal });
  return send(renewed.value);
}
