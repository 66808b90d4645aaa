import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { api } from '../app/api.ts';
import { putConnection } from '../app/stores/connections.ts';
import { FormDialog } from '../ui/FormDialog.tsx';
import { nameProblem } from './drawer/formProblems.ts';
import type { ConnectionProfile } from '../../shared/model/connection.ts';

export default function RenameDialog({
  profile,
  onClose,
}: {
  readonly profile: ConnectionProfile;
  readonly onClose: () => void;
}) {
  const [name, setName] = useState(profile.name);
  const [problem, setProblem] = useState<string | null>(null);
  const check = () => {
    const found = name.trim() === '' ? 'A connection needs a name' : nameProblem(name);
    setProblem(found);
    return found === null;
  };
  return (
    <FormDialog
      title={`Rename ${profile.name}`}
      submit="Rename"
      onClose={onClose}
      onSubmit={async () => {
        if (!check()) return false;
        putConnection(await api.connections.update({ id: profile.id, patch: { name: name.trim() } }));
        return true;
      }}
    >
      <Field label="Name" validationMessage={problem ?? undefined}>
        <Input
          autoFocus
          dir="auto"
          value={name}
          onChange={(_, data) => setName(data.value)}
          onBlur={check}
          onFocus={(event) => event.target.select()}
        />
      </Field>
    </FormDialog>
  );
}
