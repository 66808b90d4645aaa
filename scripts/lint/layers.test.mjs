import { describe, expect, it } from 'vitest';
import { refusedImport, refusedPackage, surplusAdapters } from './layers.mjs';

describe('the layer table', () => {
  it.each([
    ['shared/model/failure.ts', 'electron/http/types.ts'],
    ['renderer/app/App.tsx', 'electron/auth/types.ts'],
    ['electron/auth/sign-in.ts', 'renderer/app/App.tsx'],
    ['simulator/cloud.ts', 'shared/powershell/lexer.ts'],
    ['simulator/cloud.ts', 'shared/cloudsx.ts'],
    ['electron/exchange/invoke.ts', 'electron/ipc/handle.ts'],
    ['electron/partner/customers.ts', 'electron/shell/window.ts'],
    ['electron/ipc/handle.ts', 'electron/main.ts'],
  ])('refuses %s → %s', (from, to) => expect(refusedImport(from, to)).toBeTypeOf('string'));
  it.each([
    ['renderer/app/App.tsx', 'shared/contract/index.ts'],
    ['electron/auth/sign-in.ts', 'shared/clouds.ts'],
    ['simulator/cloud.ts', 'shared/clouds.ts'],
    ['simulator/cloud.ts', 'shared/model/customer.ts'],
    ['electron/main.ts', 'electron/ipc/handle.ts'],
    ['electron/connections/connect.ts', 'electron/auth/types.ts'],
    ['e2e/main-job.spec.ts', 'electron/main.ts'],
  ])('allows %s → %s', (from, to) => expect(refusedImport(from, to)).toBeUndefined());
});

describe('packages', () => {
  it.each([
    ['shared/clouds.ts', 'node:fs'],
    ['shared/clouds.ts', 'react'],
    ['renderer/app/App.tsx', 'node:path'],
    ['renderer/app/App.tsx', 'electron'],
    ['electron/console/host.ts', 'electron'],
    ['electron/connections/profiles.ts', 'electron-store'],
  ])('refuses %s → %s', (from, name) => expect(refusedPackage(from, name)).toBeTypeOf('string'));
  it.each([
    ['shared/clouds.ts', 'zod'],
    ['shared/clouds.test.ts', 'vitest'],
    ['electron/main.ts', 'electron'],
    ['electron/shell/window.ts', 'electron'],
    ['electron/settings/store-electron.ts', 'electron-store'],
  ])('allows %s → %s', (from, name) => expect(refusedPackage(from, name)).toBeUndefined());
});

describe('surplusAdapters', () => {
  it('wants one file a folder', () => {
    expect(
      surplusAdapters([
        'electron/http/electron-net.ts',
        'electron/vault/electron-keys.ts',
        'electron/main.ts',
      ]),
    ).toEqual([]);
    expect(surplusAdapters(['electron/http/electron-a.ts', 'electron/http/electron-b.ts'])).toEqual([
      'electron/http has 2 files that import electron: electron/http/electron-a.ts, electron/http/electron-b.ts',
    ]);
  });
});
