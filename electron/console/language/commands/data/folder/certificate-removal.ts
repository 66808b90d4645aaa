import type { Context } from '../../builtin.ts';
import { certificatesOf, notHere } from '../../certificates/failures.ts';
import { certificateSourceOf } from '../../session/certificate-object.ts';
import { driveItem } from './drives.ts';
import type { DrivePath } from './paths.ts';
import { orError } from './targets.ts';

/**
 * Remove-Item on Cert: takes the app's own certificates out of its vault, each once the person agreed. Those of the
 * Windows store stay, and so do the stores themselves.
 */
export function removeCertificates(place: DrivePath, context: Context): void {
  for (const item of driveItem(place, context.runtime)) {
    orError(context, () => {
      const source = certificateSourceOf(item.object());
      if (source === null)
        throw notHere(`Cert:\\${place.path} is no certificate: stores are not removed here.`);
      if (source.ref.from !== 'kept') {
        throw notHere(
          `The certificate ${item.name} is in the store of Windows: remove it with the certificate manager of Windows.`,
        );
      }
      if (!context.shouldProcess(`Item: ${place.path}`, 'Remove certificate and its private key')) return;
      certificatesOf(context).remove(source.ref.certificateId);
    });
  }
}
