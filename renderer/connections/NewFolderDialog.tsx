import { Checkbox, Field, Input, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { api } from '../app/api.ts';
import { putConnection, useConnections } from '../app/stores/connections.ts';
import { FormDialog } from '../ui/FormDialog.tsx';
import { folderProblem } from './drawer/formProblems.ts';

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    maxHeight: '240px',
    overflowY: 'auto',
    // Fluent leaves 8 px around a checkbox's mark; it stands under the label's first letter.
    marginLeft: '-8px',
    '& > *': { flexShrink: 0 },
  },
});

/** A folder is made by putting connections into it. */
export default function NewFolderDialog({ onClose }: { readonly onClose: () => void }) {
  const styles = useStyles();
  const data = useConnections((state) => state.data);
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [problems, setProblems] = useState<{ name?: string; chosen?: string }>({});
  const nameWrong = () => (name.trim() === '' ? 'A folder needs a name' : folderProblem(name));
  const check = () => {
    const wrong = nameWrong();
    const none = chosen.size === 0 ? 'Choose at least one connection' : null;
    setProblems({ ...(wrong !== null && { name: wrong }), ...(none !== null && { chosen: none }) });
    return wrong === null && none === null;
  };
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  return (
    <FormDialog
      title="New folder"
      submit="Make folder"
      onClose={onClose}
      onSubmit={async () => {
        if (!check()) return false;
        for (const id of chosen) {
          putConnection(await api.connections.update({ id, patch: { folder: name.trim() } }));
        }
        return true;
      }}
    >
      <Field label="Name" validationMessage={problems.name}>
        <Input
          autoFocus
          dir="auto"
          value={name}
          onChange={(_, { value }) => setName(value)}
          onBlur={() => {
            const wrong = nameWrong();
            setProblems(({ chosen: other }) => ({
              ...(other !== undefined && { chosen: other }),
              ...(wrong !== null && { name: wrong }),
            }));
          }}
        />
      </Field>
      <Field label="Connections to put in it" validationMessage={problems.chosen}>
        <div role="group" aria-label="Connections to put in it" className={styles.list}>
          {data.map(({ profile }) => (
            <Checkbox
              key={profile.id}
              label={<bdi>{profile.name}</bdi>}
              checked={chosen.has(profile.id)}
              onChange={() => toggle(profile.id)}
            />
          ))}
        </div>
      </Field>
    </FormDialog>
  );
}
