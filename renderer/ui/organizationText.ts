import { CLOUDS } from '../../shared/clouds.ts';
import type { ConnectionProfile } from '../../shared/model/connection.ts';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const firstOf = (word: string): string =>
  graphemes.segment(word)[Symbol.iterator]().next().value?.segment ?? '';

/** One or two letters for a tile: "Bäckerei Müller" is BM, "李明 商店" is 李 (scripts without capitals get one). */
export function initials(name: string): string {
  const words = name
    .normalize('NFC')
    .split(/[\s.\-_/&,()]+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  const first = firstOf(words[0]?.replace(/^[^\p{L}\p{N}]+/u, '') ?? '');
  if (first === '') return words.length === 0 && name.trim() === '' ? '' : '?';
  if (!/\p{Lu}|\p{Ll}/u.test(first)) return first;
  const second =
    words.length > 1 ? firstOf(words[words.length - 1]?.replace(/^[^\p{L}\p{N}]+/u, '') ?? '') : '';
  return (first + (/\p{Lu}|\p{Ll}/u.test(second) ? second : '')).toLocaleUpperCase();
}

/** True where a connection is on the practice cloud: hatched, never coloured. */
export const isPractice = (profile: Pick<ConnectionProfile, 'cloudId'>): boolean =>
  CLOUDS[profile.cloudId].practice;

/** What an organisation is called: its own name, else its domain, else the connection's name. */
export const organizationName = (profile: ConnectionProfile): string =>
  profile.organization.name ?? profile.organization.domain ?? profile.name;

/** "Microsoft 365", or where the practice cloud is. */
export const environmentName = (profile: Pick<ConnectionProfile, 'cloudId'>): string =>
  isPractice(profile) ? 'Practice cloud on this computer' : CLOUDS[profile.cloudId].name;

/** Who signs in: a person's name, or the app or machine. */
export function actorText({ signIn, username, clientId }: ConnectionProfile): string {
  if (signIn.kind === 'certificate') return `App ${clientId}`;
  if (signIn.kind === 'managed-identity') {
    return signIn.identityId === null ? 'This machine’s identity' : `Identity ${signIn.identityId}`;
  }
  if (username !== null) return username;
  return signIn.kind === 'token' ? 'Told by the token' : 'Chosen when you sign in';
}

/** The account as a card says it: "admin@partner.com · customer access (GDAP)". */
export function accountText(profile: ConnectionProfile): string {
  const actor = actorText(profile);
  return profile.organization.kind === 'customer' ? `${actor} · customer access (GDAP)` : actor;
}
