import { CLOUDS } from '../../../shared/clouds.ts';
import {
  connectedServices,
  idleServices,
  overallStatus,
  serviceTitles,
  stateWords,
} from '../../ui/connectionState.ts';
import { actorText, isPractice } from '../../ui/organizationText.ts';
import { copyAsPowerShell } from '../../connections/transfer.ts';
import { connect, disconnect, openConsole } from '../actions.ts';
import { showDetails } from '../connectionRequests.ts';
import { useConnections } from '../stores/connections.ts';
import type { PaletteEntry } from './entries.ts';
import type { ConnectionView, Service } from '../../../shared/model/connection.ts';

const detailOf = (view: ConnectionView): string => {
  const { profile } = view;
  const who = profile.username ?? actorText(profile);
  return `${who} · ${CLOUDS[profile.cloudId].name} · ${stateWords[overallStatus(view).state]}`;
};

/** Every saved connection: Enter opens its console; one with two services has an entry for the second's too. */
export function connectionEntries(): PaletteEntry[] {
  return useConnections.getState().data.flatMap((view) => {
    const { profile } = view;
    const entry = (service: Service | null): PaletteEntry => ({
      id: `connection:${profile.id}${service === null ? '' : `:${service}`}`,
      group: 'Connections',
      title: service === null ? profile.name : `${profile.name} · ${serviceTitles[service]}`,
      detail: detailOf(view),
      aside: '',
      action: 'Open console',
      icon: 'organization',
      mark: { name: profile.name, colour: profile.colour, practice: isPractice(profile) },
      usedAt: service === null ? profile.lastUsedAt : null,
      run: ({ background }) =>
        void openConsole(profile.id, { background, ...(service !== null && { service }) }),
    });
    return [entry(null), ...profile.services.slice(1).map(entry)];
  });
}

/** What can be done with each connection, by how its services stand. */
export function connectionCommands(): PaletteEntry[] {
  return useConnections.getState().data.flatMap((view) => {
    const { profile } = view;
    const command = (id: string, title: string, action: string, run: () => void): PaletteEntry => ({
      id: `${id}:${profile.id}`,
      group: 'Commands',
      title,
      detail: actorText(profile),
      aside: '',
      action,
      icon: 'command',
      mark: null,
      usedAt: null,
      run,
    });
    const named = (services: readonly Service[]) =>
      services.length === profile.services.length
        ? profile.name
        : `${profile.name} · ${services.map((service) => serviceTitles[service]).join(', ')}`;
    const open = connectedServices(view).map(({ service }) => service);
    const idle = idleServices(view);
    return [
      ...(open.length === 0
        ? []
        : [
            command(
              'disconnect',
              `Disconnect ${named(open)}`,
              'Disconnect',
              () => void disconnect(profile.id, open),
            ),
          ]),
      ...(idle.length === 0
        ? []
        : [command('connect', `Connect ${named(idle)}`, 'Connect', () => void connect(profile.id, idle))]),
      command(
        'powershell',
        `Copy ${profile.name} as PowerShell`,
        'Copy',
        () => void copyAsPowerShell(profile),
      ),
      command('details', `Connection details of ${profile.name}`, 'Show', () => showDetails(profile.id)),
    ];
  });
}
