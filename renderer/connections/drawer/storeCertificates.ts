import { unfitness } from '../../../shared/model/certificate-fitness.ts';
import { formatDate } from '../../ui/format.ts';
import { fold } from '../../ui/fold.ts';
import type { Certificate } from '../../../shared/model/certificate.ts';

/** A certificate of the Windows store as the form offers it. */
export interface StoreChoice {
  /** The same one may be in both places. */
  readonly key: string;
  readonly certificate: Certificate;
  readonly place: string;
  readonly expiry: string;
  /** Why it can't be chosen; null: it can. */
  readonly refusal: string | null;
}

function refusalOf(certificate: Certificate, now: number): string | null {
  const { origin, notAfter, notBefore, key } = certificate;
  if (origin.kind === 'store' && !origin.hasKey) return 'Its private key is not in the store';
  switch (unfitness(certificate, now)) {
    case 'ended':
      return `It expired on ${formatDate(notAfter)}`;
    case 'not-begun':
      return `It is not valid before ${formatDate(notBefore)}`;
    case 'not-rsa':
      return `Its key is ${key}; an app signs in with RSA only`;
    case null:
      return null;
  }
}

/** Those that can be chosen first, and of both the one that lasts longest. */
export function storeChoices(list: readonly Certificate[], now: number): StoreChoice[] {
  return list
    .map((certificate) => {
      const { origin, thumbprint, notAfter } = certificate;
      const location = origin.kind === 'store' ? origin.location : 'CurrentUser';
      return {
        key: `${location} ${thumbprint}`,
        certificate,
        place: location === 'CurrentUser' ? 'This user' : 'This computer',
        expiry: `${Date.parse(notAfter) <= now ? 'Ended' : 'Until'} ${formatDate(notAfter)}`,
        refusal: refusalOf(certificate, now),
      };
    })
    .sort(
      (a, b) =>
        Number(a.refusal !== null) - Number(b.refusal !== null) ||
        Date.parse(b.certificate.notAfter) - Date.parse(a.certificate.notAfter),
    );
}

/** Those that have every word of the search somewhere; a thumbprint may be typed as Windows shows it, in pairs. */
export function matchingChoices(choices: readonly StoreChoice[], search: string): StoreChoice[] {
  const digits = digitsOf(search);
  const asThumbprint = /^[0-9a-f\s:\u200e]+$/i.test(search) && digits.length >= 4 ? digits : null;
  const words = fold(search).split(/\s+/);
  return choices.filter(({ certificate, place, expiry, refusal }) => {
    const { name, subject, issuer, thumbprint } = certificate;
    if (asThumbprint !== null && thumbprint.includes(asThumbprint)) return true;
    const text = fold([name, subject, issuer, thumbprint, place, expiry, refusal ?? ''].join('\n'));
    return words.every((word) => text.includes(word));
  });
}

/** The one that a typed thumbprint means; null: none that can be chosen. */
export function chosenOf(choices: readonly StoreChoice[], thumbprint: string): StoreChoice | null {
  const digits = digitsOf(thumbprint);
  const found = choices.find((one) => one.refusal === null && one.certificate.thumbprint === digits);
  return found ?? null;
}

const digitsOf = (text: string): string => text.replaceAll(/[^0-9a-f]/gi, '').toUpperCase();
