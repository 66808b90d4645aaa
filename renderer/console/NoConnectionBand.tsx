import { makeStyles, tokens } from '@fluentui/react-components';
import { PlugConnectedRegular, PlugDisconnectedRegular } from '@fluentui/react-icons';
import { PracticeBadge } from '../ui/Badges.tsx';
import type { TabConnection } from '../../shared/model/console.ts';

const useStyles = makeStyles({
  band: {
    height: '36px',
    flexShrink: 0,
    boxSizing: 'border-box',
    display: 'flex',
    alignItems: 'center',
    gap: '12px',
    padding: '0 12px',
    overflow: 'hidden',
    fontSize: tokens.fontSizeBase200,
    border: `2px solid ${tokens.colorNeutralStroke1}`,
  },
  icon: { display: 'inline-flex', fontSize: '16px', flexShrink: 0 },
  name: {
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    fontWeight: tokens.fontWeightSemibold,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    unicodeBidi: 'isolate',
  },
  grow: { flexGrow: 1 },
});

/** The band of a tab without a connection of its own: the newest that its scripts opened, or none. */
export function NoConnectionBand({ connections }: { readonly connections: readonly TabConnection[] }) {
  const styles = useStyles();
  const newest = connections.at(-1);
  return (
    <header aria-label="Connection" className={styles.band}>
      <span aria-hidden className={styles.icon}>
        {newest === undefined ? <PlugDisconnectedRegular /> : <PlugConnectedRegular />}
      </span>
      <h1 dir="auto" className={styles.name}>
        {newest === undefined ? 'Not connected' : newest.organization}
      </h1>
      <span role="status" aria-label="Connection state">
        {newest === undefined ? 'Connect-ExchangeOnline comes first' : accountOf(newest)}
      </span>
      <span className={styles.grow} />
      {newest?.practice === true && <PracticeBadge />}
    </header>
  );
}

function accountOf({ account, prefix }: TabConnection): string {
  const who = account === null ? 'Connected' : `as ${account}`;
  return prefix === '' ? who : `${who} · prefix ${prefix}`;
}
