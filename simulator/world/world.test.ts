import { describe, expect, it } from 'vitest';
import { createClock } from '../clock.ts';
import { createDirectory } from './directory.ts';
import { exchangeAccessOf, ROLES } from './roles.ts';
import { buildWorld, type WorldOptions } from './world.ts';

const NOW = Date.parse('2026-11-20T15:30:00Z');
const DAY = 86_400_000;
const options: WorldOptions = { seed: 7, customers: 312, mailboxes: 2000, now: NOW };

function directoryAt(now: number, given: WorldOptions = options) {
  const world = buildWorld(given);
  const directory = createDirectory(world, { ...createClock(), now: () => now });
  const account = (local: string) => {
    const found = directory.findAccountByUpn(`${local}@partner.practice.localhost`);
    if (found === null) throw new Error(`no account ${local}`);
    return found;
  };
  const customer = (slug: string) => {
    const found = directory.findTenant(`${slug}.practice.localhost`);
    if (found === null) throw new Error(`no customer ${slug}`);
    return found;
  };
  return { world, directory, account, customer };
}

describe('the world', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(buildWorld(options)).toEqual(buildWorld({ ...options }));
    expect(buildWorld({ ...options, seed: 8 }).partner.id).not.toBe(buildWorld(options).partner.id);
  });

  it('keeps its customers when there are more of them', () => {
    const few = buildWorld({ ...options, customers: 20 }).customers;
    expect(buildWorld(options).customers.slice(0, 20)).toEqual(few);
  });

  it('has no two customers of one name, domain or id, with 5,000 of them', () => {
    const { customers } = buildWorld({ ...options, customers: 5000 });
    for (const of of ['id', 'displayName', 'initialDomain'] as const) {
      expect(new Set(customers.map((customer) => customer[of])).size).toBe(5000);
    }
    expect(
      customers.every((customer) =>
        /^[a-z0-9][a-z0-9-]*\.practice\.localhost$/u.test(customer.initialDomain),
      ),
    ).toBe(true);
  });

  it('has names of every kind: 80 characters, right to left, CJK, apostrophes, one letter', () => {
    const names = buildWorld(options).customers.map((customer) => customer.displayName);
    expect(Math.max(...names.map((name) => name.length))).toBe(80);
    for (const kind of [/\p{Script=Hebrew}/u, /\p{Script=Arabic}/u, /\p{Script=Han}/u, /’|'/u, /^.$/u]) {
      expect(names.some((name) => kind.test(name))).toBe(true);
    }
  });

  it('has the shares of ended, soon ending and role-less customers of a grown partner', () => {
    const { world, directory } = directoryAt(NOW);
    const best = new Map<string, { active: boolean; days: number; exchange: boolean }>();
    for (const relationship of world.relationships) {
      if (relationship.customerTenantId === null || relationship.endsAt === null) continue;
      const active = directory.statusOf(relationship) === 'active';
      if (best.get(relationship.customerTenantId)?.active === true) continue;
      best.set(relationship.customerTenantId, {
        active,
        days: Math.floor((relationship.endsAt - NOW) / DAY),
        exchange: exchangeAccessOf(relationship.assignments.flatMap((entry) => entry.roles)) !== 'none',
      });
    }
    const all = [...best.values()];
    expect(all).toHaveLength(312);
    expect(all.filter((entry) => !entry.active)).toHaveLength(14);
    expect(all.filter((entry) => entry.active && entry.days <= 30)).toHaveLength(11);
    expect(all.filter((entry) => entry.active && !entry.exchange)).toHaveLength(9);
  });

  it('has fixed days left for the customers at the top', () => {
    const { world, customer } = directoryAt(NOW);
    const daysOf = (slug: string) =>
      world.relationships
        .filter((entry) => entry.customerTenantId === customer(slug).id && entry.status !== 'approvalPending')
        .map((entry) => Math.floor(((entry.endsAt ?? 0) - NOW) / DAY));
    expect(daysOf('adventureworks')).toContain(212);
    expect(daysOf('baeckereimueller')).toContain(9);
    expect(daysOf('blabaerkaffe')).toContain(21);
  });
});

describe('the directory', () => {
  it('finds tenants by id, own and initial domain, in any case, and as onmicrosoft.com', () => {
    const { directory, customer } = directoryAt(NOW);
    const adventure = customer('adventureworks');
    for (const key of [
      adventure.id.toUpperCase(),
      'AdventureWorks.Practice.localhost',
      'adventureworks.example',
      'adventureworks.onmicrosoft.com',
    ]) {
      expect(directory.findTenant(key)?.id).toBe(adventure.id);
    }
    expect(directory.findTenant('example')).toBeNull();
    expect(directory.findAccountByUpn('ADMIN@contoso.com')?.upn).toBe('admin@contoso.practice.localhost');
  });

  it('gives Exchange access by own role, group and guest role', () => {
    const { directory, account, customer, world } = directoryAt(NOW);
    const access = (upn: string, tid: string, scp = 'AdminApi.AccessAsUser.All') => {
      const found = directory.findAccountByUpn(upn);
      if (found === null) throw new Error(`no account ${upn}`);
      const claims = { tid, oid: found.oid, upn, appid: '', aud: '', exp: 0 };
      return directory.exchangeAccess(scp === '' ? claims : { ...claims, scp });
    };
    const adventure = customer('adventureworks').id;
    expect(access(account('admin').upn, adventure)).toBe('admin');
    expect(access(account('helpdesk').upn, adventure)).toBe('recipientAdmin');
    expect(access(account('reader').upn, adventure)).toBe('reader');
    expect(access(account('noexchange').upn, adventure)).toBe('none');
    expect(access(account('admin').upn, customer('cafezoe').id)).toBe('none');
    expect(access(account('admin').upn, customer('tailspintoys').id)).toBe('reader');
    expect(access(account('admin').upn, world.partner.id)).toBe('admin');
    const contoso = directory.findTenant('contoso.practice.localhost')?.id ?? '';
    expect(access('alex@practice.localhost', contoso)).toBe('reader');
    expect(access('alex@practice.localhost', adventure)).toBe('none');
    expect(access(account('admin').upn, adventure, 'openid Exchange.Manage')).toBe('admin');
    for (const scp of ['', 'User.Read', 'Exchange.ManageV2']) {
      expect(access(account('admin').upn, adventure, scp)).toBe('none');
    }
  });

  it('gives access to apps by their role and the application permission', () => {
    const { directory } = directoryAt(NOW);
    const app = {
      tid: 't',
      oid: 'o',
      appid: 'a',
      aud: '',
      exp: 0,
      wids: [ROLES.exchangeAdministrator.templateId],
    };
    expect(directory.exchangeAccess(app)).toBe('none');
    expect(directory.exchangeAccess({ ...app, roles: ['Exchange.ManageAsAppV2'] })).toBe('none');
    expect(directory.exchangeAccess({ ...app, roles: ['Exchange.ManageAsApp'] })).toBe('admin');
  });

  it('ends access at the minute the relationship ends', () => {
    const slug = 'baeckereimueller';
    const before = directoryAt(NOW + 9 * DAY);
    expect(before.directory.rolesIn(before.customer(slug).id, before.account('admin'))).not.toBeNull();
    const after = directoryAt(NOW + 10 * DAY);
    expect(after.directory.rolesIn(after.customer(slug).id, after.account('admin'))).toBeNull();
  });
});
