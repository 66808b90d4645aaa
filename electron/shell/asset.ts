import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, relative, sep } from 'node:path';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { isAppAddress } from './origin.ts';
import type { StartLook } from '../../shared/model/start-look.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
};

export interface Asset {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer> | null;
}

/** The file inside `root` that an address of the app names; null for anything outside it or of an unknown kind. */
export function assetPath(root: string, address: string): string | null {
  if (!isAppAddress(address)) return null;
  let path: string;
  try {
    path = decodeURIComponent(new URL(address).pathname);
  } catch {
    return null;
  }
  if (path.includes('\0') || path.includes('\\')) return null;
  const file = normalize(join(root, path === '/' ? '/index.html' : path));
  const inside = relative(root, file);
  if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || inside.includes(':')) return null;
  return extname(file) in TYPES ? file : null;
}

/** Answers an `app://` request from the built renderer in `root`; the page itself with a new nonce and how it starts. */
export async function serveAsset(root: string, address: string, look: () => StartLook): Promise<Asset> {
  const file = assetPath(root, address);
  if (file === null) return notFound;
  let content: Uint8Array<ArrayBuffer>;
  try {
    const read = await readFile(file);
    content = new Uint8Array(read);
  } catch {
    return notFound;
  }
  const extension = extname(file);
  const headers: Record<string, string> = {
    'content-type': TYPES[extension] ?? 'application/octet-stream',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
  };
  if (extension !== '.html') return { status: 200, headers, body: content };
  const nonce = randomBytes(18).toString('base64');
  headers['content-security-policy'] = contentSecurityPolicy(nonce);
  headers['cache-control'] = 'no-store';
  const { screen, theme } = look();
  const html = new TextDecoder()
    .decode(content)
    .replaceAll('__CSP_NONCE__', nonce)
    .replaceAll('__START_SCREEN__', screen)
    .replaceAll('__START_THEME__', theme);
  return { status: 200, headers, body: html };
}

const notFound: Asset = { status: 404, headers: { 'content-type': 'text/plain' }, body: 'Not found' };
