import { fail } from '../../shared/model/failure.ts';

/** Words for a write that the file system refused. */
export function writeFailure(path: string, cause: unknown): Error {
  const code = (cause as NodeJS.ErrnoException).code ?? '';
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return fail(
      'disk-full',
      `There is no space left to write ${path}.`,
      'Free some space and try again; nothing was lost.',
      {
        retryable: true,
        cause,
      },
    );
  return fail(
    'not-writable',
    `${path} can't be written${code === '' ? '' : ` (${code})`}.`,
    'Check that the folder exists and that you may write to it.',
    { retryable: true, cause },
  );
}
