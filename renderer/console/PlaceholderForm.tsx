import { Checkbox, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { FormDialog } from '../ui/FormDialog.tsx';
import { formatPlural } from '../ui/format.ts';
import type { OpenTemplate } from './editor/useTemplate.ts';
import type { PlaceholderField } from '../../shared/powershell/placeholders/find.ts';

export type PlaceholderFormProps = {
  readonly open: OpenTemplate;
  readonly onFilled: (text: string) => void;
  readonly onClose: () => void;
};

/** Its value is hidden while it is typed; in the text it stands as the script needs it. */
const isSecret = ({ label, parameter }: PlaceholderField): boolean =>
  /password|passphrase|secret|\bpin\b/iu.test(`${label} ${parameter ?? ''}`);

const needed = (field: PlaceholderField): boolean => !field.optional;

/** One field for each placeholder of a text, and a box for each part in brackets that needs no value. */
export function PlaceholderForm({ open, onFilled, onClose }: PlaceholderFormProps) {
  const { text, template } = open;
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [taken, setTaken] = useState<readonly string[]>([]);
  const [asked, setAsked] = useState(false);
  const isMissing = (field: PlaceholderField): boolean => needed(field) && (values[field.key] ?? '') === '';
  const bare = template.options.filter(({ keys }) => keys.length === 0);

  const submit = async (): Promise<boolean> => {
    setAsked(true);
    if (template.fields.some(isMissing)) return false;
    const { fillPlaceholders } = await import('../../shared/powershell/placeholders/fill.ts');
    onFilled(fillPlaceholders(text, { values, taken }));
    return true;
  };

  return (
    <FormDialog
      title={`Fill in ${formatPlural(template.fields.length, 'placeholder', 'placeholders')}`}
      submit="Fill in"
      onSubmit={submit}
      onClose={onClose}
    >
      {template.fields.map((field, index) => (
        <Field
          key={field.key}
          label={field.label}
          required={needed(field)}
          hint={hintOf(field)}
          {...(asked && isMissing(field) && { validationMessage: 'Needed for the script to run' })}
        >
          <Input
            autoFocus={index === 0}
            type={isSecret(field) ? 'password' : 'text'}
            autoComplete="off"
            spellCheck={false}
            value={values[field.key] ?? ''}
            onChange={(_, { value }) => setValues({ ...values, [field.key]: value })}
          />
        </Field>
      ))}
      {bare.map(({ text: part }) => (
        <Checkbox
          key={part}
          label={`Include ${part}`}
          checked={taken.includes(part)}
          onChange={(_, { checked }) =>
            setTaken(checked === true ? [...taken, part] : taken.filter((one) => one !== part))
          }
        />
      ))}
    </FormDialog>
  );
}

/** Where it stands, as the text has it. */
function hintOf({ text, label, parameter, optional, places }: PlaceholderField): string {
  const where = parameter === null ? text : `-${parameter} ${text}`;
  const often = places.length > 1 ? ` · in ${String(places.length)} places` : '';
  if (optional) return `${where}${often} · empty leaves it out`;
  return where === label ? often.slice(3) : `${where}${often}`;
}
