import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLog } from './log.ts';

const folderOf = (): string => mkdtempSync(join(tmpdir(), 'log-'));

test('what is logged is redacted at the sink, error texts and fields included', () => {
  const folder = folderOf();
  const log = openLog(folder);
  const error = new Error('POST failed: refresh_token=CANARY1');
  Object.assign(error, { request: { authorization: 'CANARY2' } });
  log.scope('http').error('request failed', { address: 'https://x/?code=CANARY3', requestId: 'r-1' }, error);
  const text = readFileSync(join(folder, 'tenantdeck.log'), 'utf8');
  expect(text).not.toMatch(/CANARY/);
  expect(text).toContain('requestId="r-1"');
  expect(text).toContain('[http] request failed');
  expect(log.tail(100).join('\n')).toContain('request failed');
});

test('the log rotates and keeps five files', () => {
  const folder = folderOf();
  const log = openLog(folder).scope('noise');
  const line = 'x'.repeat(100_000);
  for (let i = 0; i < 80; i++) log.info(line);
  const files = readdirSync(folder).sort();
  expect(files.length).toBeGreaterThan(1);
  expect(files.length).toBeLessThanOrEqual(5);
});
