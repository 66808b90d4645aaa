import { X509Certificate } from 'node:crypto';

/** A certificate as Chromium hands it over, with the ones that the server sent along behind it. */
export interface SentCertificate {
  readonly data: string;
  readonly issuerCert?: SentCertificate | undefined;
}

const SERVER_AUTH = new Set(['1.3.6.1.5.5.7.3.1', '2.5.29.37.0']);
/** More than any real chain has. */
const LONGEST_CHAIN = 10;
const SMALLEST_RSA = 2048;

/**
 * Whether a server's certificate, which the system does not trust for want of a known root, ends in one of the roots
 * that the person added. Trust is all that is added: the name, the dates, the purpose and each signature must be right,
 * and who signs must be an authority.
 */
export function endsInOwnRoot(
  sent: SentCertificate,
  hostname: string,
  roots: readonly X509Certificate[],
  now: Date,
): boolean {
  const chain = chainOf(sent);
  const [leaf] = chain;
  if (leaf?.checkHost(hostname, { subject: 'never' }) === undefined) return false;
  if (!isForServers(leaf)) return false;
  let at: X509Certificate = leaf;
  for (let step = 0; step < LONGEST_CHAIN; step += 1) {
    if (!isSound(at, now)) return false;
    const root = roots.find((one) => signed(one, at));
    if (root !== undefined) return root.ca && isSound(root, now);
    const next = chain.find((one) => one !== at && one.ca && signed(one, at));
    if (next === undefined) return false;
    at = next;
  }
  return false;
}

function chainOf(sent: SentCertificate): X509Certificate[] {
  const chain: X509Certificate[] = [];
  let next: SentCertificate | undefined = sent;
  while (next !== undefined && chain.length < LONGEST_CHAIN) {
    try {
      chain.push(new X509Certificate(next.data));
    } catch {
      return [];
    }
    next = next.issuerCert;
  }
  return chain;
}

function signed(issuer: X509Certificate, subject: X509Certificate): boolean {
  if (issuer.raw.equals(subject.raw)) return false;
  try {
    return subject.checkIssued(issuer) && subject.verify(issuer.publicKey);
  } catch {
    return false;
  }
}

function isSound(certificate: X509Certificate, now: Date): boolean {
  const { publicKey, validFrom, validTo } = certificate;
  const inTime = Date.parse(validFrom) <= now.getTime() && now.getTime() <= Date.parse(validTo);
  const bits = publicKey.asymmetricKeyDetails?.modulusLength;
  return inTime && (bits === undefined || bits >= SMALLEST_RSA);
}

/** Without a list of purposes a certificate is for all; Node's types don't know that the list may be missing. */
function isForServers(leaf: X509Certificate): boolean {
  const purposes = leaf.keyUsage as string[] | undefined;
  return purposes === undefined || purposes.some((one) => SERVER_AUTH.has(one));
}
