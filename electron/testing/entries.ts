import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const SOURCES = {
  'console-worker': '../console/worker/main.ts',
  'certificate-worker': '../certificates/worker.ts',
  'module-worker': '../exchange/modulefile/worker.ts',
  practice: '../../simulator/main.ts',
} as const;

/**
 * For tests: the file that a thread or the practice cloud's process starts with. A run of vitest bundles each into one
 * (scripts/test/bundle-entries.mjs); elsewhere it is the source.
 */
export function entryUrl(name: keyof typeof SOURCES): URL {
  const bundled = process.env['TENANTDECK_TEST_ENTRIES'];
  return bundled === undefined
    ? new URL(SOURCES[name], import.meta.url)
    : pathToFileURL(join(bundled, `${name}.js`));
}
