import {
  Menu,
  MenuButton,
  MenuDivider,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import {
  ClipboardCode20Regular,
  Color20Regular,
  Copy20Regular,
  Delete20Regular,
  DocumentArrowUp20Regular,
  Edit20Regular,
  FolderArrowRight20Regular,
  Info20Regular,
  LockClosed20Regular,
  LockOpen20Regular,
  MoreHorizontal20Regular,
  PlugConnected20Regular,
  PlugDisconnected20Regular,
  Rename20Regular,
  WindowConsole20Regular,
} from '@fluentui/react-icons';
import { Suspense, lazy, useState } from 'react';
import { flushSync } from 'react-dom';
import { connect, disconnect, openConsole, tellFailure } from '../app/actions.ts';
import { api } from '../app/api.ts';
import { showDetails } from '../app/connectionRequests.ts';
import { dropConnection, putConnection } from '../app/stores/connections.ts';
import { useUiRequests } from '../app/uiRequests.ts';
import { hasBoth, idleServices, serviceTitles } from '../ui/connectionState.ts';
import { isPractice } from '../ui/organizationText.ts';
import { notify, notifyUndo } from '../ui/toasts.ts';
import { copyAsPowerShell, exportConnections } from './transfer.ts';
import type { ConnectionProfile, ConnectionView } from '../../shared/model/connection.ts';

const RenameDialog = lazy(() => import('./RenameDialog.tsx'));
const ColourDialog = lazy(() => import('./ColourDialog.tsx'));
const MoveDialog = lazy(() => import('./MoveDialog.tsx'));

async function duplicate(profile: ConnectionProfile): Promise<void> {
  try {
    const copy = await api.connections.duplicate({ id: profile.id });
    putConnection(copy);
    notify({ text: `${profile.name} was duplicated as ${copy.profile.name}.` });
  } catch (error) {
    tellFailure(error);
  }
}

async function restore(profile: ConnectionProfile): Promise<void> {
  try {
    putConnection(await api.connections.restore({ id: profile.id }));
  } catch (error) {
    tellFailure(error);
  }
}

/** The card beside one, which takes the focus when that one goes. */
function neighbourOf(id: string): HTMLElement | null {
  const cards = [...document.querySelectorAll<HTMLElement>('[data-connection]')];
  const at = cards.findIndex((card) => card.dataset['connection'] === id);
  return cards[at + 1] ?? cards[at - 1] ?? null;
}

async function remove(profile: ConnectionProfile): Promise<void> {
  const neighbour = neighbourOf(profile.id);
  try {
    await api.connections.remove({ id: profile.id });
    flushSync(() => dropConnection(profile.id));
    if (document.activeElement === document.body) {
      (neighbour ?? document.querySelector('main'))
        ?.querySelector<HTMLElement>('button[tabindex="0"], button')
        ?.focus();
    }
    notifyUndo(`${profile.name} was deleted.`, () => void restore(profile));
  } catch (error) {
    tellFailure(error);
  }
}

async function setReadOnly(profile: ConnectionProfile, readOnly: boolean): Promise<void> {
  try {
    putConnection(await api.connections.update({ id: profile.id, patch: { readOnly } }));
    notify({
      text: readOnly
        ? `${profile.name} refuses changes from now on.`
        : `${profile.name} takes changes from now on. Each one still asks first.`,
    });
  } catch (error) {
    tellFailure(error);
  }
}

/** Connects and disconnects one service of two. */
function ServiceItems({ view }: { readonly view: ConnectionView }) {
  const { profile } = view;
  const services = view.services.map(({ service }) => service);
  const idle = idleServices(view);
  return (
    <>
      {services.map((service) =>
        idle.includes(service) ? (
          <MenuItem
            key={service}
            icon={<PlugDisconnected20Regular />}
            onClick={() => void connect(profile.id, [service])}
          >
            {`Connect ${serviceTitles[service]}`}
          </MenuItem>
        ) : (
          <MenuItem
            key={service}
            icon={<PlugConnected20Regular />}
            onClick={() => void disconnect(profile.id, [service])}
          >
            {`Disconnect ${serviceTitles[service]}`}
          </MenuItem>
        ),
      )}
      {idle.length < services.length && (
        <MenuItem icon={<PlugConnected20Regular />} onClick={() => void disconnect(profile.id)}>
          {idle.length === 0 ? 'Disconnect both' : 'Disconnect'}
        </MenuItem>
      )}
    </>
  );
}

type OpenDialog = 'rename' | 'colour' | 'move' | null;

/** Everything else that can be done with a connection. */
export function CardMenu({ view }: { readonly view: ConnectionView }) {
  const { profile } = view;
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const close = () => setDialog(null);
  const canChange = view.services.every(
    ({ status: { state } }) => state === 'signed-out' || state === 'failed',
  );
  return (
    <>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <MenuButton
            appearance="subtle"
            size="small"
            icon={<MoreHorizontal20Regular />}
            menuIcon={null}
            aria-label={`More for ${profile.name}`}
            title="More"
          />
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem
              icon={<WindowConsole20Regular />}
              onClick={() => void openConsole(profile.id, { another: true })}
            >
              Open another console
            </MenuItem>
            {hasBoth(profile) && <ServiceItems view={view} />}
            <MenuDivider />
            <MenuItem icon={<Info20Regular />} onClick={() => showDetails(profile.id)}>
              Connection details
            </MenuItem>
            <MenuItem icon={<ClipboardCode20Regular />} onClick={() => void copyAsPowerShell(profile)}>
              Copy as PowerShell
            </MenuItem>
            <MenuItem
              icon={<DocumentArrowUp20Regular />}
              onClick={() => void exportConnections([profile.id])}
            >
              Export to a file
            </MenuItem>
            <MenuDivider />
            <MenuItem
              icon={<Edit20Regular />}
              disabled={!canChange}
              title={canChange ? undefined : 'Disconnect it first'}
              onClick={() => useUiRequests.getState().editConnection(profile.id)}
            >
              Edit
            </MenuItem>
            <MenuItem icon={<Rename20Regular />} onClick={() => setDialog('rename')}>
              Rename
            </MenuItem>
            {!isPractice(profile) && (
              <MenuItem icon={<Color20Regular />} onClick={() => setDialog('colour')}>
                Change colour
              </MenuItem>
            )}
            <MenuItem icon={<FolderArrowRight20Regular />} onClick={() => setDialog('move')}>
              Move to folder
            </MenuItem>
            <MenuItem
              icon={profile.readOnly ? <LockOpen20Regular /> : <LockClosed20Regular />}
              onClick={() => void setReadOnly(profile, !profile.readOnly)}
            >
              {profile.readOnly ? 'Allow changes' : 'Make read-only'}
            </MenuItem>
            <MenuItem icon={<Copy20Regular />} onClick={() => void duplicate(profile)}>
              Duplicate
            </MenuItem>
            <MenuDivider />
            <MenuItem icon={<Delete20Regular />} onClick={() => void remove(profile)}>
              Delete
            </MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      <Suspense fallback={null}>
        {dialog === 'rename' && <RenameDialog profile={profile} onClose={close} />}
        {dialog === 'colour' && <ColourDialog profile={profile} onClose={close} />}
        {dialog === 'move' && <MoveDialog profile={profile} onClose={close} />}
      </Suspense>
    </>
  );
}
