import {
  Button,
  Menu,
  MenuDivider,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { ChevronDownRegular, CodeTextRegular } from '@fluentui/react-icons';
import { useState } from 'react';

export type ScriptActions = {
  readonly onRunSelection: () => void;
  readonly onFind: () => void;
  readonly onHelp: () => void;
  readonly onOpen: () => void;
  readonly onSave: () => void;
  readonly onChooseFolder: () => void;
  /** The folder that the tab's scripts see; null: none was chosen. */
  readonly readFolder: () => Promise<string | null>;
};

/** What can be done with the editor's text besides running it whole. */
export function ScriptMenu({ wide, ...actions }: ScriptActions & { readonly wide: boolean }) {
  const [folder, setFolder] = useState<string | null>(null);
  return (
    <Menu
      onOpenChange={(_, { open }) => {
        if (open) void actions.readFolder().then(setFolder, () => setFolder(null));
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<CodeTextRegular />} aria-label="Script">
          {wide && (
            <>
              Script&nbsp;
              <ChevronDownRegular aria-hidden fontSize={14} />
            </>
          )}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem secondaryContent="F8" onClick={actions.onRunSelection}>
            Run selection
          </MenuItem>
          <MenuItem secondaryContent="Ctrl+F" onClick={actions.onFind}>
            Find and replace
          </MenuItem>
          <MenuItem secondaryContent="F1" onClick={actions.onHelp}>
            Help at the cursor
          </MenuItem>
          <MenuDivider />
          <MenuItem secondaryContent="Ctrl+O" onClick={actions.onOpen}>
            Open script…
          </MenuItem>
          <MenuItem secondaryContent="Ctrl+S" onClick={actions.onSave}>
            Save script as…
          </MenuItem>
          <MenuDivider />
          <MenuItem onClick={actions.onChooseFolder} {...(folder !== null && { subText: folder })}>
            Working folder…
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
