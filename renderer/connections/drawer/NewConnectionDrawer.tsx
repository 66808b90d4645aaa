import {
  Button,
  DrawerBody,
  DrawerFooter,
  DrawerHeader,
  DrawerHeaderTitle,
  OverlayDrawer,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { Copy20Regular, Dismiss24Regular, Open20Regular } from '@fluentui/react-icons';
import { useEffect, useRef } from 'react';
import { tellFailure } from '../../app/actions.ts';
import { api } from '../../app/api.ts';
import { useAccounts } from '../../app/stores/accounts.ts';
import { useConnection } from '../../app/stores/connections.ts';
import { useUiRequests } from '../../app/uiRequests.ts';
import { notify } from '../../ui/toasts.ts';
import { useFocusReturn } from '../../ui/useFocusReturn.ts';
import { ConnectionFormView } from './ConnectionFormView.tsx';
import { WaitingView } from './WaitingView.tsx';
import { useConnectionForm } from './useConnectionForm.ts';
import type { DrawerRequest } from '../../app/uiRequests.ts';
import type { SignIn } from '../../../shared/model/account.ts';

const useStyles = makeStyles({
  drawer: {
    width: '640px',
    maxWidth: '100vw',
    animationName: {
      from: { opacity: 0, transform: 'translateX(24px)' },
      to: { opacity: 1, transform: 'none' },
    },
    animationDuration: tokens.durationFaster,
    '@media (prefers-reduced-motion: reduce)': { animationDuration: '0s' },
  },
  header: { paddingBottom: '8px' },
  body: { display: 'flex', flexDirection: 'column', paddingBottom: '16px' },
  footer: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '8px',
    padding: '12px 24px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  space: { flexGrow: 1 },
});

function WaitingFooter({
  signIn,
  onCancel,
}: {
  readonly signIn: SignIn | null;
  readonly onCancel: () => void;
}) {
  const styles = useStyles();
  const copy = (signInId: string) =>
    api.accounts
      .copyLink({ signInId })
      .then(() => notify({ text: 'The link was copied. It works on this computer only.' }), tellFailure);
  return (
    <>
      {signIn !== null && (
        <>
          <Button
            appearance="primary"
            icon={<Open20Regular />}
            onClick={() => void api.accounts.reopenPage({ signInId: signIn.signInId }).catch(tellFailure)}
          >
            Open the page again
          </Button>
          <Button icon={<Copy20Regular />} onClick={() => void copy(signIn.signInId)}>
            Copy link
          </Button>
        </>
      )}
      <span className={styles.space} />
      <Button appearance="subtle" onClick={onCancel}>
        Cancel
      </Button>
    </>
  );
}

function Content({
  request,
  title,
  onClose,
}: {
  readonly request: DrawerRequest;
  readonly title: string;
  readonly onClose: () => void;
}) {
  const styles = useStyles();
  const model = useConnectionForm(request, onClose);
  const waiting = useConnection(model.waitingFor);
  const signIns = useAccounts((state) => state.signIns);
  const signIn =
    signIns.find(
      ({ connectionId, state }) =>
        connectionId === model.waitingFor && (state === 'waiting' || state === 'finishing'),
    ) ?? null;
  const body = useRef<HTMLDivElement>(null);
  const showsForm = waiting === undefined;
  const { refusals } = model;
  useEffect(() => {
    if (refusals > 0) body.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [refusals]);
  useEffect(() => {
    // The button that had the focus went with the view it was in.
    if (document.activeElement === document.body) body.current?.focus();
  }, [showsForm]);
  return (
    <>
      <DrawerHeader className={styles.header}>
        <DrawerHeaderTitle
          action={
            <Button
              appearance="subtle"
              icon={<Dismiss24Regular />}
              aria-label="Close"
              onClick={model.leaveDrawer}
            />
          }
        >
          {title}
        </DrawerHeaderTitle>
      </DrawerHeader>
      <DrawerBody ref={body} className={styles.body} tabIndex={-1}>
        {waiting === undefined ? (
          <ConnectionFormView model={model} />
        ) : (
          <WaitingView profile={waiting.profile} signIn={signIn} />
        )}
      </DrawerBody>
      <DrawerFooter className={styles.footer}>
        {waiting === undefined ? (
          <>
            <Button
              appearance="primary"
              disabledFocusable={model.saving}
              onClick={() => void model.connect()}
            >
              {model.editing ? 'Save and connect' : 'Connect'}
            </Button>
            <Button disabledFocusable={model.saving} onClick={() => void model.saveOnly()}>
              {model.editing ? 'Save' : 'Save without connecting'}
            </Button>
          </>
        ) : (
          <WaitingFooter signIn={signIn} onCancel={() => void model.cancel()} />
        )}
      </DrawerFooter>
    </>
  );
}

/** The panel on the right that makes a connection: form, waiting for the browser, failure in its place. */
export default function NewConnectionDrawer() {
  const styles = useStyles();
  const drawer = useUiRequests((state) => state.drawer);
  const close = useUiRequests((state) => state.closeDrawer);
  const edited = useConnection(drawer?.connectionId ?? null);
  const title = edited === undefined ? 'New connection' : `Edit ${edited.profile.name}`;
  useFocusReturn(drawer !== null);
  return (
    <OverlayDrawer
      position="end"
      open={drawer !== null}
      className={styles.drawer}
      surfaceMotion={null}
      aria-label={title}
      onOpenChange={(_, { open }) => {
        if (!open) close();
      }}
    >
      {drawer !== null && <Content request={drawer} title={title} onClose={close} />}
    </OverlayDrawer>
  );
}
