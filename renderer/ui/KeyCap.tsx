import { makeStyles, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  key: {
    display: 'inline-flex',
    alignItems: 'center',
    height: '18px',
    padding: '0 5px',
    boxSizing: 'border-box',
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase100,
    whiteSpace: 'nowrap',
    color: tokens.colorNeutralForeground2,
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});

const mac = typeof navigator !== 'undefined' && navigator.userAgent.includes('Mac');

/** A key as its cap says: "Ctrl+K" (⌘K on a Mac). */
export function KeyCap({ keys }: { readonly keys: string }) {
  const styles = useStyles();
  return <kbd className={styles.key}>{mac ? keys.replace('Ctrl+', '⌘') : keys}</kbd>;
}
