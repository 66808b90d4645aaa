import { join } from 'node:path';
import { createWindowsStore } from '../../certificates/windows-store.ts';
import { failureOf } from '../../testing/world.ts';
import type { FailureRow } from './row.fixture.ts';

const DAY = 86_400_000;

/** What is the matter with a certificate. */
export const CERTIFICATE_ROWS: readonly FailureRow[] = [
  {
    row: 'certificate not found',
    name: 'the file is gone',
    provoke: (desk) => desk.fromFile(join(desk.folder, 'gone.pfx'), null),
    code: 'not-found',
    message: /gone\.pfx is not there/,
    hint: /choose/,
    action: 'edit-connection',
  },
  {
    row: 'certificate not found',
    name: 'its password is wrong',
    provoke: async (desk) => desk.fromFile(await desk.pfx('right', Date.now() + DAY), 'wrong'),
    code: 'wrong-password',
    message: /password of report\.pfx is wrong/,
    hint: /password/,
    action: 'enter-secret',
  },
  {
    row: 'certificate not found',
    name: 'it comes without its private key',
    provoke: async (desk) => desk.fromFile(await desk.pemWithoutKey(), null),
    code: 'certificate-unusable',
    message: /report\.pem has no private key for its certificate/,
    hint: /with its private key/,
    action: 'edit-connection',
  },
  {
    row: 'certificate not found',
    name: 'it has expired',
    provoke: async (desk) => desk.fromFile(await desk.pfx('right', Date.now() - 500), 'right'),
    code: 'certificate-unusable',
    message: /Mail report expired on/,
    hint: /new one/,
    action: 'edit-connection',
  },
  {
    row: 'certificate not found',
    name: 'a thumbprint outside of Windows',
    provoke: () => failureOf(createWindowsStore('linux').signer('0'.repeat(40))),
    code: 'not-supported-here',
    message: /Windows/,
    hint: /file/,
    action: 'edit-connection',
  },
];
