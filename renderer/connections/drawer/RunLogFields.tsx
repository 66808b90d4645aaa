import { Button, Checkbox, makeStyles } from '@fluentui/react-components';
import { FolderOpen20Regular } from '@fluentui/react-icons';
import { tellFailure } from '../../app/actions.ts';
import { api } from '../../app/api.ts';
import { FormInput } from './FormInput.tsx';
import { useFieldStyles } from './fieldStyles.ts';
import type { ConnectionFormModel } from './useConnectionForm.ts';

const useStyles = makeStyles({
  withButton: { display: 'flex', gap: '8px', alignItems: 'flex-start' },
  grow: { flexGrow: 1, minWidth: 0 },
  // Beside the field, not beside its label.
  button: { marginTop: '24px', flexShrink: 0 },
});

/** Whether the connection writes what it asks into a file, where, and how much of it. */
export function RunLogFields({ model }: { readonly model: ConnectionFormModel }) {
  const styles = useStyles();
  const fields = useFieldStyles();
  const { form, change } = model;
  const choose = async () => {
    try {
      const chosen = await api.connections.chooseLogFolder();
      if (chosen !== null) change({ logFolder: chosen.path });
    } catch (error) {
      tellFailure(error);
    }
  };
  return (
    <div>
      <div className={fields.checks}>
        <Checkbox
          label="Write a run log (CSV)"
          checked={form.logOn}
          onChange={(_, { checked }) => change({ logOn: checked === true })}
        />
      </div>
      {(form.logOn || form.logFolder.trim() !== '') && (
        <div className={styles.withButton}>
          <FormInput
            model={model}
            className={styles.grow}
            field="logFolder"
            label="Folder of the run log"
            hint={
              form.logOn
                ? 'Cmdlets with the names of their parameters, never their values. Empty: the temporary folder'
                : 'Nothing is written there unless the run log is on'
            }
          />
          <Button
            className={styles.button}
            icon={<FolderOpen20Regular />}
            onClick={() => void choose()}
            aria-label="Choose the folder of the run log"
          >
            Choose
          </Button>
        </div>
      )}
      {form.logOn && (
        <div className={fields.checks}>
          <Checkbox
            label="Log successes too, not only errors"
            checked={form.logAll}
            onChange={(_, { checked }) => change({ logAll: checked === true })}
          />
          <Checkbox
            label="Measure times, bytes and load"
            checked={form.logPerformance}
            onChange={(_, { checked }) => change({ logPerformance: checked === true })}
          />
        </div>
      )}
    </div>
  );
}
