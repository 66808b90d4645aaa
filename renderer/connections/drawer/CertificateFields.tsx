import { Button, Field, Radio, RadioGroup, Select, makeStyles } from '@fluentui/react-components';
import { Certificate20Regular, FolderOpen20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { tellFailure } from '../../app/actions.ts';
import { api } from '../../app/api.ts';
import { failureOf } from '../../app/failure.ts';
import { useAppInfo } from '../../app/stores/appInfo.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { formatDay } from '../../ui/format.ts';
import { CertificateFacts } from './CertificateFacts.tsx';
import { FormInput, FormSecret } from './FormInput.tsx';
import { KeepSecret } from './MethodFields.tsx';
import { useFieldStyles } from './fieldStyles.ts';
import { useCertificates } from './useCertificates.ts';
import { WindowsStorePicker } from './WindowsStorePicker.tsx';
import type { CertificateFacts as Facts } from '../../../shared/model/certificate.ts';
import type { Failure } from '../../../shared/model/failure.ts';
import type { ConnectionFormModel } from './useConnectionForm.ts';

const useStyles = makeStyles({
  withButton: { display: 'flex', gap: '8px', alignItems: 'flex-start' },
  grow: { flexGrow: 1, minWidth: 0 },
  // Beside the field, not beside its label.
  button: { marginTop: '24px', flexShrink: 0 },
});

interface Part {
  readonly model: ConnectionFormModel;
}

function KeptCertificate({ model, onNew }: Part & { readonly onNew: () => void }) {
  const styles = useStyles();
  const { kept, loaded, failure } = useCertificates();
  const { form, change, problems } = model;
  const chosen = kept.find(({ id }) => id === form.certificateId);
  return (
    <>
      {failure !== null && <FailureBar failure={failure} />}
      <div className={styles.withButton}>
        <Field
          className={styles.grow}
          label="Kept certificate"
          required
          hint={loaded && kept.length === 0 ? 'None is kept yet' : undefined}
          validationMessage={problems.certificateId}
        >
          <Select
            value={chosen?.id ?? ''}
            onChange={(_, { value }) => change({ certificateId: value })}
            onBlur={() => model.leave('certificateId')}
          >
            <option value="">Choose one</option>
            {kept.map(({ id, name, notAfter }) => (
              <option key={id} value={id}>
                {`${name}, until ${formatDay(notAfter)}`}
              </option>
            ))}
          </Select>
        </Field>
        <Button
          className={styles.button}
          icon={<Certificate20Regular />}
          data-leads-to="certificate"
          onClick={onNew}
        >
          New certificate
        </Button>
      </div>
      {chosen !== undefined && <CertificateFacts facts={chosen} />}
    </>
  );
}

type Inspected = { readonly facts: Facts } | { readonly failure: Failure } | null;

function CertificateFile({ model }: Part) {
  const styles = useStyles();
  const { form, secrets, change } = model;
  const [inspected, setInspected] = useState<Inspected>(null);
  const path = form.certificatePath.trim();
  const choose = async () => {
    try {
      const chosen = await api.certificates.chooseFile();
      if (chosen === null) return;
      setInspected(null);
      change({ certificatePath: chosen.path });
    } catch (error) {
      tellFailure(error);
    }
  };
  const inspect = async () => {
    try {
      const { password } = secrets;
      setInspected({
        facts: await api.certificates.inspectFile({ path, ...(password !== '' && { password }) }),
      });
    } catch (error) {
      setInspected({ failure: failureOf(error) });
    }
  };
  return (
    <>
      <div className={styles.withButton}>
        <FormInput
          model={model}
          className={styles.grow}
          field="certificatePath"
          label="Certificate file"
          required
        />
        <Button
          className={styles.button}
          icon={<FolderOpen20Regular />}
          onClick={() => void choose()}
          aria-label="Choose the certificate’s file"
        >
          Choose
        </Button>
      </div>
      <div className={styles.withButton}>
        <div className={styles.grow}>
          <FormSecret
            model={model}
            field="password"
            label="Password of the file"
            hint="Empty: the file has none, or it is in the vault"
          />
        </div>
        <Button className={styles.button} disabledFocusable={path === ''} onClick={() => void inspect()}>
          Check the file
        </Button>
      </div>
      {inspected !== null &&
        ('facts' in inspected ? (
          <CertificateFacts facts={inspected.facts} />
        ) : (
          <FailureBar failure={inspected.failure} help={false} onDismiss={() => setInspected(null)} />
        ))}
      <KeepSecret model={model} label="Keep the password in the vault of this computer" />
    </>
  );
}

/** An app that signs in with its certificate: which app, and where the certificate is. */
export function CertificateFields({ model, onNew }: Part & { readonly onNew: () => void }) {
  const fields = useFieldStyles();
  const { form, change } = model;
  const windows = useAppInfo((state) => state.data?.platform === 'win32');
  return (
    <>
      <p className={fields.hint}>The app signs in by itself: no person, no browser.</p>
      <FormInput
        model={model}
        field="appId"
        label="App id"
        required
        hint="“Application (client) ID” of its registration"
      />
      <Field label="Certificate">
        <RadioGroup
          className={fields.marks}
          value={form.certificateFrom}
          onChange={(_, { value }) =>
            change({ certificateFrom: value === 'kept' || value === 'store' ? value : 'file' })
          }
        >
          <Radio value="kept" label="One kept in this app’s vault" />
          <Radio value="file" label="A file (PFX or PEM)" />
          <Radio
            value="store"
            disabled={!windows}
            label={windows ? 'Windows certificate store' : 'Windows certificate store, only on Windows'}
          />
        </RadioGroup>
      </Field>
      {form.certificateFrom === 'kept' && <KeptCertificate model={model} onNew={onNew} />}
      {form.certificateFrom === 'file' && <CertificateFile model={model} />}
      {form.certificateFrom === 'store' && (
        <>
          <FormInput
            model={model}
            field="thumbprint"
            label="Thumbprint"
            required
            hint={
              windows
                ? 'Choose a certificate below, or type the 40 digits that its details show'
                : '40 digits, as the certificate’s details show them'
            }
          />
          {windows && (
            <WindowsStorePicker
              thumbprint={form.thumbprint}
              onChoose={(thumbprint) => change({ thumbprint })}
            />
          )}
        </>
      )}
    </>
  );
}
