// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import NewConnectionDrawer from './NewConnectionDrawer.tsx';
import { fail } from '../../../shared/model/failure.ts';
import { useUiRequests } from '../../app/uiRequests.ts';
import { show } from '../../testing/dom.tsx';
import { ago, fakeCertificate } from '../../testing/fakeData.ts';
import type { Certificate } from '../../../shared/model/certificate.ts';
import type { FakeWorld } from '../../testing/fakeBridge.ts';

const DAY = 86_400_000;

/** One of the store; its thumbprint repeats one digit. */
function stored(subject: string, digit: string, more: Partial<Certificate> & { keyless?: boolean } = {}) {
  const { keyless = false, ...rest } = more;
  const origin = { kind: 'store', location: 'CurrentUser', hasKey: !keyless } as const;
  return {
    ...fakeCertificate(subject, origin),
    ...{ id: null, addedAt: null, exportable: false, thumbprint: digit.repeat(40) },
    ...rest,
  };
}

const GOOD = stored('CN=Mail report', 'A', { issuer: 'CN=Contoso Issuing CA, O=Contoso' });
const LASTS = stored('CN=Bäckerei Łódź', 'B', {
  notAfter: ago(-700 * DAY),
  origin: { kind: 'store', location: 'LocalMachine', hasKey: true },
});
const KEYLESS = stored('CN=Partner', 'C', { keyless: true });
const ENDED = stored('CN=Last year', 'D', { notBefore: ago(800 * DAY), notAfter: ago(400 * DAY) });
const CURVE = stored('CN=Curve', 'E', { key: 'EC P-256' });
const COMING = stored('CN=Next year', 'F', { notBefore: ago(-300 * DAY) });

let shown: ReturnType<typeof show> | null = null;
afterEach(() => {
  useUiRequests.setState({ drawer: null });
  shown?.end();
  shown = null;
});

async function openStore(world: Partial<FakeWorld>, fakes: Parameters<typeof show>[2] = {}) {
  const here = show(<NewConnectionDrawer />, world, fakes);
  shown = here;
  useUiRequests.getState().newConnection('O365Default');
  const dialog = await screen.findByRole('dialog', { name: 'New connection' });
  const user = userEvent.setup();
  await user.click(within(dialog).getByRole('button', { name: /^More ways to sign in/ }));
  await user.click(within(dialog).getByRole('radio', { name: 'App with a certificate' }));
  await user.click(await within(dialog).findByRole('radio', { name: 'Windows certificate store' }));
  const thumbprint = () =>
    within(dialog).getByRole<HTMLInputElement>('textbox', { name: /^Thumbprint/ }).value;
  const group = () => within(dialog).findByRole('radiogroup', { name: /^Certificates of the Windows/ });
  const names = async () =>
    within(await group())
      .getAllByRole('radio')
      .map((item) => item.getAttribute('aria-label')?.split(',')[0]);
  return { user, dialog, here, thumbprint, group, names };
}

test('offers what can sign in first, and says of each other one why it can’t be chosen', async () => {
  const windowsStore = [ENDED, KEYLESS, GOOD, CURVE, COMING, LASTS];
  const { user, group, names, thumbprint } = await openStore({ windowsStore });
  expect((await names()).slice(0, 2)).toEqual(['Bäckerei Łódź', 'Mail report']);
  const item = async (name: RegExp) => within(await group()).getByRole('radio', { name });
  for (const [name, why] of [
    [/^Partner/, /private key is not in the store$/],
    [/^Last year/, /It expired on \d/],
    [/^Curve/, /RSA only$/],
    [/^Next year/, /not valid before/],
  ] as const) {
    const refused = await item(name);
    expect(refused.getAttribute('aria-disabled')).toBe('true');
    expect(refused.getAttribute('aria-label')).toMatch(why);
    await user.click(refused);
    expect(thumbprint()).toBe('');
  }
  const good = await item(/^Mail report/);
  for (const text of [/CN=Mail report/, /Issued by CN=Contoso Issuing CA/, /This user/, GOOD.thumbprint])
    within(good).getByText(text);
  within(await item(/^Bäckerei/)).getByText(/This computer/);
  await user.click(good);
  expect(thumbprint()).toBe(GOOD.thumbprint);
  expect(good.getAttribute('aria-checked')).toBe('true');
});

test('is searched and gone through with the keyboard, also over those that can’t be chosen', async () => {
  const { user, dialog, names, thumbprint } = await openStore({ windowsStore: [GOOD, LASTS, KEYLESS] });
  const search = await within(dialog).findByRole('searchbox', { name: /^Search the store/ });
  await user.click(search);
  await user.keyboard('issuing contoso');
  expect(await names()).toEqual(['Mail report']);
  await user.keyboard('{Escape}');
  expect(await names()).toHaveLength(3);
  for (const [text, found] of [
    ['baeckerei', null],
    ['backerei lodz', 'Bäckerei Łódź'],
    ['cc cc cc', 'Partner'],
    ['this computer', 'Bäckerei Łódź'],
    ['private key', 'Partner'],
  ] as const) {
    await user.clear(search);
    await user.type(search, text);
    if (found === null) within(dialog).getByText(`No certificate has “${text}”`);
    else expect(await names()).toEqual([found]);
  }
  await user.clear(search);
  await user.keyboard('{ArrowDown}');
  expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^Bäckerei/);
  await user.keyboard('{End}{Enter}');
  expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^Partner/);
  expect(thumbprint()).toBe('');
  await user.keyboard('{ArrowUp} ');
  expect(thumbprint()).toBe(GOOD.thumbprint);
});

test('a typed thumbprint marks its certificate, and one that is not in the list is taken as well', async () => {
  const { user, dialog, group, here } = await openStore({ windowsStore: [GOOD] });
  const field = within(dialog).getByRole('textbox', { name: /^Thumbprint/ });
  await user.type(field, 'aa '.repeat(20));
  const item = within(await group()).getByRole('radio', { name: /^Mail report/ });
  expect(item.getAttribute('aria-checked')).toBe('true');
  await user.clear(field);
  await user.type(field, '1'.repeat(40));
  expect(item.getAttribute('aria-checked')).toBe('false');
  await user.type(
    within(dialog).getByRole('textbox', { name: /^App id/ }),
    '11111111-2222-4333-8444-555555555555',
  );
  await user.type(
    within(dialog).getByRole('textbox', { name: /^Organisation’s first/ }),
    'contoso.onmicrosoft.com',
  );
  await user.click(within(dialog).getByRole('button', { name: 'Connect' }));
  await waitFor(() => expect(here.callsOf('connections.create')).toHaveLength(1));
  expect(here.callsOf('connections.create')).toMatchObject([
    { signIn: { certificate: { from: 'store', thumbprint: '1'.repeat(40) } } },
  ]);
});

test('says that the store is empty, and reads it again', async () => {
  const { user, dialog, here, group } = await openStore({ windowsStore: [] });
  await within(dialog).findByText(/The store has no certificate under Personal/);
  here.main.world.windowsStore = [GOOD];
  await user.click(within(dialog).getByRole('button', { name: 'Read the store again' }));
  within(await group()).getByRole('radio', { name: /^Mail report/ });
  const again = within(dialog).getByRole('button', { name: 'Read the store again' });
  expect(document.activeElement).toBe(again);
});

test('says what keeps the store from being read, and tries again', async () => {
  let calls = 0;
  const listStore = async () => {
    calls += 1;
    if (calls > 1) return [GOOD];
    throw fail('service-error', 'The store can’t be opened.', 'Try again.', { retryable: true });
  };
  const { user, dialog, group } = await openStore({ windowsStore: [] }, { certificates: { listStore } });
  await within(dialog).findByText('The store can’t be opened.');
  within(dialog).getByRole('textbox', { name: /^Thumbprint/ });
  await user.click(within(dialog).getByRole('button', { name: 'Try again' }));
  within(await group()).getByRole('radio', { name: /^Mail report/ });
  expect(within(dialog).queryByText('The store can’t be opened.')).toBeNull();
});

test('is for Windows only, and nothing is read elsewhere', async () => {
  shown = show(<NewConnectionDrawer />);
  useUiRequests.getState().newConnection('O365Default');
  const dialog = await screen.findByRole('dialog', { name: 'New connection' });
  const user = userEvent.setup();
  await user.click(within(dialog).getByRole('button', { name: /^More ways to sign in/ }));
  await user.click(within(dialog).getByRole('radio', { name: 'App with a certificate' }));
  const choice = within(dialog).getByRole<HTMLInputElement>('radio', { name: /only on Windows$/ });
  expect(choice.disabled).toBe(true);
  expect(shown.callsOf('certificates.listStore')).toEqual([]);
});
