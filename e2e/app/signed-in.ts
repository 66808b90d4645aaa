import type { Desktop } from '../env/desktop.ts';
import type { LaunchOptions } from '../env/launch.ts';
import { ConnectionsScreen } from './connections.ts';
import { openApp, type RunningApp } from './launch.ts';
import { signInInBrowser } from './sign-in.ts';

/** Makes a connection on the practice cloud and signs in to it in the browser. The card of it is on the screen then. */
export async function connectPractice(
  app: RunningApp,
  desktop: Desktop,
  account: string,
  options: { readonly readOnly?: boolean } = {},
): Promise<ConnectionsScreen> {
  const connections = new ConnectionsScreen(app.page);
  const panel = await connections.newOnPractice();
  await panel.useAccount(account);
  if (options.readOnly === true) await panel.readOnly.check();
  await panel.connectButton.click();
  await panel.waiting.waitFor();
  await signInInBrowser(desktop, { account });
  await panel.root.waitFor({ state: 'hidden' });
  await connections.page.getByRole('button', { name: 'Disconnect' }).last().waitFor();
  return connections;
}

/** Starts the app and signs in as someone; the usual beginning of a test. */
export async function openSignedIn(
  desktop: Desktop,
  account: string,
  launch: LaunchOptions,
): Promise<{ app: RunningApp; connections: ConnectionsScreen }> {
  const app = await openApp(desktop, launch);
  return { app, connections: await connectPractice(app, desktop, account) };
}
