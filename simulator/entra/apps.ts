import { createHash, X509Certificate } from 'node:crypto';
import type { WorldDirectory } from '../world/directory.ts';
import { createPrng, deriveSeed } from '../world/prng.ts';
import { ROLES } from '../world/roles.ts';

/** An app, or the identity of a machine, that signs in without a person. */
export interface AppRegistration {
  readonly id: string;
  /** Of its service principal: `oid` of its tokens. */
  readonly objectId: string;
  readonly displayName: string;
  readonly tenantId: string;
  /** Other tenants whose administrators accepted it: it has the same permissions and roles there. */
  readonly acceptedIn: readonly string[];
  /** Application permissions that an administrator granted: `roles` of its tokens. */
  readonly appRoles: readonly string[];
  /** Template ids of the directory roles given to it. */
  readonly directoryRoles: readonly string[];
  /** `managed`: a machine's identity, which gets its tokens from the metadata service only. */
  readonly kind: 'app' | 'managed';
}

/** Ids of the apps and identities that are there from the start, all of Contoso. Apps get their certificate later. */
export const SEEDED_APPS = {
  both: '0d5c7a1e-2222-4d5e-8a00-000000000001',
  noPermission: '0d5c7a1e-2222-4d5e-8a00-000000000002',
  noDirectoryRole: '0d5c7a1e-2222-4d5e-8a00-000000000003',
  neither: '0d5c7a1e-2222-4d5e-8a00-000000000004',
  systemIdentity: '0d5c7a1e-3333-4d5e-8a00-000000000001',
  userIdentity: '0d5c7a1e-3333-4d5e-8a00-000000000002',
} as const;

export interface Apps {
  list(): readonly AppRegistration[];
  find(id: string): AppRegistration | null;
  /** A new one, or another in the place of the one with that id. */
  register(app: Omit<AppRegistration, 'objectId' | 'kind'>): AppRegistration;
  /** Adds a public certificate. False: these bytes are no certificate. */
  addCertificate(id: string, der: Uint8Array): boolean;
  certificates(id: string): readonly X509Certificate[];
  /** By `x5t#S256`, or `x5t` (SHA-1) of older clients. */
  certificateOf(id: string, thumbprint: string): X509Certificate | null;
  /** For the state file: base64 of the certificates by app id. */
  save(): Record<string, string[]>;
}

const PERMISSION = 'Exchange.ManageAsApp';

/** @param changed called after a certificate was added. */
export function createApps(
  directory: WorldDirectory,
  kept: Readonly<Record<string, readonly string[]>>,
  changed: () => void,
): Apps {
  const apps = new Map(seeded(directory).map((app) => [app.id, app]));
  const certificates = new Map<string, X509Certificate[]>();
  for (const [id, texts] of Object.entries(kept)) {
    const read = texts.map((text) => parse(Buffer.from(text, 'base64')));
    certificates.set(
      id,
      read.filter((one) => one !== null),
    );
  }
  const of = (id: string): X509Certificate[] => certificates.get(id.toLowerCase()) ?? [];

  return {
    list: () => [...apps.values()],
    find: (id) => apps.get(id.toLowerCase()) ?? null,
    register(wanted) {
      const id = wanted.id.toLowerCase();
      const app: AppRegistration = { ...wanted, id, kind: 'app', objectId: objectIdOf(id) };
      apps.set(id, app);
      return app;
    },
    addCertificate(id, der) {
      const certificate = parse(der);
      if (certificate === null) return false;
      const others = of(id).filter((one) => !one.raw.equals(certificate.raw));
      certificates.set(id.toLowerCase(), [...others, certificate]);
      changed();
      return true;
    },
    certificates: of,
    certificateOf: (id, thumbprint) =>
      of(id).find((one) =>
        ['sha256', 'sha1'].some(
          (hash) => createHash(hash).update(one.raw).digest('base64url') === thumbprint.replace(/=+$/u, ''),
        ),
      ) ?? null,
    save: () =>
      Object.fromEntries(
        [...certificates].map(([id, list]) => [id, list.map((one) => one.raw.toString('base64'))]),
      ),
  };
}

function seeded(directory: WorldDirectory): AppRegistration[] {
  const tenantId = directory.findTenant('contoso.com')?.id ?? directory.world.partner.id;
  const app = (
    id: string,
    displayName: string,
    permitted: boolean,
    roles: readonly string[],
    kind: AppRegistration['kind'] = 'app',
  ): AppRegistration => ({
    id,
    objectId: objectIdOf(id),
    displayName,
    tenantId,
    acceptedIn: [],
    appRoles: permitted ? [PERMISSION] : [],
    directoryRoles: roles,
    kind,
  });
  const administrator = [ROLES.exchangeAdministrator.templateId, ROLES.complianceAdministrator.templateId];
  return [
    app(SEEDED_APPS.both, 'Mail report', true, administrator),
    app(SEEDED_APPS.noPermission, 'Report without permission', false, administrator),
    app(SEEDED_APPS.noDirectoryRole, 'Report without role', true, []),
    app(SEEDED_APPS.neither, 'Report without anything', false, []),
    app(SEEDED_APPS.systemIdentity, 'practice-vm', true, administrator, 'managed'),
    app(SEEDED_APPS.userIdentity, 'practice-automation', true, [ROLES.globalReader.templateId], 'managed'),
  ];
}

const objectIdOf = (id: string): string => createPrng(deriveSeed(0, id)).guid();

function parse(der: Uint8Array): X509Certificate | null {
  try {
    return new X509Certificate(der);
  } catch {
    return null;
  }
}
