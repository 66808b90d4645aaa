import { defineConfig } from 'vitest/config';

/** Unit and integration tests stand beside their source. A test that needs a DOM says so in its first line. */
export default defineConfig({
  test: {
    include: [
      '{electron,shared,simulator,renderer,bench,conformance}/**/*.test.{ts,tsx}',
      'scripts/**/*.test.mjs',
    ],
    environment: 'node',
    testTimeout: 15_000,
    hookTimeout: 15_000,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
  },
});
