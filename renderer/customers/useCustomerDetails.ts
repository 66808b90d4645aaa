import { useEffect, useState } from 'react';
import { api } from '../app/api.ts';
import { failureOf } from '../app/failure.ts';
import type { CustomerListKey } from '../app/stores/customers.ts';
import type { CustomerDetails } from '../../shared/model/customer.ts';
import type { Failure } from '../../shared/model/failure.ts';

/** Milliseconds that a row must stay chosen before it is asked for, so that walking down the list asks nothing. */
const REST = 150;

interface Answer {
  readonly tenantId: string;
  readonly details: CustomerDetails | null;
  readonly failure: Failure | null;
}

/** Relationship, roles and people of a customer; nulls while they are on their way. */
export function useCustomerDetails({ cloudId, accountId }: CustomerListKey, tenantId: string) {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let gone = false;
    const put = (details: CustomerDetails | null, failure: Failure | null) => {
      if (!gone) setAnswer({ tenantId, details, failure });
    };
    const timer = setTimeout(() => {
      api.customers.details({ cloudId, accountId, tenantId }).then(
        (details) => put(details, null),
        (error: unknown) => put(null, failureOf(error)),
      );
    }, REST);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [cloudId, accountId, tenantId, attempt]);
  const current = answer?.tenantId === tenantId ? answer : null;
  return {
    details: current?.details ?? null,
    failure: current?.failure ?? null,
    retry: () => {
      setAnswer(null);
      setAttempt((before) => before + 1);
    },
  };
}
