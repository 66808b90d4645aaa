import { hasKind } from '../../values/model.ts';
import type { BuiltIn } from '../builtin.ts';
import { statEntry } from '../data/folder/glob.ts';
import { folderPath, fullPath, missing } from '../data/folder/paths.ts';
import { declare, parameter } from '../declare.ts';
import { keptCertificate } from '../session/certificate-object.ts';
import { certificatesOf } from './failures.ts';
import { vaultLocation } from './location.ts';

export const importPfxCertificate: BuiltIn = {
  info: declare(
    'Import-PfxCertificate',
    [
      parameter('FilePath', 'String', {
        aliases: ['FullName'],
        sets: [{ mandatory: true, position: 0, pipeline: true, byName: true }],
      }),
      parameter('CertStoreLocation', 'String', { position: 1, byName: true }),
      parameter('Exportable', 'SwitchParameter'),
      parameter('Password', 'System.Security.SecureString'),
      parameter('ProtectPrivateKey', 'String', { values: ['None', 'VSM'] }),
    ],
    { supportsShouldProcess: true },
  ),
  typeName: 'Microsoft.CertificateServices.Commands.ImportPfxCertificate',
  aliases: [],
  synopsis: "Takes the certificate and key of a file in the working folder into the app's vault.",
  start: (context) => ({
    process() {
      const { bound, runtime } = context;
      const location = vaultLocation(context, 'Import-PfxCertificate');
      const written = bound.text('FilePath') ?? '';
      const path = folderPath(written, runtime);
      if (statEntry(path, runtime) === null) throw missing(written, runtime);
      if (bound.has('ProtectPrivateKey')) context.warning('-ProtectPrivateKey has no effect here.');
      const given = bound.get('Password') ?? null;
      const password = hasKind(given, 'secureString') ? given.reveal() : null;
      const target = `Item: ${fullPath(path, runtime)} Destination: ${location}\\My`;
      if (!context.shouldProcess(target, 'Import certificate')) return;
      const made = certificatesOf(context).importFile(path, password, bound.on('Exportable'));
      context.write(keptCertificate(made, location, runtime));
    },
  }),
};
