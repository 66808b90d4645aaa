import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failureOf } from '../testing/world.ts';
import { createWindowsPowerShell } from './windows-powershell.ts';

/** Scripts with #! are programs everywhere but on Windows. */
const describeUnix = describe.runIf(process.platform !== 'win32');

describeUnix('the process that reads the Windows store', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'powershell-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** A program in the place of powershell.exe that does this. */
  async function program(body: string): Promise<string> {
    const path = join(folder, 'powershell');
    await writeFile(path, `#!${process.execPath}\n${body}\n`);
    await chmod(path, 0o700);
    return path;
  }

  it('is given the script whole, and what it works with as variables', async () => {
    const path = await program(`
      const [, , ...words] = process.argv;
      const script = Buffer.from(words.at(-1), 'base64').toString('utf16le');
      const { TENANTDECK_THUMBPRINT: thumbprint } = process.env;
      console.log(JSON.stringify({ words: words.slice(0, -1), script, thumbprint }));
    `);
    const script = 'foreach ($one in "Łódź", \'報告\') { $one }\n';
    const wrote = await createWindowsPowerShell({ program: path })(script, {
      TENANTDECK_THUMBPRINT: 'AB; exit',
    });
    expect(JSON.parse(wrote)).toEqual({
      words: ['-NoProfile', '-NonInteractive', '-EncodedCommand'],
      script,
      thumbprint: 'AB; exit',
    });
  });

  it('says that it can’t be started, ended, or did not answer, and can be tried again', async () => {
    const absent = createWindowsPowerShell({ program: join(folder, 'absent') });
    const ended = createWindowsPowerShell({
      program: await program('console.error("the script: secret words"); process.exit(1);'),
    });
    const seen = [await failureOf(absent('x', {})), await failureOf(ended('x', {}))];
    const silent = createWindowsPowerShell({
      program: await program('setInterval(() => undefined, 1000);'),
      timeoutMs: 50,
    });
    seen.push(await failureOf(silent('x', {})));
    for (const failure of seen) expect(failure).toMatchObject({ code: 'service-error', retryable: true });
    const messages = seen.map(({ message }) => message);
    expect(messages[0]).toContain('can’t be started (ENOENT)');
    expect(messages[1]).toContain('ended before');
    expect(messages[2]).toContain('in time');
    expect(JSON.stringify(seen)).not.toContain('secret words');
  });
});
