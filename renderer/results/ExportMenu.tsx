import {
  Button,
  Menu,
  MenuDivider,
  MenuItem,
  MenuItemCheckbox,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { useState } from 'react';

export type ExportFormat = 'csv' | 'json' | 'xlsx';

/** In which form the rows go to a file; the save dialog follows. */
export function ExportMenu({
  disabled,
  iconOnly,
  onExport,
}: {
  readonly disabled: boolean;
  readonly iconOnly: boolean;
  readonly onExport: (format: ExportFormat, allColumns: boolean) => void;
}) {
  const [all, setAll] = useState(false);
  return (
    <Menu
      positioning="below-end"
      hasCheckmarks
      checkedValues={{ columns: all ? ['all'] : [] }}
      onCheckedValueChange={(_, { checkedItems }) => setAll(checkedItems.includes('all'))}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          size="small"
          icon={<ArrowDownloadRegular />}
          aria-label="Export"
          disabled={disabled}
        >
          {iconOnly ? undefined : 'Export'}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem onClick={() => onExport('csv', all)}>CSV…</MenuItem>
          <MenuItem onClick={() => onExport('xlsx', all)}>Excel workbook (XLSX)…</MenuItem>
          <MenuItem onClick={() => onExport('json', all)}>JSON…</MenuItem>
          <MenuDivider />
          <MenuItemCheckbox name="columns" value="all">
            All columns, not only those shown
          </MenuItemCheckbox>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
