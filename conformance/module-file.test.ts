import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readModuleFile } from '../shared/powershell/modulefile/reader.ts';
import { moduleFileText } from './module-file-text.ts';

const main = path.join(import.meta.dirname, 'main.ts');

async function conformance(...options: string[]): Promise<{ code: number; out: string; err: string }> {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [main, ...options]);
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const failed = error as { code: number; stdout: string; stderr: string };
    return { code: failed.code, out: failed.stdout, err: failed.stderr };
  }
}

describe('conformance --module-file', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'module-file-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('writes one object a cmdlet', async () => {
    const script = path.join(folder, 'sample.psm1');
    const json = path.join(folder, 'out.json');
    await writeFile(script, `\uFEFF${moduleFileText(9, 11, 2)}`);
    const result = await conformance('--module-file', script, '--json', json);
    expect(result).toMatchObject({ code: 0, err: '' });
    expect(result.out).toMatch(/^9 cmdlets with 99 parameters read in \d+ ms, 0 left out, 9 exported\n$/);
    const cmdlets = JSON.parse(await readFile(json, 'utf8')) as Record<string, unknown>[];
    expect(cmdlets).toHaveLength(9);
    expect(Object.keys(cmdlets[0] ?? {})).toEqual([
      'name',
      'defaultSet',
      'supportsShouldProcess',
      'batching',
      'encrypted',
      'parameters',
    ]);
    expect(cmdlets[1]).toMatchObject({ name: 'Set-Thing1', batching: true, encrypted: ['Parameter9'] });
    expect((cmdlets[0]?.['parameters'] as unknown[])[0]).toEqual({
      name: 'Parameter0',
      type: 'String',
      aliases: ['Parameter0Old', 'Parameter0Older'],
      sets: [{ set: 'Identity', mandatory: true, position: 0, pipeline: false, byName: false }],
    });
  });

  it('refuses unknown and missing options with exit status 2, unreadable files with 1', async () => {
    expect(await conformance('--modul-file', 'x')).toMatchObject({ code: 2 });
    expect(await conformance('--module-file')).toMatchObject({ code: 2 });
    const missing = await conformance('--module-file', path.join(folder, 'missing.psm1'));
    expect(missing).toMatchObject({ code: 1 });
    expect(missing.err).toMatch(/Can't read .*missing\.psm1/);
  });

  it('reads a file of the real one’s size in full', () => {
    const { cmdlets, skipped } = readModuleFile(moduleFileText(787, 14, 20));
    expect(skipped).toEqual([]);
    expect(cmdlets).toHaveLength(787);
    expect(cmdlets.every((cmdlet) => cmdlet.parameters.length === 14)).toBe(true);
  });
});
