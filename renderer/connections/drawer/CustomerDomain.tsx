import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { CLOUDS, type CloudId } from '../../../shared/clouds.ts';
import { customerNamed, customerNameProblem } from './formProblems.ts';
import type { ChosenCustomer } from './form.ts';

/** A customer that is named, where there is no list to choose from: by a domain, or by its tenant id. */
export function CustomerDomain({
  cloudId,
  searchable,
  problem,
  onChange,
}: {
  readonly cloudId: CloudId;
  /** Whether there will be a list, once an account has signed in. */
  readonly searchable: boolean;
  readonly problem: string | undefined;
  readonly onChange: (customer: ChosenCustomer) => void;
}) {
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const shown = wrong ?? problem;
  const leave = () => {
    if (typed.trim() === '') return;
    const found = customerNameProblem(typed);
    setWrong(found);
    if (found === null) onChange(customerNamed(typed));
  };
  return (
    <Field
      label="Customer’s domain or tenant id"
      required
      hint={
        shown === undefined
          ? `Like contoso.${CLOUDS[cloudId].initialDomainSuffix}${searchable ? '. Once the account has signed in here, its customers can be searched' : ''}`
          : undefined
      }
      validationMessage={shown}
    >
      <Input
        spellCheck={false}
        autoComplete="off"
        value={typed}
        onChange={(_, { value }) => {
          setTyped(value);
          setWrong(null);
        }}
        onBlur={leave}
        onKeyDown={({ key }) => {
          if (key === 'Enter') leave();
        }}
      />
    </Field>
  );
}
