import { Title3, Body1, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  root: {
    flexGrow: 1,
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: '8px',
    padding: '32px 24px',
    textAlign: 'center',
    minHeight: 0,
  },
  icon: { color: tokens.colorNeutralForeground3, fontSize: '40px', lineHeight: 0, marginBottom: '4px' },
  // Fluent's text aligns itself at the start and leaves the browser's margins.
  title: { margin: 0, textAlign: 'center', overflowWrap: 'anywhere' },
  text: {
    margin: 0,
    textAlign: 'center',
    color: tokens.colorNeutralForeground2,
    maxWidth: '480px',
    overflowWrap: 'anywhere',
  },
  actions: { display: 'flex', flexWrap: 'wrap', justifyContent: 'center', gap: '8px', marginTop: '12px' },
});

/** What a place shows while it holds nothing: what belongs here, and how it gets here. */
export function EmptyState({
  icon,
  title,
  text,
  actions,
}: {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly text: ReactNode;
  readonly actions?: ReactNode;
}) {
  const styles = useStyles();
  return (
    <div className={styles.root}>
      {icon !== undefined && (
        <div aria-hidden className={styles.icon}>
          {icon}
        </div>
      )}
      <Title3 as="h2" className={styles.title}>
        {title}
      </Title3>
      <Body1 as="p" block className={styles.text}>
        {text}
      </Body1>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
