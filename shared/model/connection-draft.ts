import { EXCHANGE_CLIENT_ID } from '../clouds.ts';
import type { ConnectionDraft, ConnectionProfile } from './connection.ts';

/** The draft that would make a saved connection again. */
export function draftOf(profile: ConnectionProfile): ConnectionDraft {
  const { name, folder, cloudId, accountId, organization, signIn, options, services, readOnly } = profile;
  const own = signIn.kind !== 'certificate' && profile.clientId !== EXCHANGE_CLIENT_ID;
  return {
    name,
    folder,
    cloudId,
    accountId,
    organization,
    signIn,
    options,
    services,
    readOnly,
    loginHint: profile.username,
    clientId: own ? profile.clientId : null,
  };
}
