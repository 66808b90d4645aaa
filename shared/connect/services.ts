import { CLOUDS, type CloudId } from '../clouds.ts';
import { readAuthorityUri, readConnectionUri } from '../endpoints.ts';
import type { ConnectionOptions } from '../model/connection-options.ts';
import type { ConnectReading } from './values.ts';

/** What Connect-IPPSSession has no parameter for: a command for it can't disagree about these. */
const EXCHANGE_ONLY = {
  pageSize: null,
  showProgress: null,
  loadCmdletHelp: false,
  skipLoadingCmdletHelp: false,
  skipLoadingFormatData: false,
  useMultithreading: null,
} as const satisfies Partial<ConnectionOptions>;

/**
 * One connection for two commands that say the same of both services, as the printer writes them. Everything else
 * stays as it is.
 */
export function inBothServices<T extends ConnectReading>(readings: readonly T[]): readonly T[] {
  const [exchange, compliance, more] = readings;
  if (exchange === undefined || compliance === undefined || more !== undefined) return readings;
  const services = [...exchange.draft.services, ...compliance.draft.services];
  if (services.join() !== 'exchange,compliance') return readings;
  if (key(exchange) !== key(compliance)) return readings;
  const options = {
    ...exchange.draft.options,
    searchOnlySession: compliance.draft.options.searchOnlySession,
  };
  return [{ ...exchange, draft: { ...exchange.draft, services, options } }];
}

function key({ draft }: ConnectReading): string {
  const { options, cloudId } = draft;
  return JSON.stringify({
    ...draft,
    services: [],
    options: {
      ...options,
      ...EXCHANGE_ONLY,
      searchOnlySession: false,
      connectionUri: isStandardUri(options.connectionUri, cloudId) ? null : options.connectionUri,
      authorityUri: isStandardAuthority(
        options.authorityUri,
        cloudId,
        draft.delegatedTo ?? draft.organization.tenantId,
      )
        ? null
        : options.authorityUri,
    },
  });
}

function isStandardUri(uri: string | null, cloudId: CloudId): boolean {
  const read = uri === null ? null : readConnectionUri(uri);
  return read !== null && !('problem' in read) && read.cloudId === cloudId && !read.eop;
}

/** Names nothing but the environment's sign-in host, or the customer that is named anyway. */
function isStandardAuthority(uri: string | null, cloudId: CloudId, customer: string | null): boolean {
  const read = uri === null ? null : readAuthorityUri(uri);
  if (read === null || 'problem' in read || read.host !== CLOUDS[cloudId].loginHost) return false;
  return read.tenant === null || read.tenant === customer;
}
