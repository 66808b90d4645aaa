import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, expect, it } from 'vitest';
import { PublicClientApplication } from '@azure/msal-node';
import { EXCHANGE_SCOPE } from './testing/cloud.ts';
import { createFakeBrowser, walkSignIn } from './testing/browser.ts';
import { browserAddress, practiceMsalConfig } from './testing/msal.ts';

const MAIN = path.join(import.meta.dirname, 'main.ts');
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

function start(...args: string[]) {
  const child = spawn(process.execPath, [MAIN, '--customers', '20', '--mailboxes', '10', ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  children.push(child);
  return child;
}

async function ready(child: ReturnType<typeof start>): Promise<{ port: number; controlPort: number | null }> {
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return JSON.parse(line) as { port: number; controlPort: number | null };
}

async function ended(child: ReturnType<typeof start>): Promise<{ code: number | null; text: string }> {
  let text = '';
  child.stderr.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8');
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, text };
}

it('says where it listens, and ends when standard input closes', async () => {
  const child = start('--until-stdin-closes');
  const { port, controlPort } = await ready(child);
  expect(controlPort).toBeNull();
  const answer = await fetch(`http://localhost:${port}/common/v2.0/.well-known/openid-configuration`);
  expect(answer.status).toBe(200);
  const end = ended(child);
  child.stdin.end();
  expect(await end).toEqual({ code: 0, text: '' });
});

it('says which port is taken', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const { code, text } = await ended(start('--port', String(port)));
  expect(code).toBe(3);
  expect(text).toContain(`Port ${port} on this computer is already in use`);
  other.close();
});

it('says what is wrong with an option', async () => {
  const { code, text } = await ended(start('--seed', 'x'));
  expect(code).toBe(2);
  expect(text).toContain("--seed takes a whole number from 0 to 4294967295, not 'x'.");
});

it('knows who signed in after a restart with the same state file, which holds no password', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'practice-'));
  const file = path.join(folder, 'deep', 'state.json');
  const first = start('--state', file, '--until-stdin-closes');
  const before = await ready(first);
  const client = new PublicClientApplication(practiceMsalConfig(before.port));
  const signedIn = await client.acquireTokenInteractive({
    scopes: [EXCHANGE_SCOPE],
    openBrowser: async (url) => {
      await walkSignIn(createFakeBrowser(), browserAddress(url, before.port), {
        upn: 'alex@practice.localhost',
      });
    },
  });
  const cache = client.getTokenCache().serialize();
  const end = ended(first);
  first.stdin.end();
  await end;
  expect(await readFile(file, 'utf8')).not.toContain('alex');

  const after = await ready(start('--state', file));
  const restarted = new PublicClientApplication(practiceMsalConfig(after.port));
  restarted.getTokenCache().deserialize(cache);
  const [account] = await restarted.getTokenCache().getAllAccounts();
  if (account === undefined) throw new Error('no account');
  const renewed = await restarted.acquireTokenSilent({
    account,
    scopes: [EXCHANGE_SCOPE],
    forceRefresh: true,
  });
  expect(renewed.account?.homeAccountId).toBe(signedIn.account?.homeAccountId);
  expect(renewed.accessToken).not.toBe(signedIn.accessToken);
  await rm(folder, { recursive: true });
});
