import type { Locator, Page } from 'playwright';

export type ScreenName = 'Connections' | 'Customers' | 'Console' | 'Queries' | 'Activity' | 'Settings';

/** Goes to a screen by the rail and waits until it is the current one. */
export async function goTo(page: Page, screen: ScreenName): Promise<void> {
  const rail = page.getByRole('navigation', { name: 'Screens' });
  await rail.getByRole('button', { name: screen, exact: true }).click();
  await rail.locator(`[aria-current="page"][aria-label="${screen}"]`).waitFor();
}

/** A message bar that says so: failures, warnings, notices. */
export const bar = (page: Page, text: string | RegExp): Locator =>
  page.locator('.fui-MessageBar').filter({ hasText: text });
