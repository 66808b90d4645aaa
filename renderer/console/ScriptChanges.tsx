import { makeStyles, tokens } from '@fluentui/react-components';
import { formatCount, formatPlural } from '../ui/format.ts';
import type { Confirmation } from '../../shared/model/console.ts';

const SHOWN = 200;

const useStyles = makeStyles({
  label: { margin: '16px 0 4px', fontSize: tokens.fontSizeBase200, fontWeight: tokens.fontWeightSemibold },
  list: {
    margin: 0,
    padding: 0,
    maxHeight: '280px',
    overflowY: 'auto',
    fontSize: tokens.fontSizeBase200,
    borderRadius: tokens.borderRadiusXLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  item: {
    listStyleType: 'none',
    display: 'grid',
    gridTemplateColumns: '64px minmax(0, 1fr)',
    columnGap: '12px',
    padding: '6px 12px',
    ':not(:last-child)': { borderBottom: `1px solid ${tokens.colorNeutralStroke3}` },
  },
  line: { color: tokens.colorNeutralForeground2 },
  code: {
    fontFamily: tokens.fontFamilyMonospace,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
  note: { margin: '12px 0 0', color: tokens.colorNeutralForeground2 },
});

/** The commands of a script that change something, by line. */
export function ScriptChanges({ changes }: { readonly changes: NonNullable<Confirmation['script']> }) {
  const styles = useStyles();
  return (
    <>
      <p className={styles.label}>
        {formatPlural(changes.length, 'command that changes data', 'commands that change data')}
      </p>
      <ul className={`${styles.list} focusable`} tabIndex={0} aria-label="Changes">
        {changes.slice(0, SHOWN).map(({ line, text }, index) => (
          <li key={index} className={styles.item}>
            <span className={styles.line}>Line {formatCount(line)}</span>
            <code className={styles.code}>{text}</code>
          </li>
        ))}
        {changes.length > SHOWN && (
          <li className={styles.item}>and {formatCount(changes.length - SHOWN)} more</li>
        )}
      </ul>
      <p className={styles.note}>
        A command in a loop or pipeline is sent once for each object. Each one that was sent is in Activity.
      </p>
    </>
  );
}
