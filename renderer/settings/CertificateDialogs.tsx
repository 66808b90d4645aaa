import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { api } from '../app/api.ts';
import { fileName } from '../results/format.ts';
import { FormDialog } from '../ui/FormDialog.tsx';
import { notify } from '../ui/toasts.ts';
import type { Certificate } from '../../shared/model/certificate.ts';

interface OfCertificate {
  readonly certificate: Certificate & { readonly id: string };
  readonly onClose: () => void;
}

/** Asks before a certificate and its key go; names the connections that sign in with it. */
export function DeleteCertificate({
  certificate: { id, name, thumbprint },
  users,
  onClose,
}: OfCertificate & { readonly users: readonly string[] }) {
  const used =
    users.length === 0
      ? 'No saved connection signs in with it.'
      : `${users.map((one) => `“${one}”`).join(', ')} ${users.length === 1 ? 'signs' : 'sign'} in with it and will not connect any more.`;
  return (
    <FormDialog
      danger
      title={`Delete certificate ${name}?`}
      submit="Delete"
      onClose={onClose}
      onSubmit={async () => {
        await api.certificates.remove({ id });
        notify({ text: `The certificate ${name} is deleted.` });
        return true;
      }}
    >
      <span style={{ overflowWrap: 'anywhere' }}>
        {`The certificate ${thumbprint} and its private key go from this computer. Without a copy of both in a file they are gone. ${used}`}
      </span>
    </FormDialog>
  );
}

function PasswordField({
  label,
  problem,
  onType,
  ...input
}: {
  readonly label: string;
  readonly problem?: string | undefined;
  readonly value: string;
  readonly autoFocus?: boolean;
  readonly onType: (value: string) => void;
}) {
  return (
    <Field label={label} validationMessage={problem}>
      <Input
        {...input}
        type="password"
        autoComplete="off"
        maxLength={4096}
        onChange={(_, { value }) => onType(value)}
      />
    </Field>
  );
}

/** Asks for the password of the file that gets the key, then where it goes. */
export function ExportKey({ certificate: { id, name }, onClose }: OfCertificate) {
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [problems, setProblems] = useState<{ readonly password?: string; readonly again?: string }>({});
  const submit = async () => {
    const found = {
      ...(password === '' && { password: 'A key is not written without a password' }),
      ...(password !== again && { again: 'This is not the same password' }),
    };
    setProblems(found);
    if (Object.keys(found).length > 0) return false;
    const saved = await api.certificates.exportPfx({ id, password });
    if (saved === null) return false;
    notify({ text: `Saved as ${saved.path}` });
    return true;
  };
  return (
    <FormDialog title={`Export ${name} with its key`} submit="Save file" onSubmit={submit} onClose={onClose}>
      <span>
        Whoever has the file and its password can sign in as the app. The activity log notes the export.
      </span>
      <PasswordField
        autoFocus
        label="Password of the file"
        problem={problems.password}
        value={password}
        onType={(value) => {
          setPassword(value);
          setProblems({});
        }}
      />
      <PasswordField
        label="The same password again"
        problem={problems.again}
        value={again}
        onType={(value) => {
          setAgain(value);
          setProblems({});
        }}
      />
    </FormDialog>
  );
}

/** Asks for the password of a file that is imported. */
export function ImportPassword({ path, onClose }: { readonly path: string; readonly onClose: () => void }) {
  const [password, setPassword] = useState('');
  return (
    <FormDialog
      title={`Add ${fileName(path)}`}
      submit="Add"
      onClose={onClose}
      onSubmit={async () => {
        const { name } = await api.certificates.importFile({ path, password });
        notify({ text: `${name} is kept here.` });
        return true;
      }}
    >
      <PasswordField autoFocus label="Password of the file" value={password} onType={setPassword} />
    </FormDialog>
  );
}
