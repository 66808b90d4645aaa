import { CLOUDS } from '../../shared/clouds.ts';
import { fail } from '../../shared/model/failure.ts';

/**
 * Refuses an address that is not https on the default port of one of exactly these hosts, before anything of a
 * request (and so no token) leaves (DESIGN, safety rule 8). Throws FailureError host-not-allowed.
 */
export function checkedUrl(url: string, allowedHosts: readonly string[], correlationId: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  const allowed =
    parsed !== null &&
    parsed.protocol === 'https:' &&
    parsed.port === '' &&
    parsed.username === '' &&
    parsed.password === '' &&
    allowedHosts.includes(parsed.hostname);
  if (parsed !== null && allowed) return parsed;
  throw fail(
    'host-not-allowed',
    `The request was not sent: ${parsed === null ? 'its address' : originOf(parsed)} is not one of this connection's own hosts.`,
    'Nothing left this computer. Report this to support with the correlation id if it happens again.',
    { correlationId },
  );
}

function originOf(url: URL): string {
  return `${url.protocol}//${url.host}`.slice(0, 200);
}

const KINDS = [
  ['loginHost', 'The sign-in service'],
  ['exchangeHost', 'Exchange'],
  ['complianceHost', 'Security & Compliance'],
  ['eopHost', 'Exchange Online Protection'],
  ['graphHost', 'Microsoft Graph'],
] as const;

/** What people call the service behind a host of the cloud table. */
export function serviceName(host: string): string {
  for (const cloud of Object.values(CLOUDS)) {
    for (const [field, name] of KINDS) {
      if (
        cloud[field] === host ||
        (field === 'complianceHost' && host.endsWith(`.${cloud.complianceHost}`))
      ) {
        return name;
      }
    }
  }
  return host;
}
