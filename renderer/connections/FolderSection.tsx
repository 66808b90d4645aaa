import { makeStyles, tokens } from '@fluentui/react-components';
import { ChevronDown16Regular, ChevronRight16Regular } from '@fluentui/react-icons';
import { useId } from 'react';
import { formatCount } from '../ui/format.ts';
import { ConnectionCard } from './ConnectionCard.tsx';
import type { Folder } from './folders.ts';

const useStyles = makeStyles({
  root: { marginBottom: '24px' },
  heading: { margin: 0, fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300 },
  toggle: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    height: '32px',
    maxWidth: '100%',
    padding: '0 8px 0 0',
    border: 'none',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase300,
    fontWeight: tokens.fontWeightSemibold,
    cursor: 'pointer',
  },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  count: { fontWeight: tokens.fontWeightRegular, color: tokens.colorNeutralForeground2 },
  cards: {
    listStyle: 'none',
    margin: '8px 0 0',
    padding: 0,
    display: 'grid',
    gap: '16px',
    gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
    '@media (max-width: 1099px)': { gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' },
    '@media (max-width: 639px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
});

/** One folder of cards; its heading opens and closes it. */
export function FolderSection({
  folder,
  open,
  onToggle,
}: {
  readonly folder: Folder;
  readonly open: boolean;
  readonly onToggle: () => void;
}) {
  const styles = useStyles();
  const id = useId();
  return (
    <section className={styles.root} aria-labelledby={id}>
      <h2 className={styles.heading}>
        <button
          type="button"
          id={id}
          className={`focusable ${styles.toggle}`}
          aria-expanded={open}
          title={folder.name}
          onClick={onToggle}
        >
          {open ? <ChevronDown16Regular aria-hidden /> : <ChevronRight16Regular aria-hidden />}
          <span dir="auto" className={styles.name}>
            {folder.name}
          </span>
          <span className={styles.count}>{formatCount(folder.connections.length)}</span>
        </button>
      </h2>
      {open && (
        <ul className={styles.cards}>
          {folder.connections.map((view) => (
            <li key={view.profile.id}>
              <ConnectionCard view={view} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
