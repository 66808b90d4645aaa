import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Unit and integration tests stand beside their source. A test that needs a DOM says so in its first line. */
export default defineConfig({
  test: {
    include: [
      '{electron,shared,simulator,renderer,bench,conformance}/**/*.test.{ts,tsx}',
      'scripts/**/*.test.mjs',
    ],
    environment: 'node',
    // Left to itself vitest keeps one core for its own process, which has little to do: of two, half.
    maxWorkers: Math.max(2, availableParallelism()),
    globalSetup: ['scripts/test/bundle-entries.mjs'],
    testTimeout: 15_000,
    hookTimeout: 15_000,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
  },
});
