import {
  Button,
  Link,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { CopyButton } from './CopyButton.tsx';
import { failureForSupport } from './failureText.ts';
import type { Failure } from '../../shared/model/failure.ts';

const useStyles = makeStyles({
  bar: { flexShrink: 0 },
  body: { overflowWrap: 'anywhere', paddingTop: '6px', paddingBottom: '6px' },
  details: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    columnGap: '16px',
    rowGap: '4px',
    margin: '8px 0',
    fontSize: tokens.fontSizeBase200,
    '& dt': { color: tokens.colorNeutralForeground2 },
    '& dd': { margin: 0, fontFamily: tokens.fontFamilyMonospace, overflowWrap: 'anywhere' },
  },
});

/** What went wrong, where it went wrong: message, what to do next, details for support, and one way on. */
export function FailureBar({
  failure,
  action,
  onDismiss,
  intent = 'error',
  className,
}: {
  readonly failure: Failure;
  readonly action?: { readonly label: string; readonly run: () => void };
  readonly onDismiss?: () => void;
  readonly intent?: 'error' | 'warning' | 'info';
  readonly className?: string;
}) {
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  return (
    <MessageBar intent={intent} layout={open ? 'multiline' : 'auto'} className={className ?? styles.bar}>
      <MessageBarBody className={styles.body}>
        <MessageBarTitle>{failure.message}</MessageBarTitle>
        {failure.hint}{' '}
        <Link as="button" inline aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Hide details' : 'Show details'}
        </Link>
        {open && (
          <>
            <dl className={styles.details}>
              <dt>Kind</dt>
              <dd>{failure.code}</dd>
              {failure.correlationId !== null && (
                <>
                  <dt>Correlation ID</dt>
                  <dd>{failure.correlationId}</dd>
                </>
              )}
            </dl>
            <CopyButton text={() => failureForSupport(failure)} label="Copy for support">
              Copy for support
            </CopyButton>
          </>
        )}
      </MessageBarBody>
      {(action !== undefined || onDismiss !== undefined) && (
        <MessageBarActions
          containerAction={
            onDismiss === undefined ? undefined : (
              <Button
                appearance="transparent"
                icon={<DismissRegular />}
                aria-label="Dismiss"
                onClick={onDismiss}
              />
            )
          }
        >
          {action !== undefined && <Button onClick={action.run}>{action.label}</Button>}
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
