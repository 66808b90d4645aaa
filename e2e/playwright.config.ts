import { defineConfig } from 'playwright/test';

/** End-to-end tests in real Electron. One worker: each test has its own desktop, and the machine may have two cores. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  testIgnore: process.env.TENANTDECK_PACKAGED_APP === undefined ? ['packaged/**'] : [],
  outputDir: '../out/e2e',
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  // Which ones needed it is printed, and how many may is limited (docs/decisions/checks.md).
  retries: 1,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [
    ['list'],
    ['json', { outputFile: process.env.TENANTDECK_E2E_REPORT ?? '../out/e2e-report.json' }],
  ],
});
