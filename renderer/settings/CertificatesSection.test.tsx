// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { useConnections } from '../app/stores/connections.ts';
import { fail } from '../../shared/model/failure.ts';
import { show } from '../testing/dom.tsx';
import { fakeCertificate, fakeConnection, signedOut } from '../testing/fakeData.ts';
import { CertificatesSection } from './CertificatesSection.tsx';
import type { Certificate } from '../../shared/model/certificate.ts';
import type { ConnectionView } from '../../shared/model/connection.ts';

let shown: ReturnType<typeof show> | null = null;
afterEach(() => {
  shown?.end();
  shown = null;
  useConnections.setState({ data: [], loaded: false });
});

const usedBy = (name: string, certificateId: string): ConnectionView => {
  const view = fakeConnection({ name, domain: 'contoso.onmicrosoft.com', colour: 0, status: signedOut });
  const signIn = {
    kind: 'certificate' as const,
    appId: '11111111-1111-4111-8111-111111111111',
    certificate: { from: 'kept' as const, certificateId },
  };
  return { ...view, profile: { ...view.profile, signIn } };
};

async function open(
  certificates: Certificate[],
  connections: ConnectionView[] = [],
  fakes: Parameters<typeof show>[2] = {},
) {
  shown = show(<CertificatesSection />, { certificates, connections }, fakes);
  const { main } = shown;
  for (const { name } of certificates) await screen.findByText(name);
  return { user: userEvent.setup(), main, shown };
}

test('a certificate is deleted only after a question that names who signs in with it', async () => {
  const certificate = fakeCertificate('CN=Mail report');
  const { user, shown } = await open([certificate], [usedBy('Night job', certificate.id ?? '')]);
  await screen.findByText(/used by Night job/);
  await user.click(screen.getByRole('button', { name: 'Delete Mail report' }));
  const question = await screen.findByRole('alertdialog');
  expect(question.textContent).toContain('“Night job” signs in with it');
  await user.click(within(question).getByRole('button', { name: 'Cancel' }));
  expect(shown.callsOf('certificates.remove')).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Delete Mail report' }));
  const again = await screen.findByRole('alertdialog');
  await user.click(within(again).getByRole('button', { name: 'Delete' }));
  await screen.findByText('No certificate is kept here');
  expect(shown.callsOf('certificates.remove')).toEqual([{ id: certificate.id }]);
});

test('a key goes out only under a password that was typed twice', async () => {
  const certificate = fakeCertificate('CN=Mail report');
  const { user, shown } = await open([certificate], [], {
    certificates: { exportPfx: async () => ({ path: '/home/ana/report.pfx' }) },
  });
  await user.click(screen.getByRole('button', { name: 'Export with key: Mail report' }));
  const dialog = await screen.findByRole('dialog');
  const go = within(dialog).getByRole('button', { name: 'Save file' });
  await user.click(go);
  within(dialog).getByText('A key is not written without a password');
  await user.type(within(dialog).getByLabelText('Password of the file'), 'one');
  await user.type(within(dialog).getByLabelText('The same password again'), 'other');
  await user.click(go);
  within(dialog).getByText('This is not the same password');
  expect(shown.callsOf('certificates.exportPfx')).toEqual([]);
  await user.clear(within(dialog).getByLabelText('The same password again'));
  await user.type(within(dialog).getByLabelText('The same password again'), 'one');
  await user.click(go);
  await screen.findByText('Saved as /home/ana/report.pfx');
  expect(shown.callsOf('certificates.exportPfx')).toEqual([{ id: certificate.id, password: 'one' }]);
});

test('one whose key stays here offers no export of it', async () => {
  const { user } = await open([{ ...fakeCertificate('CN=Mail report'), exportable: false }]);
  await user.click(screen.getByRole('button', { name: 'Export with key: Mail report' }));
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('a file that needs a password is asked for it', async () => {
  const certificate = fakeCertificate('CN=Brought');
  const { user, shown } = await open([], [], {
    certificates: {
      chooseFile: async () => ({ path: '/home/ana/brought.pfx' }),
      importFile: async ({ password }) => {
        if (password === undefined) throw fail('secret-needed', 'brought.pfx needs a password.', '');
        return certificate;
      },
    },
  });
  await user.click(screen.getByRole('button', { name: 'Add from a file' }));
  const dialog = await screen.findByRole('dialog', { name: 'Add brought.pfx' });
  await user.type(within(dialog).getByLabelText('Password of the file'), 'of the file');
  await user.click(within(dialog).getByRole('button', { name: 'Add' }));
  await screen.findByText('Brought is kept here.');
  await waitFor(() =>
    expect(shown.callsOf('certificates.importFile')).toEqual([
      { path: '/home/ana/brought.pfx' },
      { path: '/home/ana/brought.pfx', password: 'of the file' },
    ]),
  );
});
