import { describe, expect, test } from 'vitest';
import { whyNotOpen } from './access.ts';
import { countFilters, customerItems } from './model.ts';
import { fakeCustomers } from '../testing/fakeData.ts';
import type { CustomerFilter, CustomerSort } from './model.ts';

const customers = fakeCustomers(312);
const byName = { column: 'name', descending: false } as const;
const names = (typed: string, filter: CustomerFilter = 'all', sort: CustomerSort = byName) =>
  customerItems(customers, typed, filter, sort).flatMap((item) =>
    item.kind === 'row' ? [item.customer.name] : [],
  );

describe('customer list', () => {
  test('puts favourites into a group above all others', () => {
    const items = customerItems(customers, '', 'all', byName);
    expect(items[0]).toEqual({ kind: 'group', title: 'Favourites', count: 5 });
    expect(items[6]).toEqual({ kind: 'group', title: 'All other customers', count: 307 });
    expect(items).toHaveLength(314);
  });

  test('searches name, domain and tenant id, without accents', () => {
    expect(names('backerei')).toEqual(['Bäckerei Müller']);
    expect(names('limingshop')).toEqual(['李明 商店']);
    expect(names(customers[7]?.tenantId ?? '')).toEqual([customers[7]?.name]);
    expect(names('no such customer')).toEqual([]);
  });

  test('counts what each chip shows, and shows what it counts', () => {
    const counts = countFilters(customers);
    expect(counts.all).toBe(312);
    for (const filter of ['active', 'expiring', 'ended', 'no-role', 'favourites'] as const) {
      expect(counts[filter]).toBeGreaterThan(0);
      expect(names('', filter)).toHaveLength(counts[filter]);
    }
    expect(counts.active + counts.ended).toBe(312);
  });

  test('sorts by days left and back, within each group', () => {
    const days = (descending: boolean) =>
      customerItems(customers, '', 'all', { column: 'relationship', descending })
        .slice(7)
        .flatMap((item) => (item.kind === 'row' ? [item.customer.relationship.daysLeft ?? 0] : []));
    expect(days(false)).toEqual([...days(false)].sort((a, b) => a - b));
    expect(days(true)).toEqual([...days(true)].sort((a, b) => b - a));
  });

  test('refuses to open what has ended, has no role, or was not accepted', () => {
    const [first] = customers;
    if (first === undefined) throw new Error('no customer');
    const relationship = { ...first.relationship, daysLeft: null };
    expect(whyNotOpen(first)).toBeNull();
    expect(whyNotOpen({ ...first, exchangeRole: null })?.short).toBe('No Exchange role');
    expect(
      whyNotOpen({ ...first, relationship: { ...relationship, state: 'ended', daysLeft: -1 } })?.short,
    ).toBe('Ended yesterday');
    expect(whyNotOpen({ ...first, relationship: { ...relationship, state: 'pending' } })?.short).toBe(
      'Not accepted yet',
    );
    expect(whyNotOpen({ ...first, relationship: { ...relationship, state: 'none' } })?.short).toBe(
      'No relationship',
    );
  });
});
