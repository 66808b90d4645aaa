import {
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
} from '@fluentui/react-components';
import { DismissButton } from '../../ui/DismissButton.tsx';

const useStyles = makeStyles({
  bar: { flexShrink: 0, marginBottom: '16px' },
  body: { overflowWrap: 'anywhere', paddingTop: '6px', paddingBottom: '6px' },
  list: { margin: '4px 0 0', paddingLeft: '20px' },
});

/** After a pasted command has filled the form: what of it is not in there. */
export function FilledNote({
  notes,
  onDismiss,
}: {
  readonly notes: readonly string[];
  readonly onDismiss: () => void;
}) {
  const styles = useStyles();
  return (
    <MessageBar
      intent={notes.length === 0 ? 'success' : 'info'}
      layout={notes.length === 0 ? 'auto' : 'multiline'}
      className={styles.bar}
    >
      <MessageBarBody className={styles.body}>
        <MessageBarTitle>
          {notes.length === 0
            ? 'The form was filled from the command.'
            : 'The form was filled from the command, except for this:'}
        </MessageBarTitle>
        {notes.length > 0 && (
          <ul className={styles.list}>
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        )}
      </MessageBarBody>
      <MessageBarActions containerAction={<DismissButton onDismiss={onDismiss} />} />
    </MessageBar>
  );
}
