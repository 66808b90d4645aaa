import type { HttpRequest } from '../http/types.ts';
import { betaBase, checkNextLink } from './addresses.ts';
import { anchored, invokeAnchor, readAnchor, routedAnchor } from './anchors.ts';
import { clientHeaders, LANGUAGE, type ClientName } from './client-name.ts';
import { buildExoRequest } from './exo/request.ts';
import type { ExchangeTarget, PageRequest } from './types.ts';
import { writeWireJson } from './wire-json.ts';

type Wire = Omit<HttpRequest, 'allowedHosts'>;

const MINUTES = 60_000;

/** The service gives a cmdlet 15 minutes, some an hour, some half of it (exchange-rest-protocol.md 1.8, "Timeouts"). */
const PATIENCE = new Map([
  ['get-distributiongroupmember', 61 * MINUTES],
  ['import-transportrulecollection', 61 * MINUTES],
  ['set-unifiedgroup', 61 * MINUTES],
  ['update-distributiongroupmember', 61 * MINUTES],
  ['set-organizationconfig', 31 * MINUTES],
  ['update-rolegroupmember', 31 * MINUTES],
]);

/** Get-EXO* read: GET (real-client.md 6.1). */
export function exoWire(target: ExchangeTarget, client: ClientName, page: PageRequest): Wire {
  const built = buildExoRequest(page.cmdlet, page.parameters, target.tenantId);
  const url =
    page.nextLink === null
      ? betaBase(target) + built.path
      : checkNextLink(page.nextLink, target, page.correlationId);
  return {
    method: 'GET',
    url,
    headers: {
      ...clientHeaders(client, target.connectionId),
      // Chosen properties come with their types, as the measured client asks for them (captured requests of Get-EXO*).
      accept: `application/json;odata.metadata=${/[?&]\$(select|expand)=/.test(url) ? 'full' : 'minimal'}`,
      'accept-charset': 'UTF-8',
      ...(page.nextLink === null ? { 'odata-version': '4.0' } : {}),
      'odata-maxversion': '4.0',
      'client-request-id': page.correlationId,
      ...anchored(built.anchor ?? readAnchor(target)),
      ...(built.paged ? { prefer: `odata.maxpagesize=${page.pageSize};` } : {}),
      ...built.headers,
    },
    retry: 'read',
    idleTimeoutMs: 16 * MINUTES,
    correlationId: page.correlationId,
    signal: page.signal,
    ...listenersOf(page),
  };
}

/** InvokeCommand: POST, also for a next page, with the same body (real-client.md 4.1, 4.2). */
export function invokeWire(target: ExchangeTarget, client: ClientName, page: PageRequest): Wire {
  const url =
    page.nextLink === null
      ? `${betaBase(target)}InvokeCommand`
      : checkNextLink(page.nextLink, target, page.correlationId);
  return {
    method: 'POST',
    url,
    headers: invokeHeaders(target, client, page),
    body: writeWireJson(invokeBody(page)),
    retry: page.changes ? 'change' : 'read',
    idleTimeoutMs: patienceFor(page.cmdlet),
    correlationId: page.correlationId,
    signal: page.signal,
    ...listenersOf(page),
  };
}

/** Those who listen to the tries of a request. */
export function listenersOf({ onRetry, onTried }: Pick<PageRequest, 'onRetry' | 'onTried'>) {
  return { ...(onRetry === undefined ? {} : { onRetry }), ...(onTried === undefined ? {} : { onTried }) };
}

type Invocation = Pick<PageRequest, 'cmdlet' | 'parameters' | 'pageSize' | 'correlationId' | 'wasPart'>;

/** Headers of one InvokeCommand, alone or as a part of a batch; the token is not among them. */
export function invokeHeaders(target: ExchangeTarget, client: ClientName, page: Invocation) {
  const { UseCustomRouting: routed, ...parameters } = page.parameters;
  const anchor = routed === true ? routedAnchor(parameters.Identity, target.tenantId) : null;
  return {
    ...clientHeaders(client, target.connectionId),
    ...LANGUAGE,
    accept: 'application/json',
    'accept-charset': 'UTF-8',
    'content-type': 'application/json',
    'client-request-id': page.correlationId,
    'x-cmdletname': page.cmdlet,
    ...anchored(anchor ?? invokeAnchor(target)),
    'x-responseformat': 'json',
    'x-serializationlevel': 'Partial',
    warningaction: warningAction(parameters.WarningAction),
    prefer: `odata.maxpagesize=${page.pageSize}${page.wasPart === true ? ';odata.continue-on-error' : ''}`,
    ...(anchor === null ? {} : { 'parameter-based-routing': 'True' }),
  };
}

/** Body of one InvokeCommand, for writeWireJson. */
export function invokeBody({ cmdlet, parameters }: Invocation): object {
  // Only the headers tell of it; writeWireJson leaves out what is undefined.
  return { CmdletInput: { CmdletName: cmdlet, Parameters: { ...parameters, UseCustomRouting: undefined } } };
}

/** Milliseconds that the service may be silent over a cmdlet. */
export function patienceFor(cmdlet: string): number {
  return PATIENCE.get(cmdlet.toLowerCase()) ?? 16 * MINUTES;
}

function warningAction(value: unknown): string {
  if (typeof value !== 'string' || !/^[A-Za-z]+$/.test(value)) return '';
  return value.toLowerCase() === 'ignore' ? 'SilentlyContinue' : value;
}
