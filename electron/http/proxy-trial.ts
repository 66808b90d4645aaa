import { randomUUID } from 'node:crypto';
import type { Cloud } from '../../shared/clouds.ts';
import { fail, FailureError, type Failure } from '../../shared/model/failure.ts';
import type { ProxyTrial } from '../../shared/model/proxy.ts';
import { serviceName } from './hosts.ts';
import { isWebPage } from './web-page.ts';
import { APPS_WAY } from './proxy-way.ts';
import { routeText } from './route-text.ts';
import type { HttpClient, HttpResponse, RouteOf } from './types.ts';

const PATIENCE_MS = 20_000;

export interface ProxyTrialDeps {
  readonly http: HttpClient;
  readonly routeOf: RouteOf;
}

/**
 * Asks the sign-in host and the service of an environment something that needs no sign-in, by the way that settings say:
 * which proxy is used for each, and what came back.
 */
export async function tryProxy(deps: ProxyTrialDeps, cloud: Cloud): Promise<ProxyTrial[]> {
  const { loginHost, exchangeHost } = cloud;
  const authorize = encodeURIComponent(`https://${loginHost}/common/oauth2/v2.0/authorize`);
  return Promise.all([
    ask(
      loginHost,
      `/common/discovery/instance?api-version=1.1&authorization_endpoint=${authorize}`,
      ({ body }) => isObject(body),
    ),
    // Without a token the admin API can only refuse, and does so by itself.
    ask(exchangeHost, '/AdminApi/v1.0/', ({ status }) => status === 401 || status === 403 || status === 404),
  ]);

  async function ask(
    host: string,
    path: string,
    isItsOwn: (answer: HttpResponse) => boolean,
  ): Promise<ProxyTrial> {
    const url = `https://${host}${path}`;
    const proxy = await deps.routeOf(url, APPS_WAY);
    const about = { service: serviceName(host), host, proxy };
    const correlationId = randomUUID();
    try {
      const answer = await deps.http.send({
        method: 'GET',
        url,
        headers: { accept: 'application/json' },
        allowedHosts: [host],
        retry: 'none',
        idleTimeoutMs: PATIENCE_MS,
        correlationId,
        signal: AbortSignal.timeout(2 * PATIENCE_MS),
      });
      if (isItsOwn(answer) && !isPage(answer)) {
        return { ...about, answer: `It answered (HTTP ${answer.status}).`, failure: null };
      }
      return { ...about, answer: null, failure: strange(host, proxy, answer, correlationId) };
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      return { ...about, answer: null, failure: error.failure };
    }
  }
}

/** Somebody in between answered: a sign-in page of the network, or the proxy's own page. */
function strange(host: string, route: string | null, answer: HttpResponse, correlationId: string): Failure {
  const { status, headers } = answer;
  const what = isPage(answer)
    ? 'a web page'
    : status >= 300 && status < 400
      ? 'a redirect'
      : 'something else';
  const where = status >= 300 && status < 400 ? hostOf(headers.location) : null;
  const to = where === null || where === host ? '' : ` to ${where}`;
  return fail(
    'bad-answer',
    `${host} answered with ${what}${to} (HTTP ${status}) instead of its own kind of answer${routeText(route)}.`,
    'A sign-in page of this network or the proxy may be in between: open a web page in the browser, then try again.',
    { correlationId, retryable: true, action: 'proxy-settings' },
  ).failure;
}

function isPage({ headers, body }: HttpResponse): boolean {
  if (/^text\/html\b/i.test(headers['content-type'] ?? '')) return true;
  return isWebPage(body);
}

function isObject(body: Uint8Array): boolean {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body));
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}

function hostOf(location: string | undefined): string | null {
  return location !== undefined && URL.canParse(location) ? new URL(location).host : null;
}
