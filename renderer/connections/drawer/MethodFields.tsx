import { Checkbox, Radio, RadioGroup } from '@fluentui/react-components';
import { CLOUDS } from '../../../shared/clouds.ts';
import { FormInput, FormSecret } from './FormInput.tsx';
import { TenantTold } from './TenantTold.tsx';
import { TokenTold } from './TokenTold.tsx';
import { domainOf } from './formProblems.ts';
import { useFieldStyles } from './fieldStyles.ts';
import type { ConnectionFormModel } from './useConnectionForm.ts';

interface Part {
  readonly model: ConnectionFormModel;
}

/** Whether a password goes into the vault; off unless it is asked for. */
export function KeepSecret({ model, label }: Part & { readonly label: string }) {
  const fields = useFieldStyles();
  return (
    <Checkbox
      className={fields.marks}
      label={label}
      checked={model.secrets.keep}
      onChange={(_, { checked }) => model.changeSecrets({ keep: checked === true })}
    />
  );
}

/** First domain of the organisation: no person signs in who could tell it. */
export function DomainField({ model, required = true }: Part & { readonly required?: boolean }) {
  const { form, settled } = model;
  const left = domainOf(settled.domain);
  const { initialDomainSuffix } = CLOUDS[form.cloudId];
  return (
    <>
      <FormInput
        model={model}
        field="domain"
        label="Organisation’s first domain"
        required={required}
        hint={
          required
            ? `The one it was given at the start, like contoso.${initialDomainSuffix}`
            : 'Or empty, where the token is for an account that you name below'
        }
      />
      {left === domainOf(form.domain) && !form.ownHosts && (
        <TenantTold domain={left} cloudId={form.cloudId} onCloud={model.moveTo} />
      )}
    </>
  );
}

export function DeviceNote() {
  const fields = useFieldStyles();
  return (
    <p className={fields.hint}>
      You get a short code, and type it on a page that you open on any device. Nothing is opened on this
      computer unless you ask for it.
    </p>
  );
}

export function CredentialFields({ model }: Part) {
  const fields = useFieldStyles();
  return (
    <>
      <FormSecret
        model={model}
        field="password"
        label="Password"
        required={!model.editing}
        hint={
          model.editing
            ? 'Empty: the one in the vault, or you’re asked for it'
            : 'Goes to the sign-in service only, and is forgotten once the connection stands'
        }
      />
      <KeepSecret model={model} label="Keep the password in the vault of this computer" />
      <Checkbox
        className={fields.marks}
        label="Copy as -InlineCredential, which asks in PowerShell as well"
        checked={model.form.inline}
        onChange={(_, { checked }) => model.change({ inline: checked === true })}
      />
      <p className={fields.hint}>
        Works for accounts without a second sign-in step. Where one is asked for, you can go on in the
        browser.
      </p>
    </>
  );
}

export function IdentityFields({ model }: Part) {
  const fields = useFieldStyles();
  const { form } = model;
  return (
    <>
      <RadioGroup
        className={fields.marks}
        aria-label="Which identity"
        value={form.assigned ? 'assigned' : 'system'}
        onChange={(_, { value }) => model.change({ assigned: value === 'assigned' })}
      >
        <Radio value="system" label="The machine’s own (system-assigned)" />
        <Radio value="assigned" label="One assigned to it (user-assigned)" />
      </RadioGroup>
      {form.assigned && (
        <FormInput
          model={model}
          field="identityId"
          label="Client id of the identity"
          required
          hint="Or its object id, or its resource id in Azure (/subscriptions/…)"
          placeholder="00000000-0000-0000-0000-000000000000"
        />
      )}
      <p className={fields.hint}>
        Works where this app runs on a machine in Azure that has an identity. Nothing is typed: the machine
        asks for its own token.
      </p>
    </>
  );
}

export function TokenFields({ model }: Part) {
  return (
    <>
      <FormSecret
        model={model}
        field="accessToken"
        label="Access token"
        required
        hint="Begins with eyJ. It is not saved and can’t be renewed: when it ends, paste another one"
      />
      <TokenTold token={model.secrets.accessToken} model={model} />
      <FormInput
        model={model}
        field="loginHint"
        label="Account that the token is for"
        hint="For example name@organisation.com. Empty: it is an app’s token"
      />
    </>
  );
}
