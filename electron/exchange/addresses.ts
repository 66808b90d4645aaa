import { fail } from '../../shared/model/failure.ts';
import type { ExchangeTarget } from './types.ts';

/** `https://{host}/adminapi/beta/{tenant}/`; Get-EXO* and InvokeCommand both live under it (real-client.md 1). */
export function betaBase(target: ExchangeTarget): string {
  return `https://${target.host}/adminapi/beta/${target.tenantId}/`;
}

/**
 * The version of the module whose file is asked for: the one that was measured (real-client.md 2.1). The service
 * writes the file for that version; it says nothing of who asks.
 */
/** Version of the module that the service is told. */
export const MODULE_VERSION = '3.7.2';

export function moduleFileUrl(target: ExchangeTarget): string {
  return `https://${target.host}/AdminApi/v1.0/${target.tenantId}/EXOModuleFile?Version=${MODULE_VERSION}`;
}

/** Where the words of welcome are (real-client.md 2.1). */
export function bannerUrl(target: ExchangeTarget): string {
  return `https://${target.host}/AdminApi/v1.0/${target.tenantId}/EXOBanner('AutogenSession')?Version=${MODULE_VERSION}`;
}

/** Where the help of the module file's cmdlets is (real-client.md 2.1). */
export function helpFileUrl(target: ExchangeTarget): string {
  return `https://${target.host}/AdminApi/v1.0/${target.tenantId}/EXOHelpFile?Version=${MODULE_VERSION}`;
}

/** What Get-ConnectionInformation asks (real-client.md 2.4). */
export function apiStateUrl(target: ExchangeTarget): string {
  return `https://${target.host}/AdminApi/beta/${target.tenantId}/basicinfo('AdminApiState')`;
}

/** Internal ports that a nextLink may name although the service answers on 443 (exchange-rest-protocol.md 1.7). */
const OWN_PORTS = new Set(['', '443', '446']);

/**
 * The address of a next page, checked: it must stay on the session's own host, since the token goes with it (DESIGN,
 * safety rule 8). Throws host-not-allowed or bad-answer.
 */
export function checkNextLink(link: string, target: ExchangeTarget, correlationId: string): string {
  let url: URL;
  try {
    url = new URL(link);
  } catch {
    throw fail(
      'bad-answer',
      `${target.host} answered with an address for the next page that can't be read.`,
      'The rows so far are kept. Run the command again.',
      { correlationId, retryable: true },
    );
  }
  const sameHost = url.protocol === 'https:' && url.hostname === target.host;
  if (!sameHost || !OWN_PORTS.has(url.port) || url.username !== '' || url.password !== '') {
    throw fail(
      'host-not-allowed',
      `The answer named ${url.host} for its next page instead of ${target.host}. Nothing was sent there.`,
      'The rows so far are kept. Report this: a proxy may be rewriting answers.',
      { correlationId },
    );
  }
  if (!/^\/adminapi\//i.test(url.pathname)) {
    throw fail(
      'bad-answer',
      `${target.host} answered with an address for the next page outside its admin API.`,
      'The rows so far are kept. Run the command again.',
      { correlationId },
    );
  }
  url.port = '';
  return url.href;
}
