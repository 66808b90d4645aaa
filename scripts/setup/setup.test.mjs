/** Each step of the setup after a run that was killed in its middle: repaired, never trusted. */
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { listFiles } from '../lib/stamps.mjs';
import { ensureElectron, registryRuntimes } from './electron-runtime.mjs';
import { ensureInstalled } from './lockfile-install.mjs';
import { ensureNode24, isNewEnough, nodePackages, toolsNode } from './node24.mjs';
import { fetchPackage } from './registry-package.mjs';
import { SetupStopped } from './stop.mjs';

let dir;
let lines;
const report = { line: (text) => lines.push(text), progress: () => {} };
const killed = () => Promise.reject(new Error('killed'));
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'setup-'));
  lines = [];
  return () => fs.rmSync(dir, { recursive: true, force: true });
});
const put = (name, text) => {
  fs.mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
  fs.writeFileSync(path.join(dir, name), text);
};

describe('dependencies', () => {
  const npm = (code = 0) => {
    const calls = [];
    const runCommand = async (_command, args) => {
      calls.push(args.filter((arg) => !arg.endsWith('.js')));
      if (code === 0) put('node_modules/.package-lock.json', `{"run":${calls.length}}`);
      return { code, output: 'npm says why' };
    };
    return { calls, runCommand };
  };
  const ensure = (runCommand) => ensureInstalled({ root: dir, node: process.execPath, report, runCommand });
  beforeEach(() => put('package-lock.json', '{"packages":{"":{},"a":{}}}'));

  it('installs with npm ci once, then not again', async () => {
    const { calls, runCommand } = npm();
    expect(await ensure(runCommand)).toBe(true);
    expect(await ensure(runCommand)).toBe(false);
    expect(calls).toHaveLength(1);
    expect(calls[0]).toContain('ci');
  });
  it('installs again when the lock file changed', async () => {
    const { calls, runCommand } = npm();
    await ensure(runCommand);
    put('package-lock.json', '{"packages":{"":{},"a":{},"b":{}}}');
    await ensure(runCommand);
    expect(calls).toHaveLength(2);
  });
  it('leaves a folder alone that is only linked here', async () => {
    const { calls, runCommand } = npm();
    put('elsewhere/thing/index.js', '');
    fs.symlinkSync(path.join(dir, 'elsewhere'), path.join(dir, 'node_modules'), 'junction');
    expect(await ensure(runCommand)).toBe(false);
    expect(calls).toEqual([]);
  });
  it('does not trust a folder without the stamp, nor one that npm has touched since', async () => {
    const { calls, runCommand } = npm();
    put('node_modules/half/index.js', '');
    await ensure(runCommand);
    put('node_modules/.package-lock.json', '{"another":"install"}');
    await ensure(runCommand);
    fs.rmSync(path.join(dir, 'node_modules/.package-lock.json'));
    await ensure(runCommand);
    expect(calls).toHaveLength(3);
  });
  it('leaves no stamp when npm fails, and shows what npm said', async () => {
    const good = npm();
    await ensure(good.runCommand);
    put('package-lock.json', '{"packages":{}}');
    await expect(ensure(npm(1).runCommand)).rejects.toMatchObject({ output: 'npm says why' });
    expect(await ensure(good.runCommand)).toBe(true);
  });
});

describe('Node 24', () => {
  const host = { version: 'v20.20.2', execPath: '/host/node', platform: 'linux', arch: 'x64' };
  const fetcher = () => {
    const calls = [];
    const fetch = async (pinned, work) => {
      calls.push(pinned);
      fs.mkdirSync(path.join(work, 'package', 'bin'), { recursive: true });
      fs.writeFileSync(path.join(work, 'package', 'bin', 'node'), 'binary');
      return path.join(work, 'package');
    };
    return { calls, fetch };
  };
  const answers = async () => ({ code: 0, output: `v${toolsNode}\n` });
  const ensure = (fetch, more = {}) =>
    ensureNode24({ cacheDir: dir, report, host, fetch, runCommand: answers, ...more });

  it.each([
    ['v24.0.0', true],
    ['v26.1.0', true],
    ['v22.20.0', false],
    ['v20.20.2', false],
  ])('takes %s as new enough: %s', (version, expected) => expect(isNewEnough(version)).toBe(expected));
  it("uses the host's own where it is new enough", async () => {
    expect(await ensure(killed, { host: { ...host, version: 'v24.1.0' } })).toBe('/host/node');
  });
  it('fetches the pinned package once', async () => {
    const { calls, fetch } = fetcher();
    const executable = await ensure(fetch);
    expect(fs.readFileSync(executable, 'utf8')).toBe('binary');
    expect(await ensure(killed)).toBe(executable);
    expect(calls).toEqual([{ ...nodePackages['linux-x64'], version: toolsNode }]);
  });
  it('makes it anew after a kill, after damage, and without its stamp', async () => {
    const { calls, fetch } = fetcher();
    await expect(ensure(killed)).rejects.toThrow('killed');
    put('node.partial-x/package/bin/node', 'half');
    const executable = await ensure(fetch);
    fs.writeFileSync(executable, 'damaged, and longer');
    await ensure(fetch);
    fs.rmSync(path.join(dir, 'node', 'stamp.json'));
    await ensure(fetch);
    expect(calls).toHaveLength(3);
    expect(fs.readdirSync(dir)).toEqual(['node']);
  });
  it('stops where the fetched one does not run, and keeps nothing', async () => {
    const answer = ensure(fetcher().fetch, {
      runCommand: async () => ({ code: 127, output: 'libatomic.so.1: missing' }),
    });
    await expect(answer).rejects.toThrow('libatomic.so.1');
    expect(listFiles(dir)).toEqual([]);
  });
  it('says what to do on a platform without a package', async () => {
    await expect(ensure(killed, { host: { ...host, platform: 'darwin', arch: 'arm64' } })).rejects.toThrow(
      /Install Node 24/,
    );
  });
});

describe('a package from the registry', () => {
  const bytes = Buffer.from('tarball');
  const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  const pinned = { name: 'thing', version: '1.0.0', integrity, bytes: 7 };
  const tools = (content) => ({
    node: process.execPath,
    report,
    runCommand: async (command, args) => {
      if (command === 'tar') put('work/package/file', 'unpacked');
      else fs.writeFileSync(path.join(args[args.indexOf('--pack-destination') + 1], 'thing.tgz'), content);
      return { code: 0, output: '' };
    },
  });
  const work = () => path.join(dir, 'work');

  it('is unpacked when its hash is the pinned one, and leaves no tarball', async () => {
    expect(await fetchPackage(pinned, work(), tools(bytes))).toBe(path.join(work(), 'package'));
    expect(listFiles(work())).toEqual(['package/file']);
  });
  it('is refused, unopened, when the hash differs', async () => {
    await expect(fetchPackage(pinned, work(), tools('something else'))).rejects.toThrow(SetupStopped);
    expect(fs.existsSync(path.join(work(), 'package'))).toBe(false);
  });
});

describe('the Electron runtime', () => {
  const place = { root: '', cacheDir: '' };
  beforeEach(() => {
    put('node_modules/electron/package.json', '{"version":"45.4.1"}');
    place.root = dir;
    place.cacheDir = path.join(dir, '.cache');
  });
  /** Stands in for the helper scripts: a probe that answers as told, and a preparation that leaves an executable. */
  const machine = ({ reachable }) => {
    const calls = [];
    const runCommand = async (_node, args) => {
      const what = args[1] === 'probe' ? 'probe' : path.basename(args[0]);
      calls.push(what);
      if (what === 'probe') return { code: reachable ? 0 : 1, output: 'no route to host\n' };
      const dist = args.at(-1);
      fs.mkdirSync(dist, { recursive: true });
      fs.writeFileSync(path.join(dist, 'electron'), what);
      return { code: 0, output: '' };
    };
    const fetch = async (pinned, work) => {
      calls.push(pinned.name);
      fs.mkdirSync(path.join(work, 'package'), { recursive: true });
      return path.join(work, 'package');
    };
    return { calls, runCommand, fetch };
  };
  const ensure = (using, env = {}) =>
    ensureElectron({ ...place, node: 'node', report, platform: 'linux', arch: 'x64', env, ...using });

  it('takes the ordinary download where it can be had', async () => {
    const using = machine({ reachable: true });
    expect(await ensure(using)).toMatchObject({ version: '45.4.1', source: 'download' });
    expect(using.calls).toEqual(['probe', 'electron-download.mjs']);
  });
  it('falls back to the registry, says why, and neither probes nor fetches again', async () => {
    const using = machine({ reachable: false });
    const made = await ensure(using);
    expect(made).toMatchObject({ version: '33.2.1', source: 'registry' });
    expect(lines.join('\n')).toContain('no route to host');
    expect(using.calls).toEqual(['probe', registryRuntimes['linux-x64'].name, 'registry-runtime.mjs']);
    expect(await ensure({ runCommand: killed, fetch: killed })).toEqual(made);
    expect(JSON.parse(fs.readFileSync(path.join(place.cacheDir, 'electron/current.json'), 'utf8'))).toEqual(
      made,
    );
  });
  it('prepares it anew after a kill at each point, and after damage', async () => {
    const using = machine({ reachable: false });
    await expect(ensure({ ...using, fetch: killed })).rejects.toThrow('killed');
    const dies = async (node, args) => (args[1] === 'probe' ? using.runCommand(node, args) : killed());
    await expect(ensure({ ...using, runCommand: dies })).rejects.toThrow('killed');
    put('.cache/electron/registry-33.2.1.partial-dead/dist/electron', 'half');
    const made = await ensure(using);
    fs.rmSync(path.join(path.dirname(made.dist), 'stamp.json'));
    await ensure(using);
    fs.writeFileSync(made.executable, 'overwritten by something else');
    await ensure(using);
    expect(fs.readFileSync(made.executable, 'utf8')).toBe('registry-runtime.mjs');
    expect(using.calls.filter((call) => call === 'registry-runtime.mjs')).toHaveLength(3);
    expect(fs.readdirSync(path.join(place.cacheDir, 'electron')).sort()).toEqual([
      'current.json',
      'registry-33.2.1',
    ]);
  });
  it('does as TENANTDECK_ELECTRON says, without a probe', async () => {
    const registry = machine({ reachable: true });
    await ensure(registry, { TENANTDECK_ELECTRON: 'registry' });
    expect(registry.calls).not.toContain('probe');
    const download = machine({ reachable: false });
    await ensure(download, { TENANTDECK_ELECTRON: 'download' });
    expect(download.calls).toEqual(['electron-download.mjs']);
    await expect(ensure(download, { TENANTDECK_ELECTRON: 'newest' })).rejects.toThrow('"newest"');
  });
  it('names the mirror setting where neither can be had', async () => {
    const using = machine({ reachable: false });
    await expect(ensure({ ...using, platform: 'darwin', arch: 'arm64' })).rejects.toThrow('ELECTRON_MIRROR');
  });
});
