import { useState } from 'react';
import { api } from '../app/api.ts';
import { putConnection } from '../app/stores/connections.ts';
import { FormDialog } from '../ui/FormDialog.tsx';
import { ColourPicker } from '../ui/ColourPicker.tsx';
import type { ConnectionProfile } from '../../shared/model/connection.ts';

export default function ColourDialog({
  profile,
  onClose,
}: {
  readonly profile: ConnectionProfile;
  readonly onClose: () => void;
}) {
  const [colour, setColour] = useState(profile.colour);
  return (
    <FormDialog
      title={`Colour of ${profile.name}`}
      submit="Use this colour"
      onClose={onClose}
      onSubmit={async () => {
        putConnection(await api.connections.update({ id: profile.id, patch: { colour } }));
        return true;
      }}
    >
      <ColourPicker name={profile.name} value={colour} onChange={setColour} />
    </FormDialog>
  );
}
