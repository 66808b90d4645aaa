import { hasKind, type Value } from '../../values/model.ts';
import type { BuiltIn, Context } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { commandFailure, IO } from '../data/failures.ts';
import { driveItem } from '../data/folder/drives.ts';
import { refuseMissingParent, writeChanged } from '../data/folder/item-changes.ts';
import { statEntry } from '../data/folder/glob.ts';
import { drivePath, folderPath, fullPath } from '../data/folder/paths.ts';
import { certificateFactsOf, certificateSourceOf } from '../session/certificate-object.ts';
import { badArgument, certificatesOf, notHere } from './failures.ts';

const common = [
  parameter('Cert', 'Object', { mandatory: true, position: 0, pipeline: true }),
  parameter('FilePath', 'String', { mandatory: true, position: 1 }),
  parameter('NoClobber', 'SwitchParameter'),
  parameter('Force', 'SwitchParameter'),
];

export const exportCertificate: BuiltIn = {
  info: declare('Export-Certificate', [...common, parameter('Type', 'String')], {
    supportsShouldProcess: true,
  }),
  typeName: 'Microsoft.CertificateServices.Commands.ExportCertificateCommand',
  aliases: [],
  synopsis: 'Writes a certificate without its key to a .cer file of the working folder.',
  start: (context) => ({
    process() {
      const { bound, runtime } = context;
      const type = bound.text('Type') ?? 'CERT';
      if (type.toUpperCase() !== 'CERT') {
        throw notHere(`-Type ${type} is not on offer here: Export-Certificate writes a .cer file (CERT).`);
      }
      const facts = certificateFactsOf(givenCertificate(context));
      if (facts === null) throw notACertificate();
      const path = target(context);
      if (!context.shouldProcess(fullPath(path, runtime), 'Export-Certificate')) return;
      certificatesOf(context).saveCer(facts, path);
      writeChanged(path, context);
    },
  }),
};

export const exportPfxCertificate: BuiltIn = {
  info: declare(
    'Export-PfxCertificate',
    [
      ...common,
      parameter('Password', 'System.Security.SecureString'),
      parameter('ProtectTo', 'String[]'),
      parameter('ChainOption', 'String'),
      parameter('CryptoAlgorithmOption', 'String'),
      parameter('NoProperties', 'SwitchParameter'),
    ],
    { supportsShouldProcess: true },
  ),
  typeName: 'Microsoft.CertificateServices.Commands.ExportPfxCertificate',
  aliases: [],
  synopsis: 'Writes a certificate with its key to a .pfx file of the working folder, when the person agrees.',
  start: (context) => ({
    process() {
      const { runtime } = context;
      const source = certificateSourceOf(givenCertificate(context));
      if (source === null) throw notACertificate();
      const password = passwordOf(context);
      if (source.ref.from !== 'kept') {
        throw notHere(
          "Export-PfxCertificate exports the app's own certificates: this one's key is in a file or in the store of Windows, and stays there.",
        );
      }
      const path = target(context);
      if (!context.shouldProcess(fullPath(path, runtime), 'Export-PfxCertificate')) return;
      certificatesOf(context).savePfx(source.ref.certificateId, path, password);
      writeChanged(path, context);
    },
  }),
};

function passwordOf({ bound }: Context): string {
  if (bound.has('ProtectTo')) {
    throw notHere('-ProtectTo is not on offer here: protect the file with -Password.');
  }
  const option = bound.text('CryptoAlgorithmOption') ?? 'AES256_SHA256';
  if (option.toUpperCase() !== 'AES256_SHA256') {
    throw notHere(`-CryptoAlgorithmOption ${option} is not on offer here: files are encrypted with AES-256.`);
  }
  const given = bound.get('Password') ?? null;
  const password = hasKind(given, 'secureString') ? given.reveal() : '';
  if (password === '')
    throw badArgument('Export-PfxCertificate needs -Password: a key is not written without one.');
  return password;
}

/** The certificate itself, or the one that a path on Cert: names. */
function givenCertificate({ bound, runtime }: Context): Value {
  const given = bound.get('Cert') ?? null;
  if (typeof given !== 'string') return given;
  const place = drivePath(given);
  if (place.drive !== 'cert') throw notACertificate();
  const [item] = driveItem(place, runtime);
  return item === undefined ? null : item.object();
}

function notACertificate(): Error {
  return badArgument(
    "Cannot bind parameter 'Cert'. Give it a certificate that Get-ChildItem Cert:\\CurrentUser\\My, Get-PfxCertificate or New-SelfSignedCertificate gave.",
  );
}

/** Where the file goes, relative to the working folder. */
function target(context: Context): string {
  const { bound, runtime } = context;
  const path = folderPath(bound.text('FilePath') ?? '', runtime);
  refuseMissingParent(path, context);
  if (bound.on('NoClobber') && statEntry(path, runtime) !== null) {
    const full = fullPath(path, runtime);
    throw commandFailure(IO, 'FileExists', `The file '${full}' already exists.`, 'ResourceExists', full);
  }
  return path;
}
