import { Checkbox, Field, Input, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { api } from '../app/api.ts';
import { closeSecret, useConnectionRequests } from '../app/connectionRequests.ts';
import { useConnection } from '../app/stores/connections.ts';
import { FormDialog } from '../ui/FormDialog.tsx';
import type { ConnectionProfile, Service } from '../../shared/model/connection.ts';
import type { ConnectSecrets } from '../../shared/model/sign-in-method.ts';

/** The longest token that a connect takes. */
const LONGEST = 65_536;

function Ask({
  profile,
  services,
}: {
  readonly profile: ConnectionProfile;
  readonly services: readonly Service[];
}) {
  const [typed, setTyped] = useState('');
  const [keep, setKeep] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { kind } = profile.signIn;
  const token = kind === 'token';
  const label = token
    ? 'Access token'
    : kind === 'certificate'
      ? 'Password of the certificate’s file'
      : `Password of ${profile.username ?? 'the account'}`;
  const submit = async () => {
    // A certificate’s file may have no password.
    const missing = typed.trim() === '' && kind !== 'certificate';
    const long = typed.length > (token ? LONGEST : 4096);
    setProblem(missing ? 'Nothing was typed yet' : long ? 'This is too long' : null);
    if (missing || long) return false;
    const secrets: ConnectSecrets = token
      ? { accessToken: typed.trim(), keep: false }
      : { password: typed, keep };
    setTyped('');
    // The card shows how it goes, also where the browser has to be answered in between.
    api.connections.connect({ id: profile.id, services: [...services], secrets }).catch(() => undefined);
    return true;
  };
  const change = (value: string) => {
    setTyped(value);
    setProblem(null);
  };
  return (
    <FormDialog title={`Connect ${profile.name}`} submit="Connect" onSubmit={submit} onClose={closeSecret}>
      <Field label={label} validationMessage={problem ?? undefined}>
        {token ? (
          <Textarea
            autoFocus
            rows={4}
            resize="vertical"
            spellCheck={false}
            value={typed}
            onChange={(_, { value }) => change(value)}
          />
        ) : (
          <Input
            autoFocus
            type="password"
            autoComplete="off"
            value={typed}
            onChange={(_, { value }) => change(value)}
          />
        )}
      </Field>
      {!token && (
        <Checkbox
          label="Keep it encrypted on this computer"
          checked={keep}
          onChange={(_, { checked }) => setKeep(checked === true)}
        />
      )}
    </FormDialog>
  );
}

/** Asks for what a connection needs to sign in and nobody kept: a password or an access token. */
export default function SecretDialog() {
  const request = useConnectionRequests((state) => state.secret);
  const view = useConnection(request?.id ?? null);
  if (request === null || view === undefined) return null;
  return <Ask profile={view.profile} services={request.services} />;
}
