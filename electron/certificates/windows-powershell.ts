import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fail } from '../../shared/model/failure.ts';

/** Runs a script with these environment variables and answers what it wrote. Throws FailureError. */
export type RunScript = (script: string, variables: Readonly<Record<string, string>>) => Promise<string>;

export interface WindowsPowerShellOptions {
  /** The program's whole path, so that no other one of that name is started. */
  readonly program?: string;
  readonly timeoutMs?: number;
}

/** The system's own Windows PowerShell; the script goes in as one argument, and what it works with as variables. */
export function createWindowsPowerShell({
  program = systemProgram(),
  timeoutMs = 30_000,
}: WindowsPowerShellOptions = {}): RunScript {
  return (script, variables) =>
    new Promise((resolve, reject) => {
      const encoded = Buffer.from(script, 'utf16le').toString('base64');
      execFile(
        program,
        ['-NoProfile', '-NonInteractive', '-EncodedCommand', encoded],
        {
          env: { ...process.env, ...variables },
          windowsHide: true,
          timeout: timeoutMs,
          maxBuffer: 16 * 1_048_576,
        },
        (error, output) => {
          if (error === null) resolve(output);
          // Its own words may quote the script and what it worked with.
          else reject(failed(error.code, error.killed === true));
        },
      );
    });
}

function systemProgram(): string {
  const system = process.env.SystemRoot ?? 'C:\\Windows';
  return join(system, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe');
}

function failed(code: unknown, killed: boolean) {
  const retry = { retryable: true, action: 'retry' } as const;
  // A number is how the program ended; words say why it never began (ENOENT, EACCES).
  if (typeof code === 'string' && code.startsWith('E') && !code.startsWith('ERR_')) {
    return fail(
      'service-error',
      `Windows PowerShell, which reads the Windows certificate store, can’t be started (${code}).`,
      'Check that this computer’s policies allow it, then try again, or use the certificate’s PFX file.',
      retry,
    );
  }
  if (killed) {
    return fail(
      'service-error',
      'The Windows certificate store did not answer in time.',
      'Try again, or use the certificate’s PFX file.',
      retry,
    );
  }
  return fail(
    'service-error',
    'Windows PowerShell ended before it had read the Windows certificate store.',
    'Check that this computer’s policies allow scripts to use .NET, then try again, or use the certificate’s PFX file.',
    retry,
  );
}
