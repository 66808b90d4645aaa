// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { show } from '../testing/dom.tsx';
import { SignInWait } from './SignInWait.tsx';
import type { SignIn } from '../../shared/model/account.ts';

const MINUTE = 60_000;
const at = (ms: number): string => new Date(Date.now() + ms).toISOString();

const signInOf = (change: Partial<SignIn> = {}): SignIn => ({
  signInId: '33333333-3333-4333-8333-333333333333',
  kind: 'browser',
  device: null,
  cloudId: 'O365China',
  purpose: 'Bäckerei Müller',
  connectionId: null,
  loginHint: 'admin@contoso.com',
  startedAt: at(-MINUTE),
  endsAt: at(4 * MINUTE),
  state: 'waiting',
  failure: null,
  ...change,
});

let shown: ReturnType<typeof show> | null = null;
afterEach(() => {
  shown?.end();
  shown = null;
});

async function open(signIn: SignIn) {
  const done = async () => undefined;
  const accounts = { reopenPage: done, copyLink: done, copyCode: done, cancelSignIn: done };
  const view = show(<SignInWait signIn={signIn} />, {}, { accounts });
  shown = view;
  const part = await screen.findByRole('region', { name: 'Sign-in that waits for you' });
  return { user: userEvent.setup(), part, callsOf: view.callsOf };
}

test('a browser’s sign-in says whose it is and how long it lasts, and can be opened, copied and ended', async () => {
  const signIn = signInOf();
  const { user, part, callsOf } = await open(signIn);
  expect(within(part).getByRole('status').textContent).toBe('Finish signing in in your browser');
  expect(part.textContent).toContain('for admin@contoso.com, Bäckerei Müller in China (21Vianet)');
  expect(within(part).getByRole('timer').textContent).toMatch(/Waiting 1:0\dEnds after 5:00/);
  for (const name of ['Open the page again', 'Copy link', 'Cancel']) {
    await user.click(within(part).getByRole('button', { name }));
  }
  const key = { signInId: signIn.signInId };
  await waitFor(() => expect(callsOf('accounts.cancelSignIn')).toEqual([key]));
  expect([callsOf('accounts.reopenPage'), callsOf('accounts.copyLink')]).toEqual([[key], [key]]);
});

test('without a browser it says so, and the first thing to press is not the page', async () => {
  const failure = {
    code: 'no-browser',
    message: 'No browser could be opened.',
    hint: 'Copy the link and open it in a browser on this computer.',
    correlationId: null,
    retryable: true,
  } as const;
  const { part } = await open(signInOf({ failure }));
  expect(within(part).getByRole('alert').textContent).toBe(`${failure.message} ${failure.hint}`);
  expect(part.textContent).not.toContain('A sign-in page is open');
  within(part).getByRole('button', { name: 'Copy link' });
});

test('a device code’s sign-in shows the code, its page and its end, and nothing of a browser', async () => {
  const device = {
    code: 'ABCDEFGHJ',
    page: 'https://microsoft.com/devicelogin',
    expiresAt: at(14.5 * MINUTE),
  };
  const signIn = signInOf({ kind: 'device', device, endsAt: device.expiresAt });
  const { user, part, callsOf } = await open(signIn);
  expect(within(part).getByLabelText('Code to type').textContent).toBe('ABCDEFGHJ');
  expect(part.textContent).toContain('microsoft.com/devicelogin');
  expect(within(part).getByRole('timer').textContent).toMatch(/^The code lasts another 14:\d\d$/);
  expect(part.textContent).not.toContain('browser');
  await user.click(within(part).getByRole('button', { name: 'Copy code' }));
  await user.click(within(part).getByRole('button', { name: 'Open the page here' }));
  const key = { signInId: signIn.signInId };
  await waitFor(() => expect(callsOf('accounts.copyCode')).toEqual([key]));
  expect(callsOf('accounts.reopenPage')).toEqual([key]);
});
