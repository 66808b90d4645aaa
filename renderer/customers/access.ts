import type { Customer } from '../../shared/model/customer.ts';

/** Why a customer can't be opened: `short` for a row, `sentence` and `next` for its place. */
export interface Refusal {
  readonly short: string;
  readonly sentence: string;
  readonly next: string;
}

export const endedText = (daysLeft: number | null): string => {
  if (daysLeft === null) return 'Ended';
  const days = Math.abs(daysLeft);
  if (days === 0) return 'Ended today';
  return days === 1 ? 'Ended yesterday' : `Ended ${days} days ago`;
};

/** Null where a console can be opened on the customer; main checks the same before it connects. */
export function whyNotOpen(customer: Customer): Refusal | null {
  const { state, daysLeft } = customer.relationship;
  if (state === 'ended') {
    return {
      short: endedText(daysLeft),
      sentence: `Access to ${customer.name} has ended.`,
      next: 'Ask the customer to accept a new relationship, then read the list again.',
    };
  }
  if (state === 'pending') {
    return {
      short: 'Not accepted yet',
      sentence: `${customer.name} has not accepted the relationship yet.`,
      next: 'It can be opened once the customer’s administrator has accepted it.',
    };
  }
  if (state === 'none') {
    return {
      short: 'No relationship',
      sentence: `There is no GDAP relationship with ${customer.name}.`,
      next: 'Ask the customer for a relationship with a role that can use Exchange.',
    };
  }
  if (customer.exchangeRole === null) {
    return {
      short: 'No Exchange role',
      sentence: `No role that can use Exchange is granted in ${customer.name}.`,
      next: 'Ask for one, for example Exchange Administrator, in the partner centre.',
    };
  }
  return null;
}
