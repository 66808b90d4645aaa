import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { assetPath, serveAsset } from './asset.ts';
import { isAppAddress } from './origin.ts';

const base = mkdtempSync(join(tmpdir(), 'asset-'));
const root = join(base, 'renderer');
mkdirSync(join(root, 'assets'), { recursive: true });
writeFileSync(join(base, 'secret.js'), 'secret');
writeFileSync(
  join(root, 'index.html'),
  '<meta name="csp-nonce" content="__CSP_NONCE__"><meta name="start-screen" content="__START_SCREEN__"><meta name="start-theme" content="__START_THEME__">',
);
writeFileSync(join(root, 'assets', 'main.js'), 'code');

const look = () => ({ screen: 'activity', theme: 'dark' }) as const;
const serve = (address: string) => serveAsset(root, address, look);

describe('path traversal in app://', () => {
  test.each([
    'app://tenantdeck/../secret.js',
    'app://tenantdeck/%2e%2e/secret.js',
    'app://tenantdeck/..%2fsecret.js',
    'app://tenantdeck/assets/..%2f..%2fsecret.js',
    'app://tenantdeck/..%5csecret.js',
    'app://tenantdeck/assets/%00.js',
    'app://tenantdeck//etc/passwd',
    'app://tenantdeck/%c0%ae%c0%ae/secret.js',
    'app://other/index.html',
    'app://tenantdeck:80/index.html',
    'app://user@tenantdeck/index.html',
    'file:///etc/passwd',
    'https://tenantdeck/index.html',
  ])('%s reads nothing outside the app', async (address) => {
    expect((await serve(address)).status).toBe(404);
  });

  test('a kind of file that the app does not have is not served', () => {
    writeFileSync(join(root, 'data.db'), '');
    expect(assetPath(root, 'app://tenantdeck/data.db')).toBeNull();
  });
});

test('the app itself is served, with a policy whose nonce is new each time', async () => {
  const first = await serve('app://tenantdeck/');
  const second = await serve('app://tenantdeck/index.html');
  expect(first.status).toBe(200);
  const nonce = /'nonce-([^']+)'/.exec(first.headers['content-security-policy'] ?? '')?.[1];
  expect(first.body).toContain(`content="${nonce ?? 'none'}"`);
  expect(first.body).toContain('name="start-screen" content="activity"');
  expect(first.body).toContain('name="start-theme" content="dark"');
  expect(second.headers['content-security-policy']).not.toContain(nonce);
  expect(first.headers['content-security-policy']).toMatch(/script-src 'self';/);
  expect(first.headers['content-security-policy']).not.toMatch(/unsafe-(inline|eval)/);
  expect((await serve('app://tenantdeck/assets/main.js')).status).toBe(200);
});

test.each(['app://tenantdeck.evil/', 'app://tenantdeck@evil/', 'APP', '', 'javascript:alert(1)'])(
  '%s is not the app',
  (address) => {
    expect(isAppAddress(address)).toBe(false);
  },
);
