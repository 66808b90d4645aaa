import type { Certificate } from '../../../../../../shared/model/certificate.ts';
import type { Runtime } from '../../../interpreter/runtime.ts';
import { wildcard } from '../../../operators/wildcard.ts';
import type { Value } from '../../../values/model.ts';
import { nativeProperty, nativeReference } from '../../../values/native.ts';
import { keptCertificate } from '../../session/certificate-object.ts';
import type { DriveItem } from './drive-item.ts';

const LOCATIONS = ['CurrentUser', 'LocalMachine'] as const;
type StoreLocation = (typeof LOCATIONS)[number];
const PROVIDER = 'Microsoft.PowerShell.Security\\Certificate::';

/** Things on Cert: whose paths match; "" is what the drive holds, wildcards count in each part. */
export function certificateItems(path: string, rt: Runtime): readonly DriveItem[] {
  const parts = path.split(/[\\/]/).filter((part) => part !== '');
  if (parts.length === 0) return locations(rt);
  let found: readonly DriveItem[] = [];
  for (const [at, part] of parts.entries()) {
    const inside = at === 0 ? locations(rt) : found.flatMap((item) => item.children?.() ?? []);
    const matches = wildcard(part, false);
    found = inside.filter(({ name }) => matches(name));
  }
  return found;
}

/** Both have the one store that has certificates to sign in with: "My", as on Windows. */
function locations(rt: Runtime): DriveItem[] {
  return LOCATIONS.map((location) => ({
    name: location,
    content: null,
    object: () =>
      container('Microsoft.PowerShell.Commands.X509StoreLocation', location, '', [['Location', location]]),
    children: () => [
      {
        name: 'My',
        content: null,
        object: () =>
          container('System.Security.Cryptography.X509Certificates.X509Store', 'My', location, [
            ['Name', 'My'],
          ]),
        children: () => certificatesIn(location, rt),
      },
    ],
  }));
}

function container(type: string, name: string, parent: string, own: readonly [string, string][]): Value {
  const path = parent === '' ? name : `${parent}\\${name}`;
  const note = (property: string, value: Value) =>
    nativeProperty(property, typeof value === 'boolean' ? 'Boolean' : 'String', () => value, 'NoteProperty');
  return nativeReference({
    typeNames: [type, 'System.Object'],
    properties: [
      note('PSPath', PROVIDER + path),
      note('PSParentPath', parent === '' ? '' : PROVIDER + parent),
      note('PSChildName', name),
      note('PSIsContainer', true),
      ...own.map(([property, value]) => nativeProperty(property, 'String', () => value)),
    ],
    toText: () => type,
  });
}

function certificatesIn(location: StoreLocation, rt: Runtime): DriveItem[] {
  const all = rt.host.certificates?.list() ?? [];
  return all
    .filter((one) => isIn(one, location))
    .map((one) => ({
      name: one.thumbprint,
      content: null,
      object: () => keptCertificate(one, location, rt),
    }));
}

/** The app's own are in both: a script names where it would have put them on Windows. */
function isIn({ origin }: Certificate, location: StoreLocation): boolean {
  return origin.kind !== 'store' || origin.location === location;
}
