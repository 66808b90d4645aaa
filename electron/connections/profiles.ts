import { randomUUID } from 'node:crypto';
import { CLOUDS, EXCHANGE_CLIENT_ID } from '../../shared/clouds.ts';
import { draftOf } from '../../shared/model/connection-draft.ts';
import type { ConnectionDraft, ConnectionProfile } from '../../shared/model/connection.ts';
import type { Account } from '../../shared/model/account.ts';
import { fail } from '../../shared/model/failure.ts';
import type { Accounts } from '../auth/types.ts';
import { nextColour } from './colours.ts';
import { homeTenantOf, refuseTwin } from './identity.ts';
import type { ProfileStore } from './profile-store.ts';

/** What of a connection is to be another; what is left out stays. */
export type ProfilePatch = { readonly [K in keyof ConnectionDraft]?: ConnectionDraft[K] | undefined } & {
  readonly colour?: number | undefined;
};

export interface Profiles {
  need(id: string): ConnectionProfile;
  /** The draft that a change would make it of. */
  draftWith(id: string, patch: ProfilePatch): ConnectionDraft;
  /** @param id a new one unless told */
  create(draft: ConnectionDraft, id?: string): ConnectionProfile;
  update(id: string, patch: ProfilePatch): ConnectionProfile;
  duplicate(id: string): ConnectionProfile;
  remove(id: string): void;
  restore(id: string): ConnectionProfile;
}

/** What can be done with saved connections, whether they are connected or not. All throw FailureError. */
export function createProfiles(store: ProfileStore, accounts: Accounts, now: () => number): Profiles {
  const removed = new Map<string, { profile: ConnectionProfile; index: number }>();
  const stamp = () => new Date(now()).toISOString();

  function draftWith(id: string, patch: ProfilePatch): ConnectionDraft {
    const said = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
    return { ...draftOf(need(id)), ...said };
  }

  function changed(id: string, patch: ProfilePatch): ConnectionProfile {
    const { createdAt, lastUsedAt, colour } = need(id);
    const after = newProfile(draftWith(id, patch), accounts, createdAt, patch.colour ?? colour);
    return { ...after, id, lastUsedAt };
  }

  function need(id: string): ConnectionProfile {
    const profile = store.find(id);
    if (profile === null) {
      throw fail('not-found', 'This connection is no longer there.', 'Choose another one in Connections.');
    }
    return profile;
  }

  return {
    need,
    draftWith,
    create(draft, id) {
      const tenantId = draft.organization.tenantId ?? homeTenantOf(draft.accountId);
      const profile = newProfile(
        draft,
        accounts,
        stamp(),
        nextColour(store.list(), draft.cloudId, tenantId),
        id,
      );
      refuseTwin(profile, store.list());
      store.put(profile);
      return profile;
    },
    update(id, patch) {
      const profile = changed(id, patch);
      refuseTwin(profile, store.list());
      store.put(profile);
      return profile;
    },
    duplicate(id) {
      const original = need(id);
      // Without its account: with it, the copy would be the same connection again (DESIGN, safety rule 2).
      const copy: ConnectionProfile = {
        ...original,
        id: randomUUID(),
        name: `${original.name.slice(0, 113)} (copy)`,
        accountId: null,
        username: null,
        createdAt: stamp(),
        lastUsedAt: null,
      };
      store.put(copy, store.list().indexOf(original) + 1);
      return copy;
    },
    remove(id) {
      const profile = need(id);
      removed.set(id, { profile, index: store.remove(id) });
    },
    restore(id) {
      const gone = removed.get(id);
      if (gone === undefined) {
        throw fail('not-found', 'This connection can’t be brought back any more.', 'Create it again.');
      }
      refuseTwin(gone.profile, store.list());
      store.put(gone.profile, gone.index);
      removed.delete(id);
      return gone.profile;
    },
  };
}

const LOOKS: ReadonlySet<string> = new Set(['name', 'folder', 'colour', 'readOnly']);

/** True: it would be another connection, or made in another way, and not only look different. */
export const changesTheConnection = (patch: ProfilePatch): boolean =>
  Object.entries(patch).some(([field, value]) => value !== undefined && !LOOKS.has(field));

/** A profile of a draft; not saved. Throws FailureError for a customer whose tenant was not looked up. @param createdAt ISO 8601 */
export function newProfile(
  draft: ConnectionDraft,
  accounts: Pick<Accounts, 'find'>,
  createdAt: string,
  colour: number,
  id: string = randomUUID(),
): ConnectionProfile {
  if (draft.delegatedTo !== undefined) {
    // Without its tenant id the sign-in would land in the account's own organisation.
    throw fail(
      'not-found',
      `The organisation ${draft.delegatedTo} could not be looked up, so nothing was connected.`,
      'Check its domain, or give its tenant id.',
    );
  }
  const account =
    draft.accountId === null ? null : accounts.find({ cloudId: draft.cloudId, accountId: draft.accountId });
  return {
    id,
    name: draft.name === '' ? defaultName(draft, account) : draft.name,
    folder: draft.folder,
    colour,
    cloudId: draft.cloudId,
    accountId: draft.accountId,
    username: account?.username ?? (draft.loginHint === '' ? null : draft.loginHint),
    clientId: clientIdOf(draft),
    organization: draft.organization,
    services: draft.services,
    readOnly: draft.readOnly,
    signIn: draft.signIn,
    options: draft.options,
    createdAt,
    lastUsedAt: null,
  };
}

/** After the organisation where its name is known by now, else after its domain. */
function defaultName(draft: ConnectionDraft, account: Account | null): string {
  const { organization, loginHint } = draft;
  const own = organization.kind === 'own' ? account?.homeOrganization : null;
  const domain = organization.domain ?? (account?.username ?? loginHint)?.split('@')[1];
  const name = organization.name ?? own ?? domain ?? CLOUDS[draft.cloudId].name;
  return name.trim().slice(0, 120) || 'New connection';
}

/** The client that signs in: an app with a certificate is its own (identity.ts tells connections apart by it). */
function clientIdOf(draft: ConnectionDraft): string {
  return draft.signIn.kind === 'certificate' ? draft.signIn.appId : (draft.clientId ?? EXCHANGE_CLIENT_ID);
}
