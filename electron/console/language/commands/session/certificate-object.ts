import { PsObject } from '../../values/object.ts';
import { hasKind, type Value } from '../../values/model.ts';

/** Names the certificate to main; its key never comes here. */
const ID = 'CertificateId';

/** The id that main knows a certificate by; null: it is none. */
export function certificateIdOf(value: Value): string | null {
  if (!(value instanceof PsObject)) return null;
  const id = value.get(ID) ?? null;
  if (typeof id === 'string') return id;
  return hasKind(id, 'guid') ? id.text : null;
}
