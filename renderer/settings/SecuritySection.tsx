import { Button, MessageBar, MessageBarBody, Switch, makeStyles } from '@fluentui/react-components';
import { LockClosed12Regular, ShieldCheckmark20Filled } from '@fluentui/react-icons';
import { useId, useState } from 'react';
import { api } from '../app/api.ts';
import VaultNotice from '../app/frame/VaultNotice.tsx';
import { useAccounts } from '../app/stores/accounts.ts';
import { useConnections } from '../app/stores/connections.ts';
import { changeSettings, useSettings } from '../app/stores/settings.ts';
import { OutlineBadge } from '../ui/Badges.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { formatPlural } from '../ui/format.ts';
import { notify } from '../ui/toasts.ts';
import { Box, Row, Section } from './parts.tsx';
import type { VaultStatus } from '../../shared/model/account.ts';

const useStyles = makeStyles({ vault: { marginBottom: '12px' } });

function VaultBar({ vault }: { readonly vault: VaultStatus }) {
  if (vault.state === 'in-memory' && vault.reason !== 'turned-off') return <VaultNotice vault={vault} />;
  return (
    <MessageBar
      intent={vault.state === 'persisted' ? 'success' : 'info'}

      icon={vault.state === 'persisted' ? <ShieldCheckmark20Filled /> : undefined}
    >
      <MessageBarBody>
        {vault.sentence}
        {vault.hint === '' ? '' : ` ${vault.hint}`}
      </MessageBarBody>
    </MessageBar>
  );
}

function SignOutEverywhere({ text, onClose }: { readonly text: string; readonly onClose: () => void }) {
  return (
    <FormDialog
      danger
      title="Sign out everywhere?"
      submit="Sign out everywhere"
      onClose={onClose}
      onSubmit={async () => {
        await api.accounts.signOutEverywhere();
        notify({ text: 'All accounts are signed out.' });
        return true;
      }}
    >
      <span>{text}. Saved connections stay, and ask you to sign in again.</span>
    </FormDialog>
  );
}

/** Where sign-ins are kept, and what guards against changes. */
export function SecuritySection() {
  const styles = useStyles();
  const id = useId();
  const { keepSignedIn, newConnectionsReadOnly } = useSettings((state) => state.data);
  const vault = useAccounts((state) => state.vault);
  const accounts = useAccounts((state) => state.data).length;
  const connected = useConnections((state) => state.data).filter(
    ({ status }) => status.state === 'connected',
  ).length;
  const [asking, setAsking] = useState(false);
  const ends = `Ends ${formatPlural(connected, 'connection', 'connections')} and removes ${formatPlural(accounts, 'account', 'accounts')} from this computer`;
  return (
    <Section id="security" title="Security">
      {vault !== null && (
        <div className={styles.vault}>
          <VaultBar vault={vault} />
        </div>
      )}
      <Box>
        <Row
          htmlFor={`${id}-keep`}
          label="Keep me signed in after closing Tenantdeck"
          about="Off: sign-ins live in memory and end with the app"
        >
          <Switch
            id={`${id}-keep`}
            checked={keepSignedIn}
            onChange={(_, { checked }) => void changeSettings({ keepSignedIn: checked })}
          />
        </Row>
        <Row
          label="Ask before commands that change data"
          about="Always on. The question names the organisation, the command and how many objects it changes"
        >
          <OutlineBadge icon={<LockClosed12Regular />}>Always on</OutlineBadge>
        </Row>
        <Row
          htmlFor={`${id}-read-only`}
          label="New connections start read-only"
          about="You can turn it off for each connection"
        >
          <Switch
            id={`${id}-read-only`}
            checked={newConnectionsReadOnly}
            onChange={(_, { checked }) => void changeSettings({ newConnectionsReadOnly: checked })}
          />
        </Row>
        <Row label="Sign out everywhere" about={accounts === 0 ? 'Nobody is signed in' : ends}>
          <Button disabled={accounts === 0} onClick={() => setAsking(true)}>
            Sign out everywhere
          </Button>
        </Row>
      </Box>
      {asking && <SignOutEverywhere text={ends} onClose={() => setAsking(false)} />}
    </Section>
  );
}
