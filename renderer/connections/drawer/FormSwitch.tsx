import { Checkbox, mergeClasses } from '@fluentui/react-components';
import { useId } from 'react';
import { useFieldStyles } from './fieldStyles.ts';
import type { ConnectionForm } from './form.ts';
import type { ConnectionFormModel } from './useConnectionForm.ts';

type Switch = {
  [F in keyof ConnectionForm]: ConnectionForm[F] extends boolean ? F : never;
}[keyof ConnectionForm];

/** A box of the form that is checked or not, with what it means below it. */
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
  const fields = useFieldStyles();
  const id = useId();
  return (
    <>
      <Checkbox
        label={label}
        aria-describedby={hint === undefined ? undefined : id}
        checked={model.form[field]}
        onChange={(_, { checked }) => model.change({ [field]: checked === true })}
      />
      {hint !== undefined && (
        <p id={id} className={mergeClasses(fields.hint, fields.ofCheck)}>
          {hint}
        </p>
      )}
    </>
  );
}
