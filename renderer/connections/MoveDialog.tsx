import { useState } from 'react';
import { api } from '../app/api.ts';
import { putConnection } from '../app/stores/connections.ts';
import { FormDialog } from '../ui/FormDialog.tsx';
import { FolderField } from './FolderField.tsx';
import { folderProblem } from './drawer/formProblems.ts';
import type { ConnectionProfile } from '../../shared/model/connection.ts';

export default function MoveDialog({
  profile,
  onClose,
}: {
  readonly profile: ConnectionProfile;
  readonly onClose: () => void;
}) {
  const [folder, setFolder] = useState(profile.folder);
  const [problem, setProblem] = useState<string | null>(null);
  const check = () => {
    const found = folderProblem(folder);
    setProblem(found);
    return found === null;
  };
  return (
    <FormDialog
      title={`Move ${profile.name}`}
      submit="Move"
      onClose={onClose}
      onSubmit={async () => {
        if (!check()) return false;
        putConnection(await api.connections.update({ id: profile.id, patch: { folder: folder.trim() } }));
        return true;
      }}
    >
      <FolderField value={folder} onChange={setFolder} onBlur={check} problem={problem} autoFocus />
    </FormDialog>
  );
}
