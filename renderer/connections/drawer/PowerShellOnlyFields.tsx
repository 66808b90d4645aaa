import { Field, Select } from '@fluentui/react-components';
import { CONNECT_PARAMETERS } from '../../../shared/connect/parameter-table.ts';
import { Disclosure } from './Disclosure.tsx';
import { FormInput } from './FormInput.tsx';
import { FormSwitch } from './FormSwitch.tsx';
import { useFieldStyles } from './fieldStyles.ts';
import { SAYINGS, saysForPowerShell } from './powershellOnly.ts';
import type { FormField } from './formProblems.ts';
import type { ConnectionFormModel } from './useConnectionForm.ts';

interface Part {
  readonly model: ConnectionFormModel;
}

/** Fields of this group in which something can be wrong. */
export const POWERSHELL_FIELDS: readonly FormField[] = [
  'formatTypeNames',
  'signingCertificate',
  'moduleBasePath',
  'commonParameters',
];

const WORDS = { unsaid: 'Not said', true: 'Yes', false: 'No' } as const;

/** Why a parameter changes nothing here, as the console says it too. */
function whyNot(name: string): string {
  const why = CONNECT_PARAMETERS.find((one) => one.name === name)?.why ?? '';
  return why.replace(/\.$/, '');
}

function YesOrNo({
  model,
  field,
  label,
  parameter,
}: Part & {
  readonly field: 'showProgress' | 'useMultithreading';
  readonly label: string;
  readonly parameter: string;
}) {
  return (
    <Field label={label} hint={whyNot(parameter)}>
      <Select
        value={model.form[field]}
        onChange={(_, { value }) => {
          const saying = SAYINGS.find((one) => one === value);
          if (saying !== undefined) model.change({ [field]: saying });
        }}
      >
        {SAYINGS.map((saying) => (
          <option key={saying} value={saying}>
            {WORDS[saying]}
          </option>
        ))}
      </Select>
    </Field>
  );
}

/** What connecting here has no use for: kept, and written when the connection is copied as a command. */
export function PowerShellOnlyFields({ model }: Part) {
  const fields = useFieldStyles();
  return (
    <Disclosure
      title="Kept for PowerShell"
      startOpen={saysForPowerShell(model.form)}
      forceOpen={POWERSHELL_FIELDS.some((field) => model.problems[field] !== undefined)}
    >
      <p className={fields.hint}>
        Kept, and written when you copy the connection as a command. Each field says why it changes nothing
        here.
      </p>
      <div className={fields.two}>
        <YesOrNo model={model} field="showProgress" label="ShowProgress" parameter="ShowProgress" />
        <YesOrNo
          model={model}
          field="useMultithreading"
          label="UseMultithreading"
          parameter="UseMultithreading"
        />
        <FormInput
          model={model}
          field="formatTypeNames"
          label="FormatTypeName"
          hint={whyNot('FormatTypeName')}
        />
        <FormInput
          model={model}
          field="commonParameters"
          label="Common parameters"
          hint="Like -Verbose -ErrorAction Stop. They say what one command does with its own messages"
        />
        <FormInput
          model={model}
          field="signingCertificate"
          label="SigningCertificate"
          hint={`A variable like $SigningCertificate. ${whyNot('SigningCertificate')}`}
        />
        <FormInput
          model={model}
          field="moduleBasePath"
          label="EXOModuleBasePath"
          hint={whyNot('EXOModuleBasePath')}
        />
      </div>
      <div className={fields.checks}>
        <FormSwitch
          model={model}
          field="skipLoadingFormatData"
          label="SkipLoadingFormatData"
          hint={whyNot('SkipLoadingFormatData')}
        />
        <FormSwitch
          model={model}
          field="skipLoadingCmdletHelp"
          label="SkipLoadingCmdletHelp"
          hint="No help is loaded here unless you ask for it above; with this, not even then"
        />
        <FormSwitch model={model} field="disableWam" label="DisableWAM" hint={whyNot('DisableWAM')} />
      </div>
    </Disclosure>
  );
}
