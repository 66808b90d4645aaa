import { Combobox, Field, Option } from '@fluentui/react-components';
import { useMemo } from 'react';
import { useConnections } from '../app/stores/connections.ts';

/** Folder by name: one that is there, or a new one; empty puts the card into its standing group. */
export function FolderField({
  value,
  onChange,
  onBlur,
  problem,
  autoFocus = false,
  label = 'Folder',
}: {
  readonly value: string;
  readonly onChange: (folder: string) => void;
  readonly onBlur?: () => void;
  readonly problem: string | null;
  readonly autoFocus?: boolean;
  readonly label?: string;
}) {
  const data = useConnections((state) => state.data);
  const folders = useMemo(
    () =>
      [...new Set(data.map(({ profile }) => profile.folder).filter((name) => name !== ''))].sort((a, b) =>
        a.localeCompare(b),
      ),
    [data],
  );
  return (
    <Field label={label} hint="Empty: by what it is for" validationMessage={problem ?? undefined}>
      <Combobox
        freeform
        clearable
        // Alt+Down opens it; a second stop for Tab would only be in the way.
        expandIcon={{ tabIndex: -1 }}
        autoFocus={autoFocus}
        value={value}
        selectedOptions={folders.includes(value) ? [value] : []}
        onChange={(event) => onChange(event.target.value)}
        onOptionSelect={(_, { optionText }) => onChange(optionText ?? '')}
        onBlur={onBlur}
      >
        {folders.map((name) => (
          <Option key={name}>{name}</Option>
        ))}
      </Combobox>
    </Field>
  );
}
