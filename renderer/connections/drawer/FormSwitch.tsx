import { Checkbox, Field } from '@fluentui/react-components';
import type { ConnectionForm } from './form.ts';
import type { ConnectionFormModel } from './useConnectionForm.ts';

type Switch = {
  [F in keyof ConnectionForm]: ConnectionForm[F] extends boolean ? F : never;
}[keyof ConnectionForm];

/** A box of the form that is checked or not. */
export function FormSwitch({
  model,
  field,
  label,
  hint,
}: {
  readonly model: ConnectionFormModel;
  readonly field: Switch;
  readonly label: string;
  readonly hint?: string;
}) {
  const box = (
    <Checkbox
      label={label}
      checked={model.form[field]}
      onChange={(_, { checked }) => model.change({ [field]: checked === true })}
    />
  );
  return hint === undefined ? box : <Field hint={hint}>{box}</Field>;
}
