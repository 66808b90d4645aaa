import { methodName, serviceTitles } from '../ui/connectionState.ts';
import { actorText, environmentName, organizationName } from '../ui/organizationText.ts';
import { fold } from '../ui/fold.ts';
import type { ConnectionProfile, ConnectionView } from '../../shared/model/connection.ts';

export interface Folder {
  readonly name: string;
  readonly connections: readonly ConnectionView[];
}

export const OWN_FOLDER = 'Own organisations';
export const CUSTOMERS_FOLDER = 'Customers';

/** The folder a card stands in: its own, else one by what the connection is for. */
export const folderOf = (profile: ConnectionProfile): string =>
  profile.folder !== ''
    ? profile.folder
    : profile.organization.kind === 'customer'
      ? CUSTOMERS_FOLDER
      : OWN_FOLDER;

/** Cards by folder: the two standing ones first, then by name; within a folder in the order of their making. */
export function groupByFolder(connections: readonly ConnectionView[]): readonly Folder[] {
  const folders = new Map<string, ConnectionView[]>();
  for (const view of connections) {
    const name = folderOf(view.profile);
    const list = folders.get(name);
    if (list === undefined) folders.set(name, [view]);
    else list.push(view);
  }
  const rank = (name: string) => (name === OWN_FOLDER ? 0 : name === CUSTOMERS_FOLDER ? 1 : 2);
  return [...folders]
    .map(([name, list]) => ({
      name,
      connections: list.sort((a, b) => a.profile.createdAt.localeCompare(b.profile.createdAt)),
    }))
    .sort((a, b) => rank(a.name) - rank(b.name) || a.name.localeCompare(b.name));
}

/**
 * Connections whose name, organisation, domain, account, folder, services, environment or way to sign in holds every
 * typed word; accents do not matter.
 */
export function findConnections(
  connections: readonly ConnectionView[],
  typed: string,
): readonly ConnectionView[] {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return connections;
  return connections.filter(({ profile }) => {
    const text = fold(
      [
        profile.name,
        organizationName(profile),
        profile.organization.domain ?? '',
        profile.organization.tenantId ?? '',
        profile.username ?? '',
        actorText(profile),
        folderOf(profile),
        environmentName(profile),
        methodName(profile.signIn),
        ...profile.services.map((service) => serviceTitles[service]),
      ].join(' '),
    );
    return words.every((word) => text.includes(word));
  });
}
