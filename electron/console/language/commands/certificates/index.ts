import type { BuiltIn } from '../builtin.ts';
import { exportCertificate, exportPfxCertificate } from './export-certificate.ts';
import { getPfxCertificate } from './get-pfx-certificate.ts';
import { importPfxCertificate } from './import-pfx.ts';
import './certificate-type.ts';
import { newSelfSignedCertificate } from './new-certificate.ts';

/** Commands on the app's certificates; their keys stay with main. */
export const certificateCommands: readonly BuiltIn[] = [
  exportCertificate,
  exportPfxCertificate,
  getPfxCertificate,
  importPfxCertificate,
  newSelfSignedCertificate,
];
