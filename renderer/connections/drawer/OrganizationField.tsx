import { Radio, RadioGroup } from '@fluentui/react-components';
import { CustomerField } from './CustomerField.tsx';
import { signsInUser } from './form.ts';
import { useFieldStyles } from './fieldStyles.ts';
import type { ReactNode } from 'react';
import type { CustomerListKey } from '../../app/stores/customers.ts';
import type { ConnectionFormModel } from './useConnectionForm.ts';

/** Whose organisation it works in: the own one, which `children` may ask for, or a customer's. */
export function OrganizationField({
  model,
  own,
  listOf,
  children,
}: {
  readonly model: ConnectionFormModel;
  /** Name of the choice that is no customer. */
  readonly own: string;
  /** Whose customers can be searched; null: a customer is typed. */
  readonly listOf: CustomerListKey | null;
  readonly children?: ReactNode;
}) {
  const fields = useFieldStyles();
  const { form, problems, change } = model;
  return (
    <fieldset className={fields.group}>
      <legend className={fields.legend}>Organisation</legend>
      <RadioGroup
        layout="horizontal"
        className={fields.marks}
        aria-label="Organisation"
        value={form.organization}
        onChange={(_, { value }) => change({ organization: value === 'customer' ? 'customer' : 'own' })}
      >
        <Radio value="own" label={own} />
        <Radio value="customer" label="A customer" />
      </RadioGroup>
      {form.organization === 'own' ? (
        children
      ) : (
        <CustomerField
          listOf={listOf}
          cloudId={form.cloudId}
          searchable={signsInUser(form)}
          value={form.customer}
          problem={problems.customer}
          onChange={(customer) => change({ customer })}
          onLeave={() => model.leave('customer')}
        />
      )}
    </fieldset>
  );
}
