import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  mergeClasses,
} from '@fluentui/react-components';
import { useState } from 'react';
import { failureOf } from '../app/failure.ts';
import { FailureBar } from './FailureBar.tsx';
import { useFocusReturn } from './useFocusReturn.ts';
import type { Failure } from '../../shared/model/failure.ts';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  surface: { maxWidth: '480px' },
  wide: { maxWidth: '640px' },
  long: { maxHeight: '60vh', overflowY: 'auto' },
  content: { display: 'flex', flexDirection: 'column', gap: '16px', paddingTop: '8px', paddingBottom: '8px' },
});

/**
 * A small dialog that asks for something: Enter does it, Esc leaves. It closes when `onSubmit` has resolved to true;
 * a failure shows in it, and what was typed stays.
 */
export function FormDialog({
  title,
  submit,
  danger = false,
  long = false,
  onSubmit,
  onClose,
  children,
}: {
  readonly title: string;
  /** Name of the button that does it; null: there is nothing to do but to close it. */
  readonly submit: string | null;
  /** The question before something that can't be taken back: Cancel has the focus, and the surface is an alert. */
  readonly danger?: boolean;
  /** What it shows may be long: it is wider, and scrolls. */
  readonly long?: boolean;
  /** False: what was typed is not right yet, and the fields say so. */
  readonly onSubmit: () => Promise<boolean>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const styles = useStyles();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  useFocusReturn(true);
  const send = async () => {
    if (busy || submit === null) return;
    setBusy(true);
    setFailure(null);
    try {
      if (await onSubmit()) onClose();
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog open modalType={danger ? 'alert' : 'modal'} onOpenChange={onClose} surfaceMotion={null}>
      <DialogSurface className={mergeClasses(styles.surface, long && styles.wide)} backdropMotion={null}>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            event.stopPropagation();
            void send();
          }}
        >
          <DialogBody>
            <DialogTitle>{title}</DialogTitle>
            <DialogContent
              className={mergeClasses(styles.content, long && 'focusable', long && styles.long)}
              tabIndex={long ? 0 : undefined}
            >
              {failure !== null && <FailureBar failure={failure} help={false} />}
              {children}
            </DialogContent>
            <DialogActions>
              {danger && (
                <Button autoFocus onClick={onClose}>
                  Cancel
                </Button>
              )}
              {submit !== null && (
                <Button type="submit" appearance="primary" disabledFocusable={busy}>
                  {submit}
                </Button>
              )}
              {!danger && <Button onClick={onClose}>{submit === null ? 'Close' : 'Cancel'}</Button>}
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
