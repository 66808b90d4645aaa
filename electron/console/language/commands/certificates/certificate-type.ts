import { define } from '../../members/define.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import { PsSecureString } from '../../values/simple.ts';
import type { Value } from '../../values/model.ts';
import { statEntry } from '../data/folder/glob.ts';
import { folderPath, missing } from '../data/folder/paths.ts';
import { fileCertificate } from '../session/certificate-object.ts';
import { notHere } from './failures.ts';

/** As scripts write it to load a certificate: from a file of the working folder. Its key stays with main. */
define<null>('System.Security.Cryptography.X509Certificates.X509Certificate2').constructors(
  '(string fileName)|(string fileName, string password)|(string fileName, securestring password)|(string fileName, string password, Object keyStorageFlags)|(string fileName, securestring password, Object keyStorageFlags)|(byte[] rawData)|(byte[] rawData, string password)|(byte[] rawData, securestring password)|(byte[] rawData, string password, Object keyStorageFlags)|(byte[] rawData, securestring password, Object keyStorageFlags)',
  ([file, given], rt) => loaded(file, given, rt),
);

function loaded(file: Value | undefined, given: Value | undefined, rt: Runtime): Value {
  const { certificates } = rt.host;
  if (certificates === undefined) throw notHere('This console sees no certificates.');
  if (typeof file !== 'string') {
    throw notHere(
      'A certificate is not made of bytes here. Write them to a file of the working folder, or take the certificate into the app.',
    );
  }
  const path = folderPath(file, rt);
  if (statEntry(path, rt) === null) throw missing(file, rt);
  const password =
    given instanceof PsSecureString ? given.reveal() : typeof given === 'string' ? given : null;
  return fileCertificate(certificates.inspect(path, password), password, rt);
}
