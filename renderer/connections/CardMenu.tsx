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
  Color20Regular,
  Copy20Regular,
  Delete20Regular,
  Edit20Regular,
  FolderArrowRight20Regular,
  LockClosed20Regular,
  LockOpen20Regular,
  MoreHorizontal20Regular,
  Rename20Regular,
  WindowConsole20Regular,
} from '@fluentui/react-icons';
import { Suspense, lazy, useState } from 'react';
import { openConsole, tellFailure } from '../app/actions.ts';
import { api } from '../app/api.ts';
import { dropConnection, putConnection } from '../app/stores/connections.ts';
import { useUiRequests } from '../app/uiRequests.ts';
import { isPractice } from '../ui/organizationText.ts';
import { notify, notifyUndo } from '../ui/toasts.ts';
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

async function remove(profile: ConnectionProfile): Promise<void> {
  try {
    await api.connections.remove({ id: profile.id });
    dropConnection(profile.id);
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
            <MenuDivider />
            <MenuItem
              icon={<Edit20Regular />}
              disabled={!canChange}
              title={canChange ? undefined : 'Disconnect it first'}
              onClick={() => useUiRequests.getState().editConnection(profile.id)}
            >
              Edit…
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
            <MenuItem icon={<Copy20Regular />} onClick={() => void duplicate(profile)}>
              Duplicate
            </MenuItem>
            <MenuItem
              icon={profile.readOnly ? <LockOpen20Regular /> : <LockClosed20Regular />}
              onClick={() => void setReadOnly(profile, !profile.readOnly)}
            >
              {profile.readOnly ? 'Allow changes' : 'Make read-only'}
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
