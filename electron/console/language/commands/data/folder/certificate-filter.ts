import type { CertificateFacts } from '../../../../../../shared/model/certificate.ts';
import { toText } from '../../../convert/text.ts';
import { wildcard } from '../../../operators/wildcard.ts';
import type { Context } from '../../builtin.ts';
import { parameter } from '../../declare.ts';
import { certificateFactsOf, dnsNamesOf, usageIds, usageName } from '../../session/certificate-object.ts';
import { ARGUMENT, commandFailure } from '../failures.ts';
import type { DriveItem } from './drive-item.ts';
import type { DrivePath } from './paths.ts';

/** What -SSLServerAuthentication and its like look for (RFC 5280 4.2.1.12; the last one is Microsoft's own). */
const PURPOSES = {
  SSLServerAuthentication: '1.3.6.1.5.5.7.3.1',
  CodeSigningCert: '1.3.6.1.5.5.7.3.3',
  DocumentEncryptionCert: '1.3.6.1.4.1.311.80.1',
} as const;
const DAY = 86_400_000;

/** What Get-ChildItem takes on Cert: only. */
export const certificateFilterParameters = [
  parameter('DnsName', 'String[]'),
  parameter('EKU', 'String[]'),
  parameter('ExpiringInDays', 'Int32'),
  ...Object.keys(PURPOSES).map((name) => parameter(name, 'SwitchParameter')),
];

/**
 * Which things on a drive the filters of Cert: let through; null: none of them is given. Throws Terminating where one
 * is given elsewhere.
 */
export function certificateFilter(
  { bound, runtime }: Context,
  { drive }: Pick<DrivePath, 'drive'>,
): ((item: DriveItem) => boolean) | null {
  const given = certificateFilterParameters.find(({ name }) => bound.has(name));
  if (given === undefined) return null;
  if (drive !== 'cert') {
    throw commandFailure(
      ARGUMENT,
      'NamedParameterNotFound',
      `A parameter cannot be found that matches parameter name '${given.name}': it is one of the drive Cert:.`,
      'InvalidArgument',
    );
  }
  const patterns = (name: string) =>
    bound.list(name)?.map((pattern) => wildcard(toText(pattern), false)) ?? null;
  const dnsNames = patterns('DnsName');
  const usages = patterns('EKU');
  const days = bound.number('ExpiringInDays');
  const purposes = Object.entries(PURPOSES).flatMap(([name, id]) => (bound.on(name) ? [id] : []));
  const passes = (facts: CertificateFacts): boolean => {
    const ids = usageIds(facts);
    const named = ids.flatMap((id) => [id, usageName(id)]);
    return (
      (dnsNames?.some((matches) => dnsNamesOf(facts).some(matches)) ?? true) &&
      (usages?.every((matches) => named.some(matches)) ?? true) &&
      (days === undefined || Date.parse(facts.notAfter) <= runtime.host.now() + days * DAY) &&
      purposes.every((id) => ids.includes(id))
    );
  };
  return (item) => {
    const facts = certificateFactsOf(item.object());
    return facts !== null && passes(facts);
  };
}
