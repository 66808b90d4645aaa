import { whyNotOpen } from '../../customers/access.ts';
import type { CloudId } from '../../../shared/clouds.ts';
import type { Account } from '../../../shared/model/account.ts';
import type { ConnectionDraft } from '../../../shared/model/connection.ts';
import { NO_OPTIONS } from '../../../shared/model/connection-options.ts';
import { BROWSER } from '../../../shared/model/sign-in-method.ts';
import type { Customer } from '../../../shared/model/customer.ts';

/** What the New connection form holds while it is filled in. */
export interface ConnectionForm {
  readonly cloudId: CloudId;
  /** A known account; null: another one, named by `loginHint` or chosen in the browser. */
  readonly accountId: string | null;
  readonly loginHint: string;
  readonly organization: 'own' | 'customer';
  readonly customer: Customer | null;
  readonly exchange: boolean;
  readonly name: string;
  readonly folder: string;
  readonly readOnly: boolean;
}

export type FormField = 'loginHint' | 'customer' | 'exchange' | 'name' | 'folder';
export type FormProblems = Partial<Record<FormField, string>>;

/** A new form: the first usable account of the environment is chosen, where there is one. */
export function newForm(cloudId: CloudId, accounts: readonly Account[], readOnly: boolean): ConnectionForm {
  const first = accounts.find((account) => account.cloudId === cloudId);
  return {
    cloudId,
    accountId: first?.accountId ?? null,
    loginHint: '',
    organization: 'own',
    customer: null,
    exchange: true,
    name: '',
    folder: '',
    readOnly,
  };
}

const UPN = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Null: fine. An empty one is chosen in the browser. */
export function loginHintProblem(loginHint: string): string | null {
  const text = loginHint.trim();
  if (text === '') return null;
  if (text.length > 320) return 'An account name has at most 320 characters';
  return UPN.test(text)
    ? null
    : 'An account looks like name@organisation.com. Leave it empty to choose in the browser';
}

export const nameProblem = (name: string): string | null =>
  name.trim().length > 120 ? 'A name has at most 120 characters' : null;

export const folderProblem = (folder: string): string | null =>
  folder.trim().length > 60 ? 'A folder’s name has at most 60 characters' : null;

function customerProblem(form: ConnectionForm): string | null {
  if (form.organization === 'own') return null;
  if (form.customer === null) return 'Choose a customer, or your own organisation';
  const refusal = whyNotOpen(form.customer);
  return refusal === null ? null : `${refusal.sentence} ${refusal.next}`;
}

/** What is wrong with one field; null: nothing. */
export function fieldProblem(form: ConnectionForm, field: FormField): string | null {
  switch (field) {
    case 'loginHint':
      return form.accountId === null ? loginHintProblem(form.loginHint) : null;
    case 'customer':
      return customerProblem(form);
    case 'exchange':
      return form.exchange
        ? null
        : 'A connection needs a service. Exchange Online is the one in this version';
    case 'name':
      return nameProblem(form.name);
    case 'folder':
      return folderProblem(form.folder);
  }
}

/** Everything that is wrong with the form; empty: it can be sent. */
export function formProblems(form: ConnectionForm): FormProblems {
  const problems: FormProblems = {};
  for (const field of ['loginHint', 'customer', 'exchange', 'name', 'folder'] as const) {
    const problem = fieldProblem(form, field);
    if (problem !== null) problems[field] = problem;
  }
  return problems;
}

/** The form as main takes it. */
export function toDraft(form: ConnectionForm, accounts: readonly Account[]): ConnectionDraft {
  const account = accounts.find(
    ({ cloudId, accountId }) => cloudId === form.cloudId && accountId === form.accountId,
  );
  const hint = form.loginHint.trim();
  return {
    name: form.name.trim(),
    folder: form.folder.trim(),
    cloudId: form.cloudId,
    accountId: account?.accountId ?? null,
    loginHint: account?.username ?? (hint === '' ? null : hint),
    organization:
      form.organization === 'customer' && form.customer !== null
        ? {
            kind: 'customer',
            tenantId: form.customer.tenantId,
            name: form.customer.name,
            domain: form.customer.domain,
          }
        : {
            kind: 'own',
            tenantId: account?.homeTenantId ?? null,
            name: account?.homeOrganization ?? null,
            domain: null,
          },
    clientId: null,
    signIn: BROWSER,
    options: NO_OPTIONS,
    services: ['exchange'],
    readOnly: form.readOnly,
  };
}
