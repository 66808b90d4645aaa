import type { Desktop } from '../env/desktop.ts';
import { ConnectionsScreen } from './connections.ts';
import { CustomersScreen } from './customers.ts';
import type { RunningApp } from './launch.ts';
import { signInInBrowser } from './sign-in.ts';

/** Makes a connection on the practice cloud and signs in to it in the browser. The card of it is on the screen then. */
export async function connectPractice(
  app: Pick<RunningApp, 'page'>,
  desktop: Desktop,
  account: string,
  options: { readonly readOnly?: boolean } = {},
): Promise<ConnectionsScreen> {
  const connections = new ConnectionsScreen(app.page);
  const panel = await connections.newOnPractice();
  await panel.useAccount(account);
  await panel.readOnly.setChecked(options.readOnly ?? false);
  await panel.connectButton.click();
  await panel.waiting.waitFor();
  await signInInBrowser(desktop, { account });
  await panel.root.waitFor({ state: 'hidden' });
  await connections.page.getByRole('button', { name: 'Disconnect' }).last().waitFor();
  return connections;
}

/**
 * Goes to the customers of the account that is signed in and waits for all of them. The first time the list has a consent
 * of its own, which is given in the browser.
 */
export async function readCustomers(
  app: Pick<RunningApp, 'page'>,
  desktop: Desktop,
  account: string,
  count: number,
): Promise<CustomersScreen> {
  const customers = new CustomersScreen(app.page);
  await customers.open();
  const asked = app.page.getByText('Finish signing in in your browser').filter({ visible: true });
  await asked.or(customers.grid).first().waitFor();
  if ((await asked.count()) > 0) await signInInBrowser(desktop, { account });
  await customers.allRead(count);
  return customers;
}
