import { toText } from '../../convert/text.ts';
import { toUtc } from '../../dotnet/dates.ts';
import type { WantedCertificate } from '../../host.ts';
import { hasKind } from '../../values/model.ts';
import { UNIX_EPOCH_TICKS } from '../../values/time.ts';
import type { BuiltIn, Context } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { keptCertificate } from '../session/certificate-object.ts';
import { badArgument, certificatesOf, notHere } from './failures.ts';
import { vaultLocation } from './location.ts';

const YEAR = 1;
const LENGTHS = [2048, 3072, 4096] as const;
const HASHES = ['sha256', 'sha384', 'sha512'] as const;
/** What a certificate made here is not told: each is refused by its name. */
const REFUSED = [
  'CloneCert',
  'Container',
  'CurveExport',
  'ExistingKey',
  'Extension',
  'KeyContainer',
  'KeyFriendlyName',
  'KeyDescription',
  'KeyUsageProperty',
  'Pin',
  'Reader',
  'SecurityDescriptor',
  'Signer',
  'SignerPin',
  'SignerReader',
  'SmimeCapabilities',
  'TestRoot',
  'TextExtension',
] as const;
const SWITCHES = new Set<string>(['ExistingKey', 'SmimeCapabilities', 'TestRoot']);
/** These change nothing of what an app signs in with; said once where they are given. */
const WITHOUT_EFFECT = ['KeyLocation', 'KeyProtection', 'KeyUsage', 'Provider', 'Type'] as const;

export const newSelfSignedCertificate: BuiltIn = {
  info: declare(
    'New-SelfSignedCertificate',
    [
      parameter('Subject', 'String'),
      parameter('DnsName', 'String[]', { pipeline: true, byName: true }),
      parameter('CertStoreLocation', 'String', { byName: true }),
      parameter('FriendlyName', 'String'),
      parameter('KeyAlgorithm', 'String'),
      parameter('KeyLength', 'Int32'),
      parameter('HashAlgorithm', 'String'),
      parameter('KeySpec', 'String', { values: ['None', 'KeyExchange', 'Signature'] }),
      parameter('KeyExportPolicy', 'String[]', {
        values: ['NonExportable', 'ExportableEncrypted', 'Exportable'],
      }),
      parameter('NotAfter', 'DateTime'),
      parameter('NotBefore', 'DateTime'),
      parameter('SerialNumber', 'String'),
      ...REFUSED.map((name) => parameter(name, SWITCHES.has(name) ? 'SwitchParameter' : 'Object')),
      ...WITHOUT_EFFECT.map((name) => parameter(name, 'Object')),
    ],
    { supportsShouldProcess: true },
  ),
  typeName: 'Microsoft.CertificateServices.Commands.NewSelfSignedCertificateCommand',
  aliases: [],
  synopsis: "Makes a certificate for an app's sign-in. Its key stays in the app's vault.",
  start(context) {
    return {
      process() {
        const location = vaultLocation(context, 'New-SelfSignedCertificate');
        const wanted = wantedOf(context);
        if (!context.shouldProcess(wanted.subject, 'New-SelfSignedCertificate')) return;
        const certificate = certificatesOf(context).create(wanted);
        context.write(keptCertificate(certificate, location, context.runtime));
      },
    };
  },
};

function wantedOf(context: Context): WantedCertificate {
  const { bound } = context;
  for (const name of [...REFUSED, 'SerialNumber']) {
    if (bound.has(name)) {
      throw notHere(`-${name} is not on offer here: certificates made here are for an app's sign-in.`);
    }
  }
  for (const name of WITHOUT_EFFECT) {
    if (bound.has(name)) context.warning(`-${name} has no effect here.`);
  }
  const dnsNames = (bound.list('DnsName') ?? []).map((name) => toText(name).trim());
  const given = bound.text('Subject')?.trim() ?? '';
  const [first] = dnsNames;
  if (given === '' && first === undefined) {
    throw badArgument('New-SelfSignedCertificate needs -Subject or -DnsName.');
  }
  if ((bound.list('KeyExportPolicy') ?? []).some((one) => toText(one).toLowerCase() === 'nonexportable')) {
    throw notHere(
      'A key that is made here can always be exported by the person who uses the app: leave -KeyExportPolicy NonExportable out.',
    );
  }
  const name = bound.text('FriendlyName');
  const { notBefore, notAfter } = validity(context);
  return {
    subject: given === '' ? `CN=${first ?? ''}` : given,
    ...(name !== undefined && name !== '' && { name }),
    notBefore,
    notAfter,
    keyLength: keyLength(context),
    hash: hash(context),
    dnsNames,
  };
}

/** A year from now unless told. */
function validity(context: Context): { notBefore: number; notAfter: number } {
  const notBefore = momentOf(context, 'NotBefore') ?? context.runtime.host.now();
  const year = new Date(notBefore);
  year.setUTCFullYear(year.getUTCFullYear() + YEAR);
  const notAfter = momentOf(context, 'NotAfter') ?? year.getTime();
  if (notAfter <= notBefore) throw badArgument('-NotAfter is not later than -NotBefore.');
  return { notBefore, notAfter };
}

function momentOf({ bound, runtime }: Context, name: string): number | null {
  const given = bound.get(name) ?? null;
  if (!hasKind(given, 'dateTime')) return null;
  return Number((toUtc(given, runtime.culture).ticks - UNIX_EPOCH_TICKS) / 10_000n);
}

function keyLength({ bound }: Context): WantedCertificate['keyLength'] {
  const algorithm = bound.text('KeyAlgorithm') ?? 'RSA';
  if (algorithm.toUpperCase() !== 'RSA') {
    throw notHere(
      `-KeyAlgorithm ${algorithm} is not on offer here: an app signs in with a certificate whose key is RSA.`,
    );
  }
  const given = bound.number('KeyLength') ?? LENGTHS[0];
  const length = LENGTHS.find((one) => one === given);
  if (length === undefined) {
    throw notHere(`-KeyLength ${String(given)} is not on offer here: it is ${LENGTHS.join(', ')}.`);
  }
  return length;
}

function hash({ bound }: Context): WantedCertificate['hash'] {
  const given = bound.text('HashAlgorithm') ?? 'SHA256';
  const found = HASHES.find((one) => one === given.toLowerCase());
  if (found === undefined) {
    throw notHere(`-HashAlgorithm ${given} is not on offer here: it is SHA256, SHA384 or SHA512.`);
  }
  return found;
}
