import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { AddRegular, ChevronDownRegular, ChevronRightRegular, EditRegular } from '@fluentui/react-icons';
import { useRef, useState } from 'react';
import { SearchBox } from '../ui/SearchBox.tsx';
import { formatPlural } from '../ui/format.ts';
import { groupByFolder, searchQueries } from './folders.ts';
import type { KeyboardEvent } from 'react';
import type { QueryView } from './folders.ts';

const useStyles = makeStyles({
  pane: {
    width: '280px',
    flexShrink: 0,
    minHeight: 0,
    boxSizing: 'border-box',
    display: 'flex',
    flexDirection: 'column',
    backgroundColor: tokens.colorNeutralBackground2,
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  narrow: { width: '232px' },
  head: { display: 'flex', alignItems: 'center', padding: '16px 16px 12px 20px' },
  title: {
    flexGrow: 1,
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: '28px',
    fontWeight: tokens.fontWeightSemibold,
  },
  search: {
    margin: '0 12px 8px 20px',
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    '& input': { minWidth: 0, width: '100%' },
  },
  list: { flexGrow: 1, minHeight: 0, overflowY: 'auto', padding: '0 8px 16px 8px' },
  folder: {
    display: 'flex',
    alignItems: 'center',
    gap: '6px',
    minHeight: '32px',
    padding: '0 4px',
    cursor: 'pointer',
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
    borderRadius: tokens.borderRadiusMedium,
  },
  query: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    minHeight: '32px',
    padding: '4px 8px 4px 24px',
    boxSizing: 'border-box',
    cursor: 'pointer',
    fontSize: tokens.fontSizeBase200,
    borderRadius: tokens.borderRadiusMedium,
    ':hover': { backgroundColor: tokens.colorNeutralBackground2Hover },
  },
  chosen: {
    color: tokens.colorNeutralForeground2Selected,
    backgroundColor: tokens.colorNeutralBackground2Selected,
    fontWeight: tokens.fontWeightSemibold,
  },
  name: { flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
  changes: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '4px',
    flexShrink: 0,
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground2,
  },
  note: { padding: '12px', fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
});

export type QueryListProps = {
  readonly queries: readonly QueryView[];
  readonly chosen: string | null;
  readonly narrow: boolean;
  readonly onChoose: (id: string) => void;
  readonly onNew: () => void;
  readonly onDelete: (id: string) => void;
};

type Line =
  | { readonly kind: 'folder'; readonly id: string; readonly folder: string; readonly open: boolean }
  | { readonly kind: 'query'; readonly id: string; readonly view: QueryView };

/** Saved queries by folder: a tree that is one stop for the keyboard. */
export function QueryList({ queries, chosen, narrow, onChoose, onNew, onDelete }: QueryListProps) {
  const styles = useStyles();
  const tree = useRef<HTMLDivElement>(null);
  const [search, setSearch] = useState('');
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [focused, setFocused] = useState<string | null>(null);

  const found = searchQueries(queries, search);
  const lines = groupByFolder(found).flatMap(({ folder, queries: inside }): Line[] => {
    const open = search !== '' || !closed.has(folder);
    return [
      { kind: 'folder', id: `folder:${folder}`, folder, open },
      ...(open ? inside.map((view): Line => ({ kind: 'query', id: view.query.id, view })) : []),
    ];
  });
  const stop =
    lines.find((line) => line.id === focused) ?? lines.find((line) => line.id === chosen) ?? lines[0];

  const setOpen = (folder: string, open: boolean) => {
    const next = new Set(closed);
    if (open) next.delete(folder);
    else next.add(folder);
    setClosed(next);
  };

  const focusLine = (line: Line | undefined) => {
    if (!line) return;
    setFocused(line.id);
    tree.current?.querySelector<HTMLElement>(`[data-line="${CSS.escape(line.id)}"]`)?.focus();
    if (line.kind === 'query') onChoose(line.id);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const at = lines.findIndex((line) => line.id === stop?.id);
    const line = lines[at];
    if (!line) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: lines.length - 1 }[event.key];
    if (to !== undefined) focusLine(lines[to]);
    else if (line.kind === 'folder' && (event.key === 'ArrowRight' || event.key === 'ArrowLeft')) {
      setOpen(line.folder, event.key === 'ArrowRight');
    } else if (line.kind === 'folder' && (event.key === 'Enter' || event.key === ' '))
      setOpen(line.folder, !line.open);
    else if (line.kind === 'query' && event.key === 'ArrowLeft') {
      focusLine(lines.slice(0, at).findLast((other) => other.kind === 'folder'));
    } else if (line.kind === 'query' && event.key === 'Delete') onDelete(line.id);
    else return;
    event.preventDefault();
  };

  return (
    <nav className={mergeClasses(styles.pane, narrow && styles.narrow)} aria-label="Saved queries">
      <div className={styles.head}>
        <h1 className={styles.title}>Queries</h1>
        <Button appearance="subtle" icon={<AddRegular />} aria-label="New query" onClick={onNew} />
      </div>
      <div className={styles.search}>
        <SearchBox
          value={search}
          onChange={setSearch}
          label={`Search ${formatPlural(queries.length, 'query', 'queries')}`}
        />
      </div>
      <div
        ref={tree}
        className={styles.list}
        {...(lines.length > 0 && { role: 'tree', 'aria-label': 'Queries by folder' })}
        onKeyDown={onKeyDown}
      >
        {lines.map((line) =>
          line.kind === 'folder' ? (
            <div
              key={line.id}
              role="treeitem"
              aria-level={1}
              aria-expanded={line.open}
              data-line={line.id}
              tabIndex={line.id === stop?.id ? 0 : -1}
              className={mergeClasses(styles.folder, 'focusable')}
              onClick={() => setOpen(line.folder, !line.open)}
              onFocus={() => setFocused(line.id)}
            >
              {line.open ? <ChevronDownRegular aria-hidden /> : <ChevronRightRegular aria-hidden />}
              {line.folder}
            </div>
          ) : (
            <div
              key={line.id}
              role="treeitem"
              aria-level={2}
              aria-selected={line.id === chosen}
              data-line={line.id}
              tabIndex={line.id === stop?.id ? 0 : -1}
              className={mergeClasses(styles.query, line.id === chosen && styles.chosen, 'focusable')}
              onClick={() => onChoose(line.id)}
              onFocus={() => setFocused(line.id)}
            >
              <span className={styles.name}>{line.view.query.name}</span>
              {line.view.changes && (
                <span className={styles.changes}>
                  <EditRegular aria-hidden fontSize={16} />
                  changes
                </span>
              )}
            </div>
          ),
        )}
        {lines.length === 0 && search !== '' && <p className={styles.note}>No query holds “{search}”.</p>}
      </div>
    </nav>
  );
}
