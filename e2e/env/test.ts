/** Playwright's test with a private desktop for each test. Import `test` and `expect` from here. */
import { expect, test as base } from 'playwright/test';
import { startDesktop, type Desktop, type DesktopOptions } from './desktop.ts';

export const test = base.extend<{ desktop: Desktop; desktopOptions: DesktopOptions }>({
  desktopOptions: [{}, { option: true }],
  desktop: async ({ desktopOptions }, use) => {
    const desktop = await startDesktop(desktopOptions);
    try {
      await use(desktop);
    } finally {
      await desktop.stop();
    }
  },
});

export { expect };
