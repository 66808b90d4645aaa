import { Link, Spinner, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircle16Filled, Circle16Regular, ErrorCircle16Filled } from '@fluentui/react-icons';
import { useState } from 'react';
import { CopyButton } from '../ui/CopyButton.tsx';
import { failureForSupport } from '../ui/failureText.ts';
import { formatClock, formatTokenLeft } from '../ui/format.ts';
import { useNow } from '../ui/hooks.ts';
import type { ConnectionView } from '../../shared/model/connection.ts';
import type { Failure } from '../../shared/model/failure.ts';

const useStyles = makeStyles({
  line: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    minHeight: '16px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: tokens.fontWeightSemibold,
  },
  quiet: { fontWeight: tokens.fontWeightRegular, color: tokens.colorNeutralForeground2 },
  good: { color: tokens.colorStatusSuccessForeground1 },
  busy: { color: tokens.colorBrandForeground1 },
  bad: { color: tokens.colorPaletteRedForeground1 },
  failure: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
  },
  more: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: '4px', marginTop: '4px' },
  link: { fontSize: tokens.fontSizeBase200 },
  id: { fontFamily: tokens.fontFamilyMonospace },
});

/** Characters that fit on two lines of a card together with the link behind them. */
const SHORT = 90;

/** The first words, with an ellipsis where more follow. */
function shortened(text: string): string {
  if (text.length <= SHORT) return text;
  return `${text.slice(0, text.lastIndexOf(' ', SHORT))}…`;
}

function FailureText({ failure }: { readonly failure: Failure }) {
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.failure}>
      <span title={failure.message}>{open ? failure.message : shortened(failure.message)}</span>{' '}
      <Link as="button" inline className={styles.link} aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? 'Hide details' : 'Show details'}
      </Link>
      {open && (
        <div className={styles.more}>
          {failure.hint !== '' && <span>{failure.hint}</span>}
          {failure.correlationId !== null && (
            <span>
              Correlation ID <span className={styles.id}>{failure.correlationId}</span>
            </span>
          )}
          <CopyButton text={() => failureForSupport(failure)} label="Copy for support">
            Copy for support
          </CopyButton>
        </div>
      )}
    </div>
  );
}

function Line({ view }: { readonly view: ConnectionView }) {
  const styles = useStyles();
  const { status } = view;
  const now = useNow(status.state === 'signing-in' ? 1000 : status.state === 'connected' ? 20_000 : null);
  switch (status.state) {
    case 'connected':
      return (
        <span className={mergeClasses(styles.line, styles.good)}>
          <CheckmarkCircle16Filled aria-hidden />
          {`Connected · ${formatTokenLeft(status.tokenExpiresAt, now)}`}
        </span>
      );
    case 'signing-in':
      return (
        <span className={mergeClasses(styles.line, styles.busy)}>
          <Spinner size="extra-tiny" aria-hidden />
          <span>
            Signing in: finish in your browser,{' '}
            <span aria-hidden>{formatClock(now - new Date(status.since).getTime())}</span>
          </span>
        </span>
      );
    case 'connecting':
      return (
        <span className={mergeClasses(styles.line, styles.busy)}>
          <Spinner size="extra-tiny" aria-hidden />
          Connecting
        </span>
      );
    case 'failed':
      return (
        <span className={mergeClasses(styles.line, styles.bad)}>
          <ErrorCircle16Filled aria-hidden />
          Couldn’t connect
        </span>
      );
    case 'signed-out':
      return (
        <span className={mergeClasses(styles.line, styles.quiet)}>
          <Circle16Regular aria-hidden />
          Signed out
        </span>
      );
  }
}

/** How a connection stands, read out when it changes. */
export function StatusLine({ view }: { readonly view: ConnectionView }) {
  return (
    <div>
      <div role="status">
        <Line view={view} />
      </div>
      {view.status.state === 'failed' && <FailureText failure={view.status.failure} />}
    </div>
  );
}
