import { Menu, MenuButton, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import {
  DocumentArrowDown20Regular,
  DocumentArrowUp20Regular,
  FolderAdd20Regular,
  MoreHorizontal20Regular,
  QuestionCircle20Regular,
} from '@fluentui/react-icons';
import { openHelp } from '../app/frame/overlays.ts';
import { chooseImport, exportConnections } from './transfer.ts';

/** What can be done with connections as a whole and is not needed every day. */
export function ScreenMenu({
  saved,
  onNewFolder,
}: {
  /** How many connections there are. */
  readonly saved: number;
  /** Set where the button for it has no room. */
  readonly onNewFolder?: () => void;
}) {
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <MenuButton
          icon={<MoreHorizontal20Regular />}
          menuIcon={null}
          aria-label="Import and export"
          title="Import and export"
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {onNewFolder !== undefined && (
            <MenuItem icon={<FolderAdd20Regular />} disabled={saved === 0} onClick={onNewFolder}>
              New folder
            </MenuItem>
          )}
          <MenuItem icon={<DocumentArrowDown20Regular />} onClick={() => void chooseImport()}>
            Import from a file
          </MenuItem>
          <MenuItem
            icon={<DocumentArrowUp20Regular />}
            disabled={saved === 0}
            onClick={() => void exportConnections()}
          >
            Export all to a file
          </MenuItem>
          <MenuItem icon={<QuestionCircle20Regular />} onClick={() => openHelp()}>
            Help on connecting
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
