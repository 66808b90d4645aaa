import { mergeClasses } from '@fluentui/react-components';
import { PlugConnectedRegular, PlugDisconnectedRegular } from '@fluentui/react-icons';
import { PracticeBadge } from '../ui/Badges.tsx';
import { useBandLayout } from './bandLook.ts';
import type { TabConnection } from '../../shared/model/console.ts';

/** The band of a tab without a connection of its own: the newest that its scripts opened, or none. */
export function NoConnectionBand({ connections }: { readonly connections: readonly TabConnection[] }) {
  const styles = useBandLayout();
  const newest = connections.at(-1);
  return (
    <header aria-label="Connection" className={mergeClasses(styles.band, styles.outlined)}>
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
