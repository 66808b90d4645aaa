// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, test } from 'vitest';
import NewConnectionDrawer from './NewConnectionDrawer.tsx';
import { newForm, type ConnectionForm } from './form.ts';
import { formOf, toDraft } from './formDraft.ts';
import { fieldProblem, formProblems } from './formProblems.ts';
import { formFrom } from './pasted.ts';
import { useUiRequests } from '../../app/uiRequests.ts';
import { parseConnectText } from '../../../shared/connect/parse.ts';
import { printConnection } from '../../../shared/connect/print.ts';
import { show } from '../../testing/dom.tsx';
import { connected, fakeId, partner } from '../../testing/fakeData.ts';

const TENANT = fakeId(1);
const TOKEN = 'eyJa.eyJb.c';
const token: ConnectionForm = { ...newForm('O365Default', [partner], false), method: 'token' };

/** What comes of a command that is pasted, filled into the form, saved, copied as PowerShell and pasted again. */
function roundTrip(command: string) {
  const read = (text: string) => {
    const [pasted] = parseConnectText(text).connections;
    if (pasted === undefined) throw new Error('no command was read');
    const form = formFrom({ ...pasted, problemsOfText: [] }, token, [partner]);
    expect(formProblems(form)).toEqual({});
    return toDraft(form, [partner]);
  };
  const first = read(command);
  const text = printConnection({ ...first, username: first.loginHint });
  const again = read(text);
  // Connect-IPPSSession needs the customer's authority said, so a copied command says it (connect.md, Parameters).
  const authorityUri = first.services.includes('compliance') ? again.options.authorityUri : null;
  expect(again).toEqual({ ...first, options: { ...first.options, authorityUri } });
  expect(printConnection({ ...again, username: again.loginHint })).toBe(text);
  expect(toDraft(formOf(first, [partner]), [partner])).toEqual(first);
  return { draft: first, text };
}

describe('the form of a given token', () => {
  test.each([
    ['-DelegatedOrganization adatum.onmicrosoft.com', { delegatedTo: 'adatum.onmicrosoft.com' }],
    [
      `-DelegatedOrganization ${TENANT}`,
      { organization: { kind: 'customer', tenantId: TENANT, name: TENANT, domain: null } },
    ],
    [
      '-DelegatedOrganization adatum.onmicrosoft.com -UserPrincipalName ana@partner.example',
      { delegatedTo: 'adatum.onmicrosoft.com', loginHint: 'ana@partner.example' },
    ],
    [`-UserPrincipalName ${partner.username}`, { loginHint: partner.username, accountId: null }],
    ['-Organization contoso.onmicrosoft.com', { organization: { domain: 'contoso.onmicrosoft.com' } }],
    [`-Organization ${TENANT}`, { organization: { kind: 'own', domain: TENANT } }],
  ])('keeps %s from a pasted command to a copied one', (parameters, expected) => {
    // connect.md, Parameters: a customer's tenant id is for Exchange only.
    const both = !parameters.startsWith(`-DelegatedOrganization ${TENANT}`);
    for (const command of ['Connect-ExchangeOnline', ...(both ? ['Connect-IPPSSession'] : [])]) {
      const { draft, text } = roundTrip(`${command} -AccessToken $AccessToken ${parameters}`);
      expect(draft).toMatchObject({ signIn: { kind: 'token' }, ...expected });
      for (const word of parameters.split(' ')) expect(text).toContain(word);
    }
  });

  test('wants a customer’s domain for Security & Compliance, as the typed command does', () => {
    const command = `Connect-IPPSSession -AccessToken $AccessToken -DelegatedOrganization ${TENANT}`;
    const [pasted] = parseConnectText(command).connections;
    expect(pasted?.problems).toMatchObject([{ parameter: 'DelegatedOrganization' }]);
    const customer = { tenantId: TENANT, name: TENANT, domain: null, listed: null };
    const chosen = { ...token, organization: 'customer' as const, customer };
    expect(fieldProblem(chosen, 'customer')).toBeNull();
    expect(fieldProblem({ ...chosen, exchange: false, compliance: true }, 'customer')).toContain(
      'needs the customer’s domain',
    );
  });

  test('wants what says whose the token is, as the typed command does', () => {
    expect(fieldProblem(token, 'domain')).toContain('or below the account');
    expect(fieldProblem({ ...token, loginHint: 'ana@partner.example' }, 'domain')).toBeNull();
    expect(fieldProblem({ ...token, domain: 'contoso.onmicrosoft.com' }, 'domain')).toBeNull();
    const customer = { ...token, organization: 'customer' as const };
    expect(formProblems(customer)).toEqual({ customer: 'Choose a customer, or your own organisation' });
    expect(fieldProblem({ ...token, loginHint: 'ana' }, 'loginHint')).toContain('name@organisation.com');
    expect(fieldProblem({ ...token, compliance: true }, 'services')).toContain('one service only');
  });

  test('does not take the account along that was chosen for another way to sign in', () => {
    expect(token.accountId).toBe(partner.accountId);
    const draft = toDraft({ ...token, domain: 'contoso.onmicrosoft.com' }, [partner]);
    expect([draft.accountId, draft.loginHint]).toEqual([null, null]);
  });
});

let shown: ReturnType<typeof show> | null = null;
afterEach(() => {
  useUiRequests.setState({ drawer: null });
  shown?.end();
  shown = null;
});

async function openTokenForm(tenantOf: (domain: string) => string, audience?: string) {
  const status = connected(50);
  const here = show(
    <NewConnectionDrawer />,
    {},
    {
      connections: {
        ...(audience !== undefined &&
          status.state === 'connected' && { explainToken: async () => ({ ...status.token, audience }) }),
        lookupTenant: async ({ cloudId, domain }) => ({
          tenantId: tenantOf(domain),
          cloudId,
          cloudName: '',
          name: null,
        }),
      },
    },
  );
  shown = here;
  useUiRequests.getState().newConnection('O365Default');
  const dialog = await screen.findByRole('dialog', { name: 'New connection' });
  const user = userEvent.setup();
  await user.click(within(dialog).getByRole('button', { name: /^More ways to sign in/ }));
  await user.click(within(dialog).getByRole('radio', { name: 'An access token you have' }));
  await user.click(within(dialog).getByLabelText(/^Access token/));
  await user.paste(TOKEN);
  await user.click(within(dialog).getByRole('radio', { name: 'A customer' }));
  const named = within(dialog).getByRole('textbox', { name: /^Customer’s domain or tenant id/ });
  return { user, dialog, named, shown: here };
}

test('a token and a delegated organisation are given together', async () => {
  const { user, dialog, named, shown } = await openTokenForm(() => TENANT);
  await user.type(named, 'adatum.onmicrosoft.com{Enter}');
  await user.click(within(dialog).getByRole('button', { name: 'Connect' }));
  await waitFor(() => expect(shown.callsOf('connections.connect')).toHaveLength(1));
  expect(within(dialog).queryByText(/another organisation/)).toBeNull();
  expect(shown.callsOf('connections.create')).toMatchObject([
    { signIn: { kind: 'token' }, delegatedTo: 'adatum.onmicrosoft.com', accountId: null, loginHint: null },
  ]);
  expect(shown.callsOf('connections.connect')).toMatchObject([
    { secrets: { accessToken: TOKEN, keep: false } },
  ]);
});

test('a token of another organisation than the customer’s is told before it is sent', async () => {
  const { user, dialog, named } = await openTokenForm((domain) =>
    domain === 'adatum.com' ? fakeId(99) : TENANT,
  );
  await user.type(named, 'adatum.com{Enter}');
  await within(dialog).findByText(/for another organisation than adatum\.com/);
  await user.click(within(dialog).getByRole('button', { name: 'Choose another customer' }));
  await waitFor(() => expect(within(dialog).queryByText(/for another organisation/)).toBeNull());
  await user.type(
    within(dialog).getByRole('textbox', { name: /^Customer’s domain or tenant id/ }),
    `${fakeId(98)}{Enter}`,
  );
  await within(dialog).findByText(new RegExp(`for another organisation than ${fakeId(98)}`));
});

test('a token for the other service says so', async () => {
  const { user, dialog } = await openTokenForm(() => TENANT);
  await user.click(within(dialog).getByRole('checkbox', { name: 'Security & Compliance' }));
  await user.click(within(dialog).getByRole('checkbox', { name: 'Exchange Online' }));
  await within(dialog).findByText('This token is for Exchange Online. Choose that service above.');
});

test.each([
  ['https://graph.microsoft.com', /is for https:\/\/graph\.microsoft\.com, which is neither Exchange/],
  ['00000002-0000-0ff1-ce00-000000000000', null],
  ['https://outlook.office365.com/', null],
  ['https://outlook.office365.us', /is for US Government GCC High\. Choose that environment/],
])('a token for %s is told apart', async (audience, message) => {
  const { dialog } = await openTokenForm(() => TENANT, audience);
  await within(dialog).findByText(audience);
  if (message === null) expect(within(dialog).queryByText(/This token is for/)).toBeNull();
  else within(dialog).getByText(message);
});
