import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useAppInfo } from '../../app/stores/appInfo.ts';
import { FormInput, FormSecret } from './FormInput.tsx';
import { KeepSecret } from './MethodFields.tsx';
import { useFieldStyles } from './fieldStyles.ts';
import type { ConnectionFormModel } from './useConnectionForm.ts';

/** An app that signs in with its certificate: which app, and where the certificate is. */
export function CertificateFields({ model }: { readonly model: ConnectionFormModel }) {
  const fields = useFieldStyles();
  const { form, change } = model;
  const windows = useAppInfo((state) => state.data?.platform === 'win32');
  return (
    <>
      <FormInput
        model={model}
        field="appId"
        label="App id"
        required
        hint="“Application (client) ID” of its registration"
      />
      <Field label="Certificate">
        <RadioGroup
          value={form.certificateFrom}
          onChange={(_, { value }) =>
            change({ certificateFrom: value === 'kept' || value === 'store' ? value : 'file' })
          }
        >
          <Radio value="file" label="A file (PFX or PEM)" />
          <Radio
            value="store"
            disabled={!windows}
            label={windows ? 'Windows certificate store' : 'Windows certificate store, only on Windows'}
          />
        </RadioGroup>
      </Field>
      {form.certificateFrom === 'file' && (
        <>
          <FormInput model={model} field="certificatePath" label="Certificate file" required />
          <FormSecret
            model={model}
            field="password"
            label="Password of the file"
            hint="Empty: the file has none"
          />
          <KeepSecret model={model} label="Keep the password in the vault of this computer" />
        </>
      )}
      {form.certificateFrom === 'store' && (
        <FormInput
          model={model}
          field="thumbprint"
          label="Thumbprint"
          required
          hint="40 digits, as the certificate’s details show them"
        />
      )}
      <p className={fields.hint}>The app signs in by itself: no person, no browser.</p>
    </>
  );
}
