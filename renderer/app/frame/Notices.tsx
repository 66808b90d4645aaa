import { makeStyles } from '@fluentui/react-components';
import { Suspense, lazy, useState } from 'react';
import { api } from '../api.ts';
import { failureOf } from '../failure.ts';
import { useAccounts } from '../stores/accounts.ts';
import { useConnections } from '../stores/connections.ts';
import { notify } from '../../ui/toasts.ts';
import type { VaultStatus } from '../../../shared/model/account.ts';

const DamagedNotice = lazy(() => import('./DamagedNotice.tsx'));
const VaultNotice = lazy(() => import('./VaultNotice.tsx'));

const useStyles = makeStyles({
  notices: { flexShrink: 0, display: 'flex', flexDirection: 'column', gap: '8px', padding: '8px 12px 0' },
});

/** Said once: turned off on purpose is no news. */
const isNews = (vault: VaultStatus | null): vault is VaultStatus =>
  vault !== null && vault.state === 'in-memory' && vault.reason !== 'turned-off';

/** What a person has to know whichever screen is in front: secrets not kept, saved connections that could not be read. */
export function Notices() {
  const styles = useStyles();
  const vault = useAccounts((state) => state.vault);
  const damaged = useConnections((state) => state.damaged);
  const [dismissed, setDismissed] = useState<VaultStatus['reason']>(null);
  const showVault = isNews(vault) && vault.reason !== dismissed;
  if (!showVault && damaged.length === 0) return null;
  const dismissDamaged = () => {
    useConnections.setState({ damaged: [] });
    api.connections.dismissDamaged().catch((error: unknown) => {
      notify({ text: failureOf(error).message, intent: 'error' });
    });
  };
  return (
    <div className={styles.notices}>
      <Suspense fallback={null}>
        {showVault && <VaultNotice vault={vault} onDismiss={() => setDismissed(vault.reason)} />}
        {damaged.length > 0 && <DamagedNotice damaged={damaged} onDismiss={dismissDamaged} />}
      </Suspense>
    </div>
  );
}
