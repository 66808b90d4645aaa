import { Radio, RadioGroup } from '@fluentui/react-components';
import { CertificateFields } from './CertificateFields.tsx';
import { Disclosure } from './Disclosure.tsx';
import { CredentialFields, DeviceNote, IdentityFields, TokenFields } from './MethodFields.tsx';
import { useFieldStyles } from './fieldStyles.ts';
import type { SignInKind } from '../../../shared/model/sign-in-method.ts';
import type { ConnectionFormModel } from './useConnectionForm.ts';

/** Down the first column, then the second. */
const METHODS: readonly (readonly [SignInKind, string])[] = [
  ['browser', 'Browser on this computer'],
  ['credential', 'User name and password'],
  ['device', 'Code on another device'],
  ['managed-identity', 'Managed identity (Azure)'],
  ['certificate', 'App with a certificate'],
  ['token', 'An access token you have'],
];

interface Part {
  readonly model: ConnectionFormModel;
  /** Opens the place where a certificate is made. */
  readonly onNewCertificate: () => void;
}

function Fields({ model, onNewCertificate }: Part) {
  switch (model.form.method) {
    case 'browser':
      return null;
    case 'device':
      return <DeviceNote />;
    case 'credential':
      return <CredentialFields model={model} />;
    case 'certificate':
      return <CertificateFields model={model} onNew={onNewCertificate} />;
    case 'managed-identity':
      return <IdentityFields model={model} />;
    case 'token':
      return <TokenFields model={model} />;
  }
}

/** How to sign in, with what the chosen way needs to be told. */
export function SignInMethods({ model, onNewCertificate }: Part) {
  const fields = useFieldStyles();
  const { method } = model.form;
  return (
    <Disclosure
      title="More ways to sign in"
      aside={METHODS.find(([kind]) => kind === method)?.[1] ?? ''}
      startOpen={method !== 'browser'}
      forceOpen={model.problems.password !== undefined || model.problems.accessToken !== undefined}
    >
      <RadioGroup
        className={fields.marks}
        aria-label="Way to sign in"
        value={method}
        onChange={(_, { value }) => {
          const chosen = METHODS.find(([kind]) => kind === value);
          if (chosen !== undefined) model.change({ method: chosen[0] });
        }}
      >
        <div className={fields.two}>
          {METHODS.map(([kind, label]) => (
            <Radio key={kind} value={kind} label={label} />
          ))}
        </div>
      </RadioGroup>
      <Fields model={model} onNewCertificate={onNewCertificate} />
    </Disclosure>
  );
}
