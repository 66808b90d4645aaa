/**
 * Every fuse of Electron's list, decided. electron-builder calls this after packing, before signing. It stands here and
 * not in electron-builder.yml because that one's list is older than Electron's own.
 */
import fs from 'node:fs';
import path from 'node:path';
import { flipFuses, FuseState, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';

/** Fuse → on or off. What each forbids or allows stands in docs/decisions/electron-runtime.md. */
export const fuses = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
  WasmTrapHandlers: true,
};

/** Names of the fuses that @electron/fuses knows. */
export function knownFuses() {
  return Object.keys(FuseV1Options).filter((name) => Number.isNaN(Number(name)));
}

/**
 * The configuration for a binary: all fuses its wire has. A fuse that Electron has and the table lacks is an error; one
 * that the table has and an older Electron lacks is left out.
 * @param {Record<string, unknown>} wire what getCurrentFuseWire says
 */
export function fuseConfig(wire, table = fuses, known = knownFuses()) {
  const undecided = known.filter((name) => !(name in table));
  if (undecided.length > 0)
    throw new Error(`fuses without a decision in scripts/package/fuses.mjs: ${undecided.join(', ')}`);
  const config = { version: FuseVersion.V1 };
  for (const name of known) {
    if (wire[FuseV1Options[name]] !== undefined) config[FuseV1Options[name]] = table[name];
  }
  return config;
}

/** Fuses of a packed executable that are not as decided, one sentence each. */
export async function wrongFuses(executable, table = fuses) {
  const wire = await getCurrentFuseWire(executable);
  return knownFuses()
    .filter((name) => wire[FuseV1Options[name]] !== undefined)
    .filter((name) => wire[FuseV1Options[name]] !== (table[name] ? FuseState.ENABLE : FuseState.DISABLE))
    .map((name) => `fuse ${name} should be ${table[name] ? 'on' : 'off'}`);
}

/** electron-builder's hook. */
export default async function afterPack(context) {
  const { packager, appOutDir, electronPlatformName } = context;
  const product = packager.appInfo.productFilename;
  const executable =
    electronPlatformName === 'darwin'
      ? path.join(appOutDir, `${product}.app`)
      : path.join(appOutDir, electronPlatformName === 'win32' ? `${product}.exe` : packager.executableName);
  // The development runtime's own default app has no place in what ships.
  const resources =
    electronPlatformName === 'darwin'
      ? path.join(executable, 'Contents', 'Resources')
      : path.join(appOutDir, 'resources');
  fs.rmSync(path.join(resources, 'default_app.asar'), { force: true });
  const wire = await getCurrentFuseWire(executable);
  await flipFuses(executable, {
    ...fuseConfig(wire),
    resetAdHocDarwinSignature: electronPlatformName === 'darwin',
  });
}
