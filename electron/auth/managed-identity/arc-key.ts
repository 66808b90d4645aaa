import { open, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fail, type FailureError } from '../../../shared/model/failure.ts';

const LARGEST = 4096;

/** Where the agent of Azure Arc puts its keys; nothing else is read, whatever its answer says. */
export function arcKeyFolder(platform: string = process.platform): string {
  return platform === 'win32'
    ? join(process.env.ProgramData ?? 'C:\\ProgramData', 'AzureConnectedMachineAgent', 'Tokens')
    : '/var/opt/azcmagent/tokens';
}

/**
 * The key that Azure Arc's challenge names (`Basic realm=FILE`): proof that this program may read the agent's folder.
 * Throws FailureError.
 */
export async function readArcKey(challenge: string | undefined, folder: string): Promise<string> {
  const path = /^Basic\s+realm="?([^"\r\n]{1,1000}?)"?\s*$/i.exec(challenge ?? '')?.[1];
  if (path?.endsWith('.key') !== true) throw unexpected();
  let real: string;
  try {
    real = await realpath(path);
    if (dirname(real) !== (await realpath(folder))) throw unexpected();
  } catch (error) {
    throw asFailure(error);
  }
  const handle = await open(real, 'r').catch((error: unknown) => {
    throw asFailure(error);
  });
  try {
    const { size } = await handle.stat();
    if (size > LARGEST) throw unexpected();
    return (await handle.readFile('utf8')).trim();
  } finally {
    await handle.close();
  }
}

const unexpected = (): FailureError =>
  fail(
    'bad-answer',
    'The agent of Azure Arc named a key file where none may be.',
    'Check the installation of the Azure Connected Machine agent.',
  );

function asFailure(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === '') return error;
  return fail(
    'no-access',
    `The key file of Azure Arc can’t be read (${code}).`,
    'On Linux the account has to be in the group himds, on Windows an administrator or in “Hybrid agent extension applications”.',
    { cause: error },
  );
}
