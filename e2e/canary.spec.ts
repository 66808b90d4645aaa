/**
 * No token, code or verifier is anywhere but in main's memory and in the sealed vault: not in the renderer's heap, not in
 * a file of the app, not in an export. The secrets are taken from the wire, by a recorder between app and practice cloud.
 */
import { mkdirSync } from 'node:fs';
import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ConsoleScreen } from './app/console.ts';
import { ConnectionsScreen } from './app/connections.ts';
import { answerSaveDialog, startExport } from './app/export.ts';
import { openApp } from './app/launch.ts';
import { startPractice } from './app/practice.ts';
import { filesBelow, filesWith, heapOf, WHOLE_TEXTS } from './app/leaks.ts';
import { goTo } from './app/screens.ts';
import { CONTOSO_ADMIN } from './app/sign-in.ts';
import { connectPractice } from './app/signed-in.ts';
import { expect, test } from './env/test.ts';

interface Recorder {
  readonly port: number;
  /** Everything secret that went by, with what it was. */
  readonly secrets: ReadonlyMap<string, string>;
  close(): Promise<void>;
}

const SECRET_FIELDS = ['access_token', 'refresh_token', 'id_token', 'code', 'code_verifier'];

/** Passes everything on to the practice cloud and notes the secrets of both directions. */
async function startRecorder(target: number): Promise<Recorder> {
  const secrets = new Map<string, string>();
  const note = (text: string): void => {
    for (const field of SECRET_FIELDS) {
      const forms = [
        new RegExp(`"${field}"\\s*:\\s*"([^"]{20,})"`, 'g'),
        new RegExp(`(?:^|&)${field}=([^&\\s]{20,})`, 'g'),
        new RegExp(`name="${field}"\\s+value="([^"]{20,})"`, 'g'),
      ];
      for (const form of forms)
        for (const [, value = ''] of text.matchAll(form)) secrets.set(decodeURIComponent(value), field);
    }
    for (const [, value = ''] of text.matchAll(/bearer ([\w.-]{20,})/gi)) secrets.set(value, 'access_token');
  };
  const server = createServer((incoming, answer) => {
    const body: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => body.push(chunk));
    incoming.on('end', () => {
      note(Buffer.concat(body).toString('utf8'));
      note(incoming.headers.authorization ?? '');
      const onward = send(
        {
          host: '127.0.0.1',
          port: target,
          method: incoming.method,
          path: incoming.url,
          headers: incoming.headers,
        },
        (reply) => {
          const parts: Buffer[] = [];
          reply.on('data', (chunk: Buffer) => parts.push(chunk));
          reply.on('end', () => {
            note(Buffer.concat(parts).toString('utf8'));
            answer.writeHead(reply.statusCode ?? 502, reply.headers);
            answer.end(Buffer.concat(parts));
          });
        },
      );
      onward.on('error', () => answer.destroy());
      onward.end(Buffer.concat(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    secrets,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

test('canary: no token, code or verifier outside of main and the vault', async ({ desktop }) => {
  const practice = await startPractice({ customers: 2, mailboxes: 30 });
  const recorder = await startRecorder(practice.port);
  const app = await openApp(desktop, { args: [`--practice-port=${recorder.port}`], switches: [WHOLE_TEXTS] });
  const { page } = app;
  await connectPractice(app, desktop, CONTOSO_ADMIN);
  await new ConnectionsScreen(page).openConsole(/./);
  const console = new ConsoleScreen(page);
  await console.editor.waitFor();
  expect(await console.run('Get-Mailbox -ResultSize Unlimited')).toContain('rows');
  const downloads = join(desktop.home, 'Downloads');
  mkdirSync(downloads, { recursive: true });
  for (const format of ['csv', 'json'] as const) {
    await answerSaveDialog(app.electron, join(downloads, `canary.${format}`));
    await startExport(console.results, format, { allColumns: format === 'json' });
    await expect(console.results.exportBar).toContainText('written to');
    await console.results.root.getByRole('button', { name: 'Dismiss export' }).click();
  }
  // Expired in the middle: renewing happens, and an error with a correlation id is kept.
  await practice.control.expireTokens();
  await console.run("Get-Mailbox -Identity 'nobody.at.all'");
  await goTo(page, 'Activity');
  await goTo(page, 'Settings');
  await page.getByRole('button', { name: 'Show the bundle' }).click();
  const bundle = await page.getByRole('region', { name: 'Content of the support bundle' }).innerText();

  const secrets = [...recorder.secrets.keys()];
  expect(new Set(recorder.secrets.values())).toEqual(
    new Set(['access_token', 'refresh_token', 'id_token', 'code', 'code_verifier']),
  );
  const leaks = (text: string): number => secrets.filter((secret) => text.includes(secret)).length;

  expect(leaks(bundle)).toBe(0);
  expect(leaks(await heapOf(app)), 'secrets in the heap of the page').toBe(0);

  const dataFolder = await app.electron.evaluate(({ app: main }) => main.getPath('userData'));
  await app.quit();
  const files = filesBelow(desktop.home);
  expect(files.filter((file) => file.startsWith(dataFolder)).length).toBeGreaterThan(3);
  expect(files.filter((file) => file.includes('canary.'))).toHaveLength(2);
  expect(filesWith(files, secrets), 'files with a secret in clear').toEqual([]);
  await recorder.close();
  await practice.stop();
});
