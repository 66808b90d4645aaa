import { Button, Field, Input, Select, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowDownload20Regular, Open20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { tellFailure } from '../../app/actions.ts';
import { api } from '../../app/api.ts';
import { failureOf } from '../../app/failure.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { CertificateFacts } from './CertificateFacts.tsx';
import { FormInput } from './FormInput.tsx';
import { registrationSteps } from './registrationSteps.ts';
import { useFieldStyles } from './fieldStyles.ts';
import { CLOUDS } from '../../../shared/clouds.ts';
import type { Certificate } from '../../../shared/model/certificate.ts';
import type { Service } from '../../../shared/model/connection.ts';
import type { Failure } from '../../../shared/model/failure.ts';
import type { RegistrationStep } from './registrationSteps.ts';
import type { ConnectionFormModel } from './useConnectionForm.ts';

const MONTHS: readonly (readonly [number, string])[] = [
  [6, '6 months'],
  [12, '1 year'],
  [24, '2 years'],
  [36, '3 years'],
];

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: '20px' },
  part: { display: 'flex', flexDirection: 'column', gap: '12px', alignItems: 'stretch' },
  start: { alignSelf: 'flex-start' },
  heading: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  make: {
    display: 'grid',
    alignItems: 'start',
    gap: '8px',
    gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 1fr)',
    '@media (max-width: 559px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  steps: { margin: 0, paddingLeft: '20px', display: 'flex', flexDirection: 'column', gap: '12px' },
  stepTitle: { fontWeight: tokens.fontWeightSemibold },
  copies: { display: 'flex', flexWrap: 'wrap', gap: '8px', marginTop: '4px' },
  saved: { margin: 0, overflowWrap: 'anywhere' },
});

function Step({ step }: { readonly step: RegistrationStep }) {
  const styles = useStyles();
  const fields = useFieldStyles();
  return (
    <li>
      <span className={styles.stepTitle}>{step.title}</span>
      <p className={fields.hint}>{step.text}</p>
      {step.copies.length > 0 && (
        <div className={styles.copies}>
          {step.copies.map(({ label, text }) => (
            <CopyButton key={label} text={text} label={label}>
              {label}
            </CopyButton>
          ))}
        </div>
      )}
    </li>
  );
}

/** What is done with a certificate that was made: its public part saved, the app registered. */
function AfterMaking({
  model,
  certificate,
}: {
  readonly model: ConnectionFormModel;
  readonly certificate: Certificate & { readonly id: string };
}) {
  const styles = useStyles();
  const { form } = model;
  const { entraCentre } = CLOUDS[form.cloudId];
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const services: Service[] = [
    ...(form.exchange ? (['exchange'] as const) : []),
    ...(form.compliance ? (['compliance'] as const) : []),
  ];
  const save = async () => {
    try {
      const saved = await api.certificates.exportPublic({ id: certificate.id });
      if (saved !== null) setSavedAt(saved.path);
    } catch (error) {
      tellFailure(error);
    }
  };
  return (
    <>
      <section className={styles.part} aria-label="The certificate">
        <h3 className={styles.heading}>2. Save its public part</h3>
        <CertificateFacts facts={certificate} />
        {/* The button that made it is gone, and with it the focus. */}
        <Button
          autoFocus
          className={styles.start}
          icon={<ArrowDownload20Regular />}
          onClick={() => void save()}
        >
          Save as .cer
        </Button>
        <p role="status" className={styles.saved}>
          {savedAt !== null && `Saved as ${savedAt}`}
        </p>
      </section>
      <section className={styles.part} aria-label="The app registration">
        <h3 className={styles.heading}>3. Let an administrator register the app</h3>
        {entraCentre !== null && (
          <Button
            className={styles.start}
            icon={<Open20Regular />}
            onClick={() => void api.app.openLink({ url: `${entraCentre}/` }).catch(tellFailure)}
          >
            Open the Entra admin centre
          </Button>
        )}
        <ol className={styles.steps}>
          {registrationSteps(form.cloudId, services, certificate.name).map((step) => (
            <Step key={step.title} step={step} />
          ))}
        </ol>
        <FormInput
          model={model}
          field="appId"
          label="App id"
          hint="“Application (client) ID” of the new registration"
        />
      </section>
    </>
  );
}

/** Makes a certificate that signs itself, and tells what is to be done so that an app can sign in with it. */
export function CertificateHelper({ model }: { readonly model: ConnectionFormModel }) {
  const styles = useStyles();
  const [name, setName] = useState('Tenantdeck');
  const [problem, setProblem] = useState<string | undefined>();
  const [months, setMonths] = useState(12);
  const [made, setMade] = useState<(Certificate & { readonly id: string }) | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const check = (): boolean => {
    const wrong = name.trim() === '' ? 'A certificate needs a name' : undefined;
    setProblem(wrong);
    return wrong === undefined;
  };
  const make = async () => {
    if (busy || !check()) return;
    setBusy(true);
    setFailure(null);
    try {
      const certificate = await api.certificates.create({ subject: name.trim(), name: name.trim(), months });
      const { id } = certificate;
      if (id === null) return;
      setMade({ ...certificate, id });
      model.change({ certificateFrom: 'kept', certificateId: id });
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={styles.root}>
      <section className={styles.part} aria-label="A new certificate">
        <h3 className={styles.heading}>1. Make a certificate</h3>
        {failure !== null && <FailureBar failure={failure} help={false} onDismiss={() => setFailure(null)} />}
        <div className={styles.make}>
          <Field
            label="Name"
            hint={
              problem === undefined ? 'It signs itself, and its key stays in this app’s vault' : undefined
            }
            validationMessage={problem}
          >
            <Input
              autoFocus
              dir="auto"
              maxLength={120}
              value={name}
              disabled={made !== null}
              onChange={(_, { value }) => setName(value)}
              onBlur={check}
            />
          </Field>
          <Field label="Valid for">
            <Select
              value={String(months)}
              disabled={made !== null}
              onChange={(_, { value }) => setMonths(Number(value))}
            >
              {MONTHS.map(([count, label]) => (
                <option key={count} value={count}>
                  {label}
                </option>
              ))}
            </Select>
          </Field>
        </div>
        {made === null && (
          <Button
            className={styles.start}
            appearance="primary"
            disabledFocusable={busy}
            onClick={() => void make()}
          >
            Make the certificate
          </Button>
        )}
      </section>
      {made !== null && <AfterMaking model={model} certificate={made} />}
    </div>
  );
}
