// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { initialSettings, useSettings } from '../app/stores/settings.ts';
import { show } from '../testing/dom.tsx';
import { NetworkSection } from './NetworkSection.tsx';
import type { FakeWorld } from '../testing/fakeBridge.ts';

let shown: ReturnType<typeof show> | null = null;
afterEach(() => {
  shown?.end();
  shown = null;
  cleanup();
  useSettings.setState({ data: initialSettings, loaded: false });
});

function open(world: Partial<FakeWorld> = {}, fakes: Parameters<typeof show>[2] = {}) {
  if (world.settings !== undefined) useSettings.setState({ data: world.settings });
  shown = show(<NetworkSection />, world, fakes);
  return { user: userEvent.setup(), world: shown.main.world };
}

const calls = (world: FakeWorld, name: string) => world.calls.filter((call) => call.name === name);

test('a way without fields is taken as it is chosen', async () => {
  const { user, world } = open();
  await user.click(screen.getByRole('radio', { name: /^No proxy/ }));
  await waitFor(() => expect(world.settings.proxy).toEqual({ kind: 'none' }));
  expect(screen.queryByRole('button', { name: 'Save proxy' })).toBeNull();
});

test('the system’s proxy is taken as it is chosen, and takes a login of its own afterwards', async () => {
  const { user, world } = open();
  await user.click(screen.getByRole('radio', { name: /^This proxy/ }));
  await user.type(screen.getByRole('textbox', { name: 'User name' }), 'typed for another');
  await user.click(screen.getByRole('radio', { name: /^Found by itself/ }));
  await waitFor(() => expect(world.settings.proxy).toEqual({ kind: 'auto' }));
  await screen.findByText(/only for networks you trust/);
  await user.type(screen.getByRole('textbox', { name: 'User name' }), 'ana');
  await user.type(screen.getByLabelText('Password'), 'secret');
  await user.click(screen.getByRole('button', { name: 'Save proxy' }));
  await waitFor(() =>
    expect(calls(world, 'settings.setProxy').at(-1)?.input).toEqual({
      proxy: { kind: 'auto', username: 'ana' },
      password: 'secret',
    }),
  );
});

test('a proxy is checked as each field is left, and saved with its password', async () => {
  const { user, world } = open();
  await user.click(screen.getByRole('radio', { name: /^This proxy/ }));
  const host = screen.getByRole('textbox', { name: 'Host' });
  await user.type(host, 'http://proxy');
  expect(screen.queryByText(/without http/)).toBeNull();
  await user.tab();
  await screen.findByText(/without http/);
  await user.click(screen.getByRole('button', { name: 'Save proxy' }));
  expect(calls(world, 'settings.setProxy')).toEqual([]);
  await user.clear(host);
  await user.type(host, 'proxy.contoso.com');
  await user.type(screen.getByLabelText('Password'), 'secret');
  await user.click(screen.getByRole('button', { name: 'Save proxy' }));
  await screen.findByText('Goes with a user name');
  await user.type(screen.getByRole('textbox', { name: 'User name' }), 'ana');
  await user.click(screen.getByRole('button', { name: 'Save proxy' }));
  await waitFor(() => expect(calls(world, 'settings.setProxy')).toHaveLength(1));
  expect(calls(world, 'settings.setProxy')[0]?.input).toEqual({
    proxy: { kind: 'manual', host: 'proxy.contoso.com', port: 8080, username: 'ana', bypass: '' },
    password: 'secret',
  });
  await waitFor(() => expect(screen.getByLabelText('Password')).toHaveProperty('value', ''));
  await screen.findByText(/One is kept/);
});

test('what is typed stays when another setting changes', async () => {
  const { user } = open();
  await user.click(screen.getByRole('radio', { name: /^A PAC file/ }));
  const address = screen.getByRole('textbox', { name: 'Address of the PAC file' });
  await user.type(address, 'https://wpad.contoso.com/proxy.pac');
  useSettings.setState(({ data }) => ({
    data: { ...data, density: 'comfortable', proxy: { ...data.proxy } },
  }));
  expect(address).toHaveProperty('value', 'https://wpad.contoso.com/proxy.pac');
});

test('trying shows each host, the proxy it was asked by, and what came back', async () => {
  const { user } = open(
    {},
    {
      settings: {
        tryProxy: async () => [
          {
            service: 'The sign-in service',
            host: 'login.microsoftonline.com',
            proxy: 'proxy.contoso.com:8080',
            answer: 'It answered (HTTP 200).',
            failure: null,
          },
          {
            service: 'Exchange',
            host: 'outlook.office365.com',
            proxy: null,
            answer: null,
            failure: {
              code: 'bad-answer',
              message: 'outlook.office365.com answered with a web page.',
              hint: 'Open a web page in the browser.',
              correlationId: null,
              retryable: true,
            },
          },
        ],
      },
    },
  );
  await user.click(screen.getByRole('button', { name: 'Try it' }));
  const list = await screen.findByRole('list', { name: 'What came back' });
  const [login, exchange] = within(list).getAllByRole('listitem');
  expect(login?.textContent).toContain('through the proxy proxy.contoso.com:8080');
  expect(exchange?.textContent).toContain('answered with a web page');
  expect(exchange?.textContent).toContain('outlook.office365.com, directly');
});

test('a root certificate can be removed, and a file that is none says why', async () => {
  const root = {
    fingerprint: 'ab'.repeat(32),
    name: 'Inspection root',
    expiresAt: '2030-01-01T00:00:00Z',
    pem: '',
  };
  const { user, world } = open({ settings: { ...initialSettings, rootCertificates: [root] } });
  await user.click(screen.getByRole('button', { name: 'Add root certificate' }));
  await screen.findByText(/Nobody faked settings.addRootCertificates/);
  await user.click(screen.getByRole('button', { name: 'Remove Inspection root' }));
  await waitFor(() => expect(world.settings.rootCertificates).toEqual([]));
});
