import { makeStyles, tokens } from '@fluentui/react-components';
import { Search20Regular } from '@fluentui/react-icons';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { formatCount } from '../../ui/format.ts';
import { filterEntries, indexEntries } from './filter.ts';
import { knownEntries, queryEntries } from './sources.ts';
import { PaletteOption } from './PaletteOption.tsx';
import { recentIds, rememberRecent } from './recents.ts';
import type { PaletteEntry } from './entries.ts';
import type { KeyboardEvent } from 'react';

const useStyles = makeStyles({
  field: {
    display: 'flex',
    alignItems: 'center',
    gap: '12px',
    height: '48px',
    padding: '0 16px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  input: {
    flexGrow: 1,
    minWidth: 0,
    border: 'none',
    outlineStyle: 'none',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase400,
    '::placeholder': { color: tokens.colorNeutralForeground3, opacity: 1 },
  },
  list: { maxHeight: 'min(424px, calc(100vh - 220px))', overflowY: 'auto', padding: '8px' },
  heading: {
    padding: '8px 8px 4px',
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground2,
  },
  nothing: { padding: '24px 16px', textAlign: 'center', color: tokens.colorNeutralForeground2 },
  foot: {
    display: 'flex',
    alignItems: 'center',
    gap: '6px',
    height: '36px',
    padding: '0 16px',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    backgroundColor: tokens.colorNeutralBackground2,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
  },
  gap: { marginRight: '12px' },
  count: { marginLeft: 'auto' },
});

/** Known entries at once, queries as soon as main has told them. */
function useEntries() {
  const [queries, setQueries] = useState<readonly PaletteEntry[]>([]);
  const [known] = useState(knownEntries);
  useEffect(() => {
    let gone = false;
    queryEntries().then(
      (entries) => {
        if (!gone) setQueries(entries);
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, []);
  return useMemo(() => indexEntries([...known, ...queries]), [known, queries]);
}

/** The field and the list under it: a combobox whose options are chosen with the arrows. */
export function PaletteBox({ onClose }: { readonly onClose: () => void }) {
  const styles = useStyles();
  const id = useId();
  const index = useEntries();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const [recents] = useState(recentIds);
  const list = useRef<HTMLDivElement>(null);
  const { rows, total } = useMemo(() => filterEntries(index, text, recents), [index, text, recents]);
  const at = Math.min(chosen, rows.length - 1);
  const optionId = (position: number) => `${id}-${position}`;

  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [at, rows]);

  const run = (entry: PaletteEntry, background: boolean) => {
    rememberRecent(entry.id);
    onClose();
    entry.run({ background });
  };
  const move = (to: number) => setChosen(rows.length === 0 ? 0 : (to + rows.length) % rows.length);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: Math.min(at + 8, rows.length - 1),
      PageUp: Math.max(at - 8, 0),
    };
    const to = moves[event.key];
    if (to !== undefined) {
      event.preventDefault();
      move(to);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const row = rows[at];
      if (row !== undefined) run(row.entry, event.ctrlKey || event.metaKey);
    }
  };

  return (
    <>
      <div className={styles.field}>
        <Search20Regular aria-hidden />
        <input
          autoFocus
          className={styles.input}
          role="combobox"
          aria-label="Search connections, customers, queries, commands"
          aria-expanded={rows.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={rows.length > 0 ? optionId(at) : undefined}
          placeholder="Search connections, customers, queries, commands"
          spellCheck={false}
          autoComplete="off"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
        <KeyCap keys="Esc" />
      </div>
      <div
        ref={list}
        id={`${id}-list`}
        {...(rows.length === 0 ? {} : { role: 'listbox', 'aria-label': 'Found' })}
        className={styles.list}
      >
        {rows.map(({ entry, heading }, position) => (
          <div key={entry.id} role="presentation">
            {heading !== null && (
              <div role="presentation" className={styles.heading}>
                {heading}
              </div>
            )}
            <PaletteOption
              id={optionId(position)}
              entry={entry}
              typed={text}
              chosen={position === at}
              onPoint={() => setChosen(position)}
              onRun={(background) => run(entry, background)}
            />
          </div>
        ))}
        {rows.length === 0 && (
          <div className={styles.nothing}>
            Nothing is called “{text.trim()}”. Customers appear here once their list was opened.
          </div>
        )}
      </div>
      <div className={styles.foot}>
        <KeyCap keys="↑ ↓" /> <span className={styles.gap}>move</span>
        <KeyCap keys="Enter" /> <span className={styles.gap}>open</span>
        <KeyCap keys="Ctrl+Enter" /> <span>open in the background</span>
        <span role="status" className={styles.count}>
          {`${formatCount(rows.length)} of ${formatCount(total)}`}
        </span>
      </div>
    </>
  );
}
