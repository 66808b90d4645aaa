import { describe, expect, test } from 'vitest';
import { newForm, NO_SECRETS } from './form.ts';
import type { ChosenCustomer, ConnectionForm } from './form.ts';
import { formOf, toDraft, toSecrets } from './formDraft.ts';
import { fieldProblem, formProblems, secretProblems, unknownHosts } from './formProblems.ts';
import { draftFromParameters } from '../../../shared/connect/parameters.ts';
import { draftOf } from '../../../shared/model/connection-draft.ts';
import { connectionOptionsSchema } from '../../../shared/model/connection-options.ts';
import type { ConnectionDraft } from '../../../shared/model/connection.ts';
import { connectionOf, fakeCustomers, fakeId, juergen, partner } from '../../testing/fakeData.ts';
import { NO_OPTIONS } from '../../../shared/model/connection-options.ts';
import { BROWSER } from '../../../shared/model/sign-in-method.ts';
import type { ConnectValue } from '../../../shared/connect/values.ts';
import type { Customer } from '../../../shared/model/customer.ts';

const form = newForm('O365Default', [partner, juergen], true);
const customers = fakeCustomers(60);
const pick = (test: (customer: Customer) => boolean): Customer => {
  const found = customers.find(test);
  if (found === undefined) throw new Error('The made-up customers lack one');
  return found;
};

const chosen = (listed: Customer): ChosenCustomer => {
  const { tenantId, name, domain } = listed;
  return { tenantId, name, domain, listed };
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
    expect(fieldProblem({ ...customer, customer: chosen(ended) }, 'customer')).toContain('has ended');
    const roleless = pick(
      ({ relationship, exchangeRole }) => relationship.state === 'active' && exchangeRole === null,
    );
    expect(fieldProblem({ ...customer, customer: chosen(roleless) }, 'customer')).toContain('No role');
    const open = pick(({ exchangeRole }) => exchangeRole !== null);
    expect(formProblems({ ...customer, customer: chosen(open) })).toEqual({});
  });

  test('refuses a name or folder that is too long, and no service', () => {
    expect(
      Object.keys(
        formProblems({ ...form, name: 'n'.repeat(121), folder: 'f'.repeat(61), exchange: false }),
      ).sort(),
    ).toEqual(['folder', 'name', 'services']);
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
    expect(
      toDraft({ ...form, organization: 'customer', customer: chosen(customer) }, [partner]).organization,
    ).toEqual({
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

const APP = fakeId(77);
const certificate: ConnectionForm = {
  ...form,
  method: 'certificate',
  appId: APP,
  certificatePath: 'C:\\keys\\report.pfx',
  domain: 'contoso.onmicrosoft.com',
};

describe('ways to sign in', () => {
  test('an app names its organisation by its first domain', () => {
    expect(formProblems(certificate)).toEqual({});
    for (const [domain, words] of [
      ['', 'Type the organisation’s first domain'],
      ['contoso.com', 'ends in .onmicrosoft.com'],
      [fakeId(3), 'A tenant id won’t do'],
      ['contoso', 'A domain looks like'],
      ['contoso.mail.onmicrosoft.com', 'ends in .onmicrosoft.com'],
      ['contoso.onmicrosoft.us', 'Choose US Government GCC High or US Government DoD as the environment'],
    ] as const) {
      expect(fieldProblem({ ...certificate, domain }, 'domain')).toContain(words);
    }
    expect(
      fieldProblem({ ...certificate, cloudId: 'O365USGovDoD', domain: 'a.onmicrosoft.us' }, 'domain'),
    ).toBe(null);
  });

  test('a certificate needs an app, and to be somewhere', () => {
    expect(Object.keys(formProblems({ ...certificate, appId: 'x', certificatePath: ' ' })).sort()).toEqual([
      'appId',
      'certificatePath',
    ]);
    const store = { ...certificate, certificateFrom: 'store' as const, thumbprint: '12' };
    expect(fieldProblem(store, 'thumbprint')).toContain('40 digits');
    const shown = '\u200eab cd ef 01 23 45 67 89 ab cd ef 01 23 45 67 89 ab cd ef 01';
    expect(fieldProblem({ ...store, thumbprint: shown }, 'thumbprint')).toBeNull();
    expect(toDraft({ ...store, thumbprint: shown }, []).signIn).toEqual({
      kind: 'certificate',
      appId: APP,
      certificate: { from: 'store', thumbprint: 'ABCDEF0123456789ABCDEF0123456789ABCDEF01' },
    });
  });

  test('a password needs an account, and is typed for a connect, not for saving', () => {
    const credential = { ...form, method: 'credential' as const, accountId: null };
    expect(fieldProblem(credential, 'loginHint')).toContain('Type the account’s name');
    const none = NO_SECRETS;
    expect(secretProblems(credential, none, false)).toEqual({ password: 'Type the password' });
    expect(secretProblems(credential, none, true)).toEqual({});
    expect(toSecrets(credential, { ...none, password: ' p ' })).toEqual({ password: ' p ', keep: false });
  });

  test('only the secret that belongs to the way is handed over', () => {
    const typed = { ...NO_SECRETS, password: 'p', accessToken: ' eyJa.b.c ', keep: true };
    expect(toSecrets({ ...form, method: 'token' }, typed)).toEqual({ accessToken: 'eyJa.b.c', keep: false });
    expect(toSecrets(certificate, typed)).toEqual({ password: 'p', keep: true });
    for (const other of [form, { ...certificate, certificateFrom: 'kept' as const }]) {
      expect(toSecrets(other, typed)).toBeNull();
    }
    expect(
      secretProblems({ ...form, method: 'token' }, { ...typed, accessToken: 'abc' }, false).accessToken,
    ).toContain('three parts');
  });

  test('the login of its own proxy goes along beside the sign-in, and its name is saved', () => {
    const own = {
      ...form,
      proxy: 'system' as const,
      proxyUser: ' ana ',
      proxyAuthentication: 'digest' as const,
    };
    const typed = { ...NO_SECRETS, proxyPassword: ' right ', proxyKeep: true };
    const proxy = { username: 'ana', password: ' right ', keep: true };
    expect(toSecrets(own, typed)).toEqual({ keep: false, proxy });
    expect(
      toSecrets({ ...certificate, proxy: 'system', proxyUser: 'ana' }, { ...typed, password: 'p' }),
    ).toEqual({
      password: 'p',
      keep: false,
      proxy,
    });
    for (const without of [
      { ...own, proxy: 'none' as const },
      { ...own, proxyUser: '' },
    ]) {
      expect(toSecrets(without, typed)).toBeNull();
    }
    const { options } = toDraft(own, [partner]);
    expect(options.proxyLogin).toEqual({ username: 'ana', authentication: 'digest' });
    expect(formOf(toDraft(own, [partner]), [partner])).toMatchObject({
      proxyUser: 'ana',
      proxyAuthentication: 'digest',
    });
    expect(JSON.stringify(options)).not.toContain('right');
  });

  test('where no person signs in, no account and no own client go along', () => {
    const draft = toDraft({ ...certificate, clientId: fakeId(5) }, [partner]);
    expect([draft.accountId, draft.loginHint, draft.clientId]).toEqual([null, null, null]);
    expect(draft.organization).toEqual({
      kind: 'own',
      tenantId: null,
      name: null,
      domain: 'contoso.onmicrosoft.com',
    });
  });
});

describe('addresses and options', () => {
  test('an unknown host has to be agreed to by name', () => {
    const other = { ...form, ownHosts: true, connectionUri: 'https://mail.contoso.example/powershell' };
    expect(unknownHosts(other)).toEqual(['mail.contoso.example']);
    expect(fieldProblem(other, 'confirmedHosts')).toContain('mail.contoso.example');
    expect(formProblems({ ...other, confirmedHosts: ['mail.contoso.example'] })).toEqual({});
    expect(fieldProblem({ ...other, connectionUri: 'http://x.example' }, 'connectionUri')).toContain('https');
    expect(fieldProblem({ ...other, connectionUri: '' }, 'connectionUri')).toContain('Type an address');
  });

  test('prefix, page size and cmdlets are what the module takes', () => {
    expect(fieldProblem({ ...form, prefix: 'EXO' }, 'prefix')).toContain('taken');
    expect(fieldProblem({ ...form, prefix: 'A-b' }, 'prefix')).toContain('letters and digits');
    expect(fieldProblem({ ...form, pageSize: '1001' }, 'pageSize')).toContain('1 to 1000');
    expect(fieldProblem({ ...form, commandNames: 'Get-Mailbox, *-Retention*' }, 'commandNames')).toBeNull();
    expect(fieldProblem({ ...form, commandNames: 'Get-Mailbox|x' }, 'commandNames')).toContain(
      'Get-Mailbox|x',
    );
  });

  test('a draft survives the form as it was, with what has no field there', () => {
    const draft: ConnectionDraft = {
      name: 'Adatum',
      folder: 'Test',
      cloudId: 'O365Default',
      accountId: null,
      loginHint: 'ana@partner.example',
      clientId: fakeId(9),
      organization: {
        kind: 'customer',
        tenantId: fakeId(8),
        name: 'Adatum',
        domain: 'adatum.onmicrosoft.com',
      },
      signIn: { kind: 'credential', inline: true },
      services: ['compliance'],
      readOnly: false,
      options: connectionOptionsSchema.parse({
        connectionUri: 'https://ps.compliance.protection.outlook.com/powershell-liveid/',
        authorityUri: 'https://login.microsoftonline.com/adatum.onmicrosoft.com',
        prefix: 'Ada',
        commandNames: ['Get-Mailbox', '*-Retention*'],
        formatTypeNames: ['Some.Type'],
        pageSize: 100,
        bypassMailboxAnchoring: true,
        showBanner: false,
        useMultithreading: true,
        searchOnlySession: true,
        proxy: 'none',
        runLog: { errorReporting: true, folder: 'C:\\logs', level: 'All', performance: true },
        inert: { DisableWAM: '' },
      }),
    };
    expect(toDraft(formOf(draft, []), [])).toEqual(draft);
    const quiet = { errorReporting: false, folder: '/logs', level: 'Default', performance: false } as const;
    const unlogged = { ...draft, options: { ...draft.options, runLog: quiet } };
    expect(toDraft(formOf(unlogged, []), [])).toEqual(unlogged);
    const { profile } = connectionOf(draft);
    expect(draftOf({ ...profile, ...draft, clientId: fakeId(9), username: draft.loginHint })).toEqual(draft);
  });

  test.each(['certificate', 'managed-identity', 'token', 'device', 'credential'])(
    'a customer that was pasted with %s stays one',
    (kind) => {
      const ways: Readonly<Record<string, Readonly<Record<string, ConnectValue>>>> = {
        certificate: { AppId: fakeId(7), CertificateFilePath: 'C:\\app.pfx' },
        'managed-identity': { ManagedIdentity: true, Organization: 'contoso.onmicrosoft.com' },
        token: { AccessToken: 'aa.bb.cc' },
        device: { Device: true },
        credential: { UserPrincipalName: 'ana@partner.example', Credential: { secret: true } },
      };
      const customer = { DelegatedOrganization: 'adatum.onmicrosoft.com' };
      const { draft } = draftFromParameters('Connect-ExchangeOnline', { ...ways[kind], ...customer });
      expect(draft).toMatchObject({ signIn: { kind }, delegatedTo: 'adatum.onmicrosoft.com' });
      const filled = formOf(draft, []);
      expect(toDraft(filled, [])).toMatchObject({ signIn: { kind }, delegatedTo: 'adatum.onmicrosoft.com' });
      // A machine has no tokens of other organisations, which the form says instead of leaving the customer out.
      const problem = fieldProblem(filled, 'customer');
      if (kind === 'managed-identity') expect(problem).toContain('its own organisation only');
      else expect(problem).toBeNull();
    },
  );
});
