import { Terminating } from '../../values/errors.ts';
import { hasKind } from '../../values/model.ts';
import type { BuiltIn, Context } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { eachTarget } from '../data/folder/targets.ts';
import { fileCertificate } from '../session/certificate-object.ts';
import { certificatesOf } from './failures.ts';

export const getPfxCertificate: BuiltIn = {
  info: declare(
    'Get-PfxCertificate',
    [
      parameter('Path', 'String[]', {
        aliases: ['FilePath'],
        sets: [{ set: 'ByPath', mandatory: true, position: 0, pipeline: true, byName: true }],
      }),
      parameter('LiteralPath', 'String[]', {
        aliases: ['PSPath', 'LP'],
        sets: [{ set: 'ByLiteralPath', mandatory: true, byName: true }],
      }),
      parameter('Password', 'System.Security.SecureString'),
      parameter('NoPromptForPassword', 'SwitchParameter'),
    ],
    { defaultSet: 'ByPath' },
  ),
  typeName: 'Microsoft.PowerShell.Commands.GetPfxCertificateCommand',
  aliases: [],
  synopsis:
    "Gives the certificate of a PFX, PEM or .cer file in the working folder; with its key for a Connect- command's -Certificate.",
  start: (context) => ({
    process() {
      eachTarget(context, {
        entry: ({ path }) => {
          readFile(context, path);
        },
        drive: () => undefined,
      });
    },
  }),
};

function readFile(context: Context, path: string): void {
  const { bound, runtime } = context;
  const store = certificatesOf(context);
  const given = bound.get('Password') ?? null;
  let password = hasKind(given, 'secureString') ? given.reveal() : null;
  const read = () => context.write(fileCertificate(store.inspect(path, password), password, runtime));
  try {
    read();
  } catch (error) {
    const asks = error instanceof Terminating && error.record.errorId === 'secret-needed';
    if (!asks || password !== null || bound.on('NoPromptForPassword')) throw error;
    password = runtime.host.readSecret(`Enter password for ${path}`).reveal();
    read();
  }
}
