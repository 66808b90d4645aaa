import { describe, expect, test } from 'vitest';
import { fieldProblem, formProblems, newForm, toDraft } from './form.ts';
import { fakeCustomers, juergen, partner } from '../../testing/fakeData.ts';
import { NO_OPTIONS } from '../../../shared/model/connection-options.ts';
import { BROWSER } from '../../../shared/model/sign-in-method.ts';
import type { Customer } from '../../../shared/model/customer.ts';

const form = newForm('O365Default', [partner, juergen], true);
const customers = fakeCustomers(60);
const pick = (test: (customer: Customer) => boolean): Customer => {
  const found = customers.find(test);
  if (found === undefined) throw new Error('The made-up customers lack one');
  return found;
};

describe('new connection form', () => {
  test('starts with the first account of the environment', () => {
    expect(form.accountId).toBe(partner.accountId);
    expect(newForm('O365China', [partner], true).accountId).toBeNull();
  });

  test('takes an empty account name, and refuses one that is none', () => {
    const other = { ...form, accountId: null };
    expect(fieldProblem(other, 'loginHint')).toBeNull();
    expect(fieldProblem({ ...other, loginHint: 'ana' }, 'loginHint')).toContain('name@organisation.com');
    expect(fieldProblem({ ...other, loginHint: ' ana@partner.example ' }, 'loginHint')).toBeNull();
  });

  test('does not look at the account name while a known account is chosen', () => {
    expect(formProblems({ ...form, loginHint: 'ana' })).toEqual({});
  });

  test('wants a customer that can be opened', () => {
    const customer = { ...form, organization: 'customer' as const };
    expect(fieldProblem(customer, 'customer')).toBe('Choose a customer, or your own organisation');
    const ended = pick(({ relationship }) => relationship.state === 'ended');
    expect(fieldProblem({ ...customer, customer: ended }, 'customer')).toContain('has ended');
    const roleless = pick(
      ({ relationship, exchangeRole }) => relationship.state === 'active' && exchangeRole === null,
    );
    expect(fieldProblem({ ...customer, customer: roleless }, 'customer')).toContain('No role');
    const open = pick(({ exchangeRole }) => exchangeRole !== null);
    expect(formProblems({ ...customer, customer: open })).toEqual({});
  });

  test('refuses a name or folder that is too long, and no service', () => {
    expect(
      Object.keys(
        formProblems({ ...form, name: 'n'.repeat(121), folder: 'f'.repeat(61), exchange: false }),
      ).sort(),
    ).toEqual(['exchange', 'folder', 'name']);
  });

  test('hands over the own organisation of the chosen account', () => {
    expect(toDraft({ ...form, name: ' Partner ' }, [partner])).toEqual({
      name: 'Partner',
      folder: '',
      cloudId: 'O365Default',
      accountId: partner.accountId,
      loginHint: partner.username,
      organization: { kind: 'own', tenantId: partner.homeTenantId, name: 'Partner', domain: null },
      clientId: null,
      signIn: BROWSER,
      options: NO_OPTIONS,
      services: ['exchange'],
      readOnly: true,
    });
  });

  test('hands over the customer by its tenant id, and an unknown account by its name', () => {
    const customer = pick(({ exchangeRole }) => exchangeRole !== null);
    expect(toDraft({ ...form, organization: 'customer', customer }, [partner]).organization).toEqual({
      kind: 'customer',
      tenantId: customer.tenantId,
      name: customer.name,
      domain: customer.domain,
    });
    const other = toDraft({ ...form, accountId: null, loginHint: 'x@y.example' }, [partner]);
    expect([other.accountId, other.loginHint, other.organization.tenantId]).toEqual([
      null,
      'x@y.example',
      null,
    ]);
  });
});
