import {
  Button,
  DrawerBody,
  DrawerFooter,
  DrawerHeader,
  DrawerHeaderTitle,
  Link,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { Dismiss24Regular } from '@fluentui/react-icons';
import { Suspense, lazy, useEffect, useRef, useState } from 'react';
import { useAccounts } from '../../app/stores/accounts.ts';
import { useConnection } from '../../app/stores/connections.ts';
import { CertificateHelper } from './CertificateHelper.tsx';
import { ConnectionFormView } from './ConnectionFormView.tsx';
import { FilledNote } from './FilledNote.tsx';
import { WaitingFooter } from './WaitingFooter.tsx';
import { WaitingView } from './WaitingView.tsx';
import { formFrom, leftOut, type Pasted } from './pasted.ts';
import { useConnectionForm } from './useConnectionForm.ts';
import type { KeyboardEvent, ReactNode } from 'react';
import type { DrawerRequest } from '../../app/uiRequests.ts';

const PasteCommand = lazy(() => import('./PasteCommand.tsx'));

const useStyles = makeStyles({
  header: { paddingBottom: '8px' },
  heading: { minWidth: 0, overflowWrap: 'anywhere' },
  // The gutter: what is shown keeps its width when a longer place needs the scrollbar.
  body: { display: 'flex', flexDirection: 'column', paddingBottom: '16px', scrollbarGutter: 'stable' },
  content: { display: 'contents' },
  footer: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '8px',
    padding: '12px 24px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  aside: { marginLeft: 'auto', fontSize: tokens.fontSizeBase200 },
});

/** What of the panel is shown: its form, or one of the places that fill it. */
type Place = 'form' | 'paste' | 'certificate';

const TITLES: Readonly<Record<Exclude<Place, 'form'>, string>> = {
  paste: 'Paste a Connect command',
  certificate: 'New certificate',
};

/** The button in the form that leads to a place. */
const wayTo = (place: string): string => `[data-leads-to=${place}]`;

/** What the panel shows: the form, a place that fills it, or what is waited for. */
export function DrawerContent({
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
  const [place, setPlace] = useState<Place>(request.paste ? 'paste' : 'form');
  const [pasted, setPasted] = useState<Pasted | null>(null);
  const [notes, setNotes] = useState<readonly string[] | null>(null);
  const waiting = useConnection(model.waitingFor);
  const signIns = useAccounts((state) => state.signIns);
  const signIn =
    signIns.find(
      ({ connectionId, state }) =>
        connectionId === model.waitingFor && (state === 'waiting' || state === 'finishing'),
    ) ?? null;
  const body = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const shown = waiting === undefined ? place : 'waiting';
  const { refusals } = model;
  useEffect(() => {
    if (refusals === 0) return;
    const first = body.current?.querySelector<HTMLElement>('[aria-invalid=true]');
    first?.focus({ preventScroll: true });
    first?.scrollIntoView({ block: 'center' });
  }, [refusals]);
  const came = useRef(shown);
  /** What fills the form is looked at from its top. */
  const toTop = useRef(false);
  useEffect(() => {
    const from = came.current;
    came.current = shown;
    const way = shown === 'form' && !toTop.current ? wayTo(from) : null;
    toTop.current = false;
    // The button that had the focus went with the view it was in: back to the one that led there, else to the top.
    if (document.activeElement !== document.body) return;
    const button = way === null ? null : content.current?.querySelector<HTMLElement>(way);
    (button ?? body.current)?.focus();
  }, [shown]);

  const back = () => setPlace('form');
  const fill = () => {
    if (pasted === null) return;
    model.replace(formFrom(pasted, model.form, model.allAccounts));
    setNotes(leftOut(pasted));
    setPasted(null);
    toTop.current = true;
    back();
  };
  /** Esc leads back to the form before it closes the panel. */
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || shown === 'form' || shown === 'waiting' || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    back();
  };

  const bodies: Readonly<Record<typeof shown, () => ReactNode>> = {
    form: () => (
      <>
        {notes !== null && <FilledNote notes={notes} onDismiss={() => setNotes(null)} />}
        <ConnectionFormView model={model} onNewCertificate={() => setPlace('certificate')} />
      </>
    ),
    paste: () => (
      <Suspense fallback={null}>
        <PasteCommand onRead={setPasted} />
      </Suspense>
    ),
    certificate: () => <CertificateHelper model={model} />,
    waiting: () => (waiting === undefined ? null : <WaitingView profile={waiting.profile} signIn={signIn} />),
  };
  const footers: Readonly<Record<typeof shown, () => ReactNode>> = {
    form: () => (
      <>
        <Button appearance="primary" disabledFocusable={model.saving} onClick={() => void model.connect()}>
          {model.editing ? 'Save and connect' : 'Connect'}
        </Button>
        <Button disabledFocusable={model.saving} onClick={() => void model.saveOnly()}>
          {model.editing ? 'Save' : 'Save without connecting'}
        </Button>
        <Link as="button" className={styles.aside} data-leads-to="paste" onClick={() => setPlace('paste')}>
          Paste a Connect command
        </Link>
      </>
    ),
    paste: () => (
      <>
        <Button appearance="primary" disabledFocusable={pasted === null} onClick={fill}>
          Fill the form
        </Button>
        <Button onClick={back}>Back to the form</Button>
      </>
    ),
    certificate: () => (
      <Button appearance={model.form.certificateId === '' ? 'secondary' : 'primary'} onClick={back}>
        {model.form.certificateId === '' ? 'Back to the form' : 'Use it in the form'}
      </Button>
    ),
    waiting: () => <WaitingFooter signIn={signIn} onCancel={() => void model.cancel()} />,
  };
  return (
    <div ref={content} className={styles.content} onKeyDown={onKeyDown}>
      <DrawerHeader className={styles.header}>
        <DrawerHeaderTitle
          heading={{ className: styles.heading }}
          action={
            <Button
              appearance="subtle"
              icon={<Dismiss24Regular />}
              aria-label="Close"
              onClick={model.leaveDrawer}
            />
          }
        >
          {shown === 'paste' || shown === 'certificate' ? TITLES[shown] : title}
        </DrawerHeaderTitle>
      </DrawerHeader>
      <DrawerBody ref={body} className={styles.body} tabIndex={-1}>
        {bodies[shown]()}
      </DrawerBody>
      {/* By place: a button of one place must not become that of another, with the focus in it. */}
      <DrawerFooter key={shown} className={styles.footer}>
        {footers[shown]()}
      </DrawerFooter>
    </div>
  );
}
