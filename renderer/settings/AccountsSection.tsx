import {
  Avatar,
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { PersonAdd20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { CLOUDS, CLOUD_IDS } from '../../shared/clouds.ts';
import { tellFailure } from '../app/actions.ts';
import { api } from '../app/api.ts';
import { failureOf } from '../app/failure.ts';
import { useAccounts } from '../app/stores/accounts.ts';
import { useConnections } from '../app/stores/connections.ts';
import { startPracticeCloud } from '../app/stores/practice.ts';
import { OutlineBadge, PracticeBadge } from '../ui/Badges.tsx';
import { FailureBar } from '../ui/FailureBar.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { SignInWait } from '../ui/SignInWait.tsx';
import { formatPlural } from '../ui/format.ts';
import { notify } from '../ui/toasts.ts';
import { Box, Row, Section } from './parts.tsx';
import type { CloudId } from '../../shared/clouds.ts';
import type { Account } from '../../shared/model/account.ts';
import type { Failure } from '../../shared/model/failure.ts';

function SignOutDialog({ account, onClose }: { readonly account: Account; readonly onClose: () => void }) {
  const used = useConnections((state) => state.data).filter(
    ({ profile, status }) =>
      profile.accountId === account.accountId &&
      profile.cloudId === account.cloudId &&
      status.state === 'connected',
  ).length;
  return (
    <FormDialog
      danger
      title={`Sign out ${account.username}?`}
      submit="Sign out"
      onClose={onClose}
      onSubmit={async () => {
        await api.accounts.signOut({ cloudId: account.cloudId, accountId: account.accountId });
        notify({ text: `${account.username} is signed out.` });
        return true;
      }}
    >
      <span>
        {used === 0
          ? 'Its sign-in is removed from this computer. Saved connections stay.'
          : `Ends ${formatPlural(used, 'connection', 'connections')} and removes the sign-in from this computer. Saved connections stay.`}
      </span>
    </FormDialog>
  );
}

/** Adds an account through the browser; how it waits shows in the section. */
function useSignIn() {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [retry, setRetry] = useState<{ cloudId: CloudId; loginHint: string | null } | null>(null);
  const signIn = async (cloudId: CloudId, loginHint: string | null) => {
    setFailure(null);
    setRetry({ cloudId, loginHint });
    try {
      if (CLOUDS[cloudId].practice) {
        const practice = await startPracticeCloud();
        if (practice.failure !== null) {
          setFailure(practice.failure);
          return;
        }
      }
      const account = await api.accounts.signIn({ cloudId, loginHint });
      notify({ text: `${account.username} is signed in.` });
    } catch (error) {
      const problem = failureOf(error);
      if (problem.code !== 'sign-in-cancelled' && problem.code !== 'cancelled') setFailure(problem);
    }
  };
  return { failure, retry, signIn, dismiss: () => setFailure(null) };
}

function AddAccount({ onAdd }: { readonly onAdd: (cloudId: CloudId) => void }) {
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button icon={<PersonAdd20Regular />}>Add account</Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {CLOUD_IDS.filter((id) => CLOUDS[id].closed === null).map((id) => (
            <MenuItem key={id} onClick={() => onAdd(id)}>
              {CLOUDS[id].name}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

/** Who is signed in here. */
export function AccountsSection() {
  const { data: accounts, signIns, errors } = useAccounts();
  const [leaving, setLeaving] = useState<Account | null>(null);
  const { failure, retry, signIn, dismiss } = useSignIn();
  const waiting = signIns.filter(
    ({ connectionId, state }) => connectionId === null && (state === 'waiting' || state === 'finishing'),
  );
  return (
    <Section id="accounts" title="Accounts">
      {errors.map((problem) => (
        <FailureBar key={problem.message} failure={problem} />
      ))}
      {waiting.map((one) => (
        <SignInWait key={one.signInId} signIn={one} />
      ))}
      {failure !== null && (
        <FailureBar
          failure={failure}
          onDismiss={dismiss}
          {...(retry !== null && {
            action: { label: 'Try again', run: () => void signIn(retry.cloudId, retry.loginHint) },
          })}
        />
      )}
      <Box>
        {accounts.map((account) => (
          <Row
            key={`${account.cloudId} ${account.accountId}`}
            leading={<Avatar aria-hidden name={account.displayName} color="neutral" size={32} />}
            label={<bdi>{account.displayName}</bdi>}
            about={`${account.username} · ${account.homeOrganization ?? account.username.split('@')[1] ?? 'Organisation not known yet'} · ${CLOUDS[account.cloudId].name}`}
          >
            {CLOUDS[account.cloudId].practice && <PracticeBadge />}
            {!account.usable && (
              <>
                <OutlineBadge>Sign-in needed</OutlineBadge>
                <Button
                  aria-label={`Sign in again as ${account.username}`}
                  onClick={() => void signIn(account.cloudId, account.username).catch(tellFailure)}
                >
                  Sign in again
                </Button>
              </>
            )}
            <Button aria-label={`Sign out ${account.username}`} onClick={() => setLeaving(account)}>
              Sign out
            </Button>
          </Row>
        ))}
        <Row
          label={accounts.length === 0 ? 'Nobody is signed in' : 'Another account'}
          about="Signs in through your browser. Connections sign in by themselves when they need to."
        >
          <AddAccount onAdd={(cloudId) => void signIn(cloudId, null)} />
        </Row>
      </Box>
      {leaving !== null && <SignOutDialog account={leaving} onClose={() => setLeaving(null)} />}
    </Section>
  );
}
