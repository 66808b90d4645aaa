import {
  Button,
  Checkbox,
  Link,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { ColumnTripleRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { SearchBox } from '../ui/SearchBox.tsx';
import { formatCount } from '../ui/format.ts';
import { isShown, noChoice, orderColumns, showColumn } from './grid/columnLayout.ts';
import type { Column } from '../../shared/model/console.ts';
import type { ColumnChoice } from './grid/columnLayout.ts';

const useStyles = makeStyles({
  surface: { width: '320px', padding: '12px', display: 'flex', flexDirection: 'column', gap: '8px' },
  list: { maxHeight: 'min(420px, 50vh)', overflowY: 'auto', display: 'flex', flexDirection: 'column' },
  foot: { display: 'flex', justifyContent: 'space-between', fontSize: tokens.fontSizeBase200 },
  label: { overflowWrap: 'anywhere' },
});

/** Which columns the grid shows: a list with a search and a way back to how it was at first. */
export function ColumnsMenu({
  columns,
  choice,
  onChoice,
  iconOnly,
}: {
  readonly columns: readonly Column[];
  readonly choice: ColumnChoice;
  readonly onChoice: (choice: ColumnChoice) => void;
  readonly iconOnly: boolean;
}) {
  const styles = useStyles();
  const [find, setFind] = useState('');
  const wanted = find.trim().toLocaleLowerCase();
  const ordered = orderColumns(columns, choice);
  const shown = ordered.filter((column) => isShown(column, choice)).length;
  return (
    <Popover trapFocus positioning="below-end" onOpenChange={() => setFind('')}>
      <PopoverTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          size="small"
          icon={<ColumnTripleRegular />}
          aria-label="Columns"
          disabled={columns.length === 0}
        >
          {iconOnly ? undefined : 'Columns'}
        </Button>
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-label="Choose columns">
        <SearchBox
          value={find}
          onChange={setFind}
          size="small"
          label={`Search ${formatCount(columns.length)} columns`}
        />
        <div className={styles.list} role="group" aria-label="Columns">
          {ordered
            .filter((column) => column.name.toLocaleLowerCase().includes(wanted))
            .map((column) => (
              <Checkbox
                key={column.name}
                label={<span className={styles.label}>{column.name}</span>}
                checked={isShown(column, choice)}
                onChange={(_, { checked }) =>
                  onChoice(showColumn(columns, choice, column.name, checked === true))
                }
              />
            ))}
        </div>
        <div className={styles.foot}>
          <span>
            {formatCount(shown)} of {formatCount(columns.length)} shown
          </span>
          <Link as="button" onClick={() => onChoice(noChoice)}>
            As at first
          </Link>
        </div>
      </PopoverSurface>
    </Popover>
  );
}
