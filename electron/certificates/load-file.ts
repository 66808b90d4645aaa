import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { fail } from '../../shared/model/failure.ts';

/** Certificates take a few kilobytes; what is larger is something else. */
const LARGEST = 1_048_576;

/** The bytes of a certificate's file. Throws FailureError: gone, a folder, not readable, too large. */
export async function loadCertificateFile(path: string): Promise<Uint8Array> {
  const name = basename(path);
  try {
    // Asked before it is opened: to open a pipe is to wait for its writer.
    const about = await stat(path);
    const { size } = about;
    if (!about.isFile()) {
      throw fail('certificate-unusable', `${name} is not a file.`, 'Choose a PFX or PEM file.', {
        action: 'edit-connection',
      });
    }
    const handle = await open(path, 'r');
    try {
      if (size > LARGEST) {
        throw fail(
          'too-large',
          `${name} is too large for a certificate (${Math.ceil(size / 1_048_576)} MB).`,
          'Choose a PFX or PEM file; they take a few kilobytes.',
          { action: 'edit-connection' },
        );
      }
      if (size === 0)
        throw fail('certificate-unusable', `${name} is empty.`, 'Export or copy it again.', {
          action: 'edit-connection',
        });
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(size), 0, size, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw fail(
        'not-found',
        `${path} is not there.`,
        'Check the path, or choose the certificate’s file again.',
        {
          cause: error,
          action: 'edit-connection',
        },
      );
    }
    if (code !== '') {
      throw fail('not-found', `${path} can’t be opened (${code}).`, 'Check that you may read the file.', {
        cause: error,
        action: 'edit-connection',
      });
    }
    throw error;
  }
}
