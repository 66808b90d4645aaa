import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Beaker24Regular, Checkmark16Regular, PlugDisconnected24Regular } from '@fluentui/react-icons';
import { useUiRequests } from '../app/uiRequests.ts';
import { practiceHatch } from '../ui/organization.tsx';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  root: { flexGrow: 1, minHeight: 0, overflowY: 'auto', display: 'flex', padding: '24px' },
  middle: { margin: 'auto', width: '824px', maxWidth: '100%' },
  title: { margin: 0, textAlign: 'center', fontSize: '28px', lineHeight: '36px' },
  lead: { textAlign: 'center', margin: '8px 0 32px', color: tokens.colorNeutralForeground2 },
  ways: {
    display: 'grid',
    gap: '24px',
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    '@media (max-width: 639px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  way: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    padding: '32px',
    '@media (max-width: 1099px)': { padding: '24px' },
    borderRadius: '8px',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  icon: {
    width: '48px',
    height: '48px',
    boxSizing: 'border-box',
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    borderRadius: '8px',
    color: tokens.colorBrandForeground1,
    backgroundColor: tokens.colorBrandBackground2,
  },
  practiceIcon: {
    color: tokens.colorNeutralForeground1,
    backgroundColor: 'transparent',
    backgroundImage: practiceHatch,
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
  },
  white: {
    display: 'flex',
    padding: '4px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  wayTitle: { margin: '20px 0 4px', fontSize: tokens.fontSizeBase500, lineHeight: tokens.lineHeightBase500 },
  text: { margin: 0, color: tokens.colorNeutralForeground2 },
  facts: {
    listStyle: 'none',
    margin: '16px 0 20px',
    padding: 0,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    '& li': { display: 'flex', alignItems: 'center', gap: '8px', minHeight: '24px' },
  },
  button: { marginTop: 'auto' },
});

function Way({
  icon,
  title,
  text,
  facts,
  button,
}: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: string;
  readonly facts: readonly string[];
  readonly button: ReactNode;
}) {
  const styles = useStyles();
  return (
    <div className={styles.way}>
      {icon}
      <h2 className={styles.wayTitle}>{title}</h2>
      <p className={styles.text}>{text}</p>
      <ul className={styles.facts}>
        {facts.map((fact) => (
          <li key={fact}>
            <Checkmark16Regular aria-hidden />
            {fact}
          </li>
        ))}
      </ul>
      <div className={styles.button}>{button}</div>
    </div>
  );
}

/** Nothing saved yet: the two ways to start. */
export function EmptyConnections() {
  const styles = useStyles();
  const newConnection = useUiRequests((state) => state.newConnection);
  return (
    <div className={styles.root}>
      <div className={styles.middle}>
        <h1 className={styles.title}>Start with a connection</h1>
        <p className={styles.lead}>
          Each connection is one account in one organisation. It keeps its own name and colour on every
          screen.
        </p>
        <div className={styles.ways}>
          <Way
            icon={
              <span aria-hidden className={styles.icon}>
                <PlugDisconnected24Regular />
              </span>
            }
            title="Connect to your organisation"
            text="Sign in with your work account in your browser and run Exchange Online commands."
            facts={[
              'Microsoft 365, government clouds or China',
              'Your own organisation, or a customer’s',
              'Nothing is changed until you confirm it',
            ]}
            button={
              <Button appearance="primary" size="large" onClick={() => newConnection('O365Default')}>
                Connect to your organisation
              </Button>
            }
          />
          <Way
            icon={
              <span aria-hidden className={mergeClasses(styles.icon, styles.practiceIcon)}>
                <span className={styles.white}>
                  <Beaker24Regular />
                </span>
              </span>
            }
            title="Try the practice cloud"
            text="An organisation made up for practice that runs on this computer, with no account and no internet."
            facts={[
              'Made-up mailboxes and customers',
              'The same commands and the same errors',
              'Always marked PRACTICE with a hatched pattern',
            ]}
            button={
              <Button size="large" onClick={() => newConnection('Practice')}>
                Try the practice cloud
              </Button>
            }
          />
        </div>
      </div>
    </div>
  );
}
