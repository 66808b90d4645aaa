/**
 * The packaged app does the main job in short. Its fuses leave no way to answer the system's save dialog from outside, so
 * the export is not part of it.
 */
import { ConsoleScreen } from '../app/console.ts';
import { ADMIN } from '../app/sign-in.ts';
import { connectPractice, readCustomers } from '../app/signed-in.ts';
import { launchPackaged, packagedExecutable } from '../env/packaged.ts';
import { expect, test } from '../env/test.ts';

const CUSTOMERS = 300;
const COMMAND = 'Get-EXOMailbox -ResultSize Unlimited';

test('the packaged app: sign in, customers, a cmdlet, sort, and no sign-in after a restart', async ({
  desktop,
}) => {
  test.setTimeout(180_000);
  const executable = packagedExecutable();
  if (executable === undefined) throw new Error('TENANTDECK_PACKAGED_APP names no executable');
  const first = await launchPackaged(executable, desktop, ['--practice']);
  const app = { page: first.window };
  await connectPractice(app, desktop, ADMIN);
  const customers = await readCustomers(app, desktop, ADMIN, CUSTOMERS);
  const organization = await customers.openable();
  await customers.openConsole(organization);
  const console = new ConsoleScreen(app.page);
  await console.connectedTo(organization);
  expect(await console.run(COMMAND)).toMatch(/^2,000 rows/);
  await console.results.sortBy('DisplayName');
  await console.results.sorted('DisplayName', 'ascending');
  const signIns = desktop.browser.opened().length;
  await first.close();

  const second = await launchPackaged(executable, desktop, ['--practice']);
  const again = { page: second.window };
  const list = await readCustomers(again, desktop, ADMIN, CUSTOMERS);
  await list.openConsole(organization);
  const restored = new ConsoleScreen(again.page);
  await restored.connectedTo(organization);
  expect(await restored.run(COMMAND)).toMatch(/^2,000 rows/);
  expect(desktop.browser.opened(), 'nobody signed in again').toHaveLength(signIns);
  await second.close();
});
