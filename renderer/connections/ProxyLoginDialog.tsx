import { Checkbox, Field, Input, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { api } from '../app/api.ts';
import { closeProxyLogin, useConnectionRequests } from '../app/connectionRequests.ts';
import { useConnection } from '../app/stores/connections.ts';
import { FormDialog } from '../ui/FormDialog.tsx';
import type { ConnectionView, Service } from '../../shared/model/connection.ts';

function Ask({ view, services }: { readonly view: ConnectionView; readonly services: readonly Service[] }) {
  const { profile } = view;
  const [username, setUsername] = useState(profile.options.proxyLogin?.username ?? '');
  const [password, setPassword] = useState('');
  const [keep, setKeep] = useState(false);
  const [asked, setAsked] = useState(false);
  // Which proxy asked is said by the failure.
  const said = view.services.flatMap(({ service, status }) =>
    services.includes(service) && status.state === 'failed' ? [status.failure.message] : [],
  )[0];
  const missing = asked && username.trim() === '' ? 'A user name is needed' : null;
  const submit = async () => {
    setAsked(true);
    if (username.trim() === '') return false;
    const proxy = { username: username.trim(), password, keep };
    setPassword('');
    // The card shows how it goes.
    const wish = { id: profile.id, services: [...services], secrets: { keep: false, proxy } };
    api.connections.connect(wish).catch(() => undefined);
    return true;
  };
  return (
    <FormDialog
      title={`Proxy login for ${profile.name}`}
      submit="Connect"
      onSubmit={submit}
      onClose={closeProxyLogin}
    >
      {said !== undefined && <Text>{said}</Text>}
      <Field label="Proxy user name" {...(missing === null ? {} : { validationMessage: missing })}>
        <Input
          autoFocus={username === ''}
          autoComplete="off"
          spellCheck={false}
          maxLength={256}
          value={username}
          onChange={(_, { value }) => setUsername(value)}
        />
      </Field>
      <Field label="Proxy password" hint="Given to this proxy only, and only for this connection">
        <Input
          autoFocus={username !== ''}
          type="password"
          autoComplete="off"
          maxLength={1024}
          value={password}
          onChange={(_, { value }) => setPassword(value)}
        />
      </Field>
      <Checkbox
        label="Keep it encrypted on this computer"
        checked={keep}
        onChange={(_, { checked }) => setKeep(checked === true)}
      />
    </FormDialog>
  );
}

/** Asks for the login of the proxy that a connection chose for itself. */
export default function ProxyLoginDialog() {
  const request = useConnectionRequests((state) => state.proxyLogin);
  const view = useConnection(request?.id ?? null);
  if (request === null || view === undefined) return null;
  return <Ask view={view} services={request.services} />;
}
