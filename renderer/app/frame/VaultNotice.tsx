import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import { useState } from 'react';
import { retryVault } from '../vaultActions.ts';
import { DismissButton } from '../../ui/DismissButton.tsx';
import type { VaultStatus } from '../../../shared/model/account.ts';

/** Sign-ins live in memory only: why, and the way out of it. */
export default function VaultNotice({
  vault,
  onDismiss,
}: {
  readonly vault: VaultStatus;
  readonly onDismiss?: () => void;
}) {
  const [trying, setTrying] = useState(false);
  return (
    <MessageBar intent="warning">
      <MessageBarBody>
        <MessageBarTitle>{vault.sentence}</MessageBarTitle>
        {vault.hint}
      </MessageBarBody>
      <MessageBarActions
        containerAction={onDismiss === undefined ? undefined : <DismissButton onDismiss={onDismiss} />}
      >
        <Button
          disabledFocusable={trying}
          onClick={() => {
            if (trying) return;
            setTrying(true);
            void retryVault().finally(() => setTrying(false));
          }}
        >
          {trying ? 'Trying again…' : 'Try again'}
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
