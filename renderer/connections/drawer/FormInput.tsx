import { Button, Field, Input, Tooltip } from '@fluentui/react-components';
import { Eye20Regular, EyeOff20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ConnectionForm, Secrets } from './form.ts';
import type { FormField } from './formProblems.ts';
import type { ConnectionFormModel } from './useConnectionForm.ts';

type TextField = {
  [F in keyof ConnectionForm]: ConnectionForm[F] extends string
    ? string extends ConnectionForm[F]
      ? F
      : never
    : never;
}[keyof ConnectionForm];

/** One line of text of the form: checked as it is left, its hint in the place where a problem would be. */
export function FormInput({
  model,
  field,
  label,
  hint,
  placeholder,
  required = false,
  dir,
  className,
  after,
  onLeft,
}: {
  readonly model: ConnectionFormModel;
  readonly field: TextField & FormField;
  readonly label: string;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly required?: boolean;
  readonly dir?: 'auto';
  readonly className?: string | undefined;
  readonly after?: ReactNode;
  readonly onLeft?: () => void;
}) {
  const problem = model.problems[field];
  return (
    <Field
      className={className}
      label={label}
      required={required}
      hint={problem === undefined ? hint : undefined}
      validationMessage={problem}
    >
      <Input
        spellCheck={false}
        autoComplete="off"
        dir={dir}
        placeholder={placeholder}
        value={model.form[field]}
        contentAfter={after === undefined ? null : <>{after}</>}
        onChange={(_, { value }) => model.change({ [field]: value })}
        onBlur={() => {
          model.leave(field);
          onLeft?.();
        }}
      />
    </Field>
  );
}

/** A secret: hidden unless it is shown on purpose, and gone from here once it is handed to main. */
export function SecretInput({
  value,
  label,
  hint,
  problem,
  required = false,
  autoFocus = false,
  onChange,
}: {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
  readonly required?: boolean;
  readonly autoFocus?: boolean;
  readonly onChange: (value: string) => void;
}) {
  const [shown, setShown] = useState(false);
  const does = shown ? `Hide: ${label}` : `Show: ${label}`;
  return (
    <Field
      label={label}
      required={required}
      hint={problem === undefined ? hint : undefined}
      validationMessage={problem}
    >
      <Input
        type={shown ? 'text' : 'password'}
        spellCheck={false}
        autoComplete="off"
        autoFocus={autoFocus}
        value={value}
        contentAfter={
          <Tooltip content={does} relationship="label">
            <Button
              appearance="transparent"
              size="small"
              icon={shown ? <EyeOff20Regular /> : <Eye20Regular />}
              onClick={() => setShown(!shown)}
            />
          </Tooltip>
        }
        onChange={(_, data) => onChange(data.value)}
      />
    </Field>
  );
}

/** A secret of the form. */
export function FormSecret({
  model,
  field,
  ...input
}: {
  readonly model: ConnectionFormModel;
  readonly field: Exclude<keyof Secrets, 'keep' | 'proxyKeep'>;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly required?: boolean;
}) {
  return (
    <SecretInput
      {...input}
      value={model.secrets[field]}
      problem={model.problems[field]}
      onChange={(value) => model.changeSecrets({ [field]: value })}
    />
  );
}
