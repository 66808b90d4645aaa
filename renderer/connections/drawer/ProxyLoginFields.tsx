import { Checkbox, Field, Select } from '@fluentui/react-components';
import { PROXY_AUTHENTICATIONS, type ProxyAuthentication } from '../../../shared/model/proxy.ts';
import { FormInput, FormSecret } from './FormInput.tsx';
import { useFieldStyles } from './fieldStyles.ts';
import type { ConnectionFormModel } from './useConnectionForm.ts';

const WORDS: Readonly<Record<ProxyAuthentication, string>> = {
  any: 'As the proxy asks for it',
  basic: 'Basic or stronger',
  digest: 'Digest or stronger',
  negotiate: 'Negotiate or NTLM only',
};

/** The login of the proxy that the connection chose for itself. */
export function ProxyLoginFields({ model }: { readonly model: ConnectionFormModel }) {
  const fields = useFieldStyles();
  const { form, change } = model;
  const named = form.proxyUser.trim() !== '';
  return (
    <>
      <div className={fields.two}>
        <FormInput
          model={model}
          field="proxyUser"
          label="Proxy user name"
          hint="Empty: asked for when the proxy wants one"
        />
        <Field label="Proxy authentication">
          <Select
            value={form.proxyAuthentication}
            onChange={(_, { value }) => {
              const chosen = PROXY_AUTHENTICATIONS.find((one) => one === value);
              if (chosen !== undefined) change({ proxyAuthentication: chosen });
            }}
          >
            {PROXY_AUTHENTICATIONS.map((one) => (
              <option key={one} value={one}>
                {WORDS[one]}
              </option>
            ))}
          </Select>
        </Field>
        {named && (
          <FormSecret
            model={model}
            field="proxyPassword"
            label="Proxy password"
            hint="Given to the first proxy that asks, and to no other"
          />
        )}
      </div>
      {named && (
        <Checkbox
          label="Keep the proxy password encrypted on this computer"
          checked={model.secrets.proxyKeep}
          onChange={(_, { checked }) => model.changeSecrets({ proxyKeep: checked === true })}
        />
      )}
    </>
  );
}
