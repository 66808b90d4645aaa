import type { Terminating } from '../../values/errors.ts';
import type { Context } from '../builtin.ts';
import type { CertificateStore } from '../../host.ts';
import { ARGUMENT, commandFailure, PS_NOT_SUPPORTED } from '../data/failures.ts';

/** Something that the console's certificates can't have. */
export function notHere(message: string): Terminating {
  return commandFailure(PS_NOT_SUPPORTED, 'NotSupported', message, 'NotImplemented');
}

export function badArgument(message: string): Terminating {
  return commandFailure(ARGUMENT, 'InvalidArgument', message, 'InvalidArgument');
}

/** The app's certificates. Throws Terminating where scripts see none. */
export function certificatesOf({ runtime }: Context): CertificateStore {
  const { certificates } = runtime.host;
  if (certificates === undefined) throw notHere('This console sees no certificates.');
  return certificates;
}
