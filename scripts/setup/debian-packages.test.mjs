import { beforeEach, describe, expect, it } from 'vitest';
import {
  choosePackages,
  ensureDebianPackages,
  missingNeeds,
  needs,
  withCandidate,
} from './debian-packages.mjs';

let lines;
const report = { line: (text) => lines.push(text), progress: () => {} };
beforeEach(() => {
  lines = [];
});

/** What `apt-cache policy` prints for names that a release has. */
const policy = (names) =>
  names.map((name) => `${name}:\n  Installed: (none)\n  Candidate: 1.0-1\n  Version table:\n`).join('');
const bookworm = ['libgtk-3-0', 'libasound2', 'xvfb', 'chromium'];
const trixie = ['libgtk-3-0t64', 'libasound2t64', 'xvfb', 'chromium'];
const some = needs.filter((need) => ['libgtk-3-0', 'libasound2', 'xvfb'].includes(need.packages.at(-1)));

describe('what is missing', () => {
  const all = {
    libraries: new Set(needs.map((need) => need.library)),
    hasProgram: () => '/usr/bin/it',
    exists: () => true,
  };
  it('is nothing on a complete machine', () => expect(missingNeeds('headless', all)).toEqual([]));
  it('is found by library, program and folder', () => {
    const bare = { libraries: new Set(), hasProgram: () => undefined, exists: () => false };
    expect(missingNeeds('headless', bare)).toEqual(needs);
    const window = missingNeeds('window', bare);
    expect(window.every((need) => need.for !== 'headless')).toBe(true);
    expect(missingNeeds('tools', bare).map((need) => need.library)).toEqual(['libatomic.so.1']);
    expect(window.map((need) => need.library)).toContain('libgtk-3.so.0');
  });
});

describe('package names', () => {
  const names = (known) => choosePackages(some, (name) => known.includes(name)).names;
  it("are the release's own: bookworm", () =>
    expect(names(bookworm)).toEqual(['libgtk-3-0', 'libasound2', 'xvfb']));
  it("are the release's own: trixie", () =>
    expect(names(trixie)).toEqual(['libgtk-3-0t64', 'libasound2t64', 'xvfb']));
  it('are reported where a release has none', () => {
    expect(choosePackages(some, () => false).unknown).toContain('libgtk-3-0t64 or libgtk-3-0');
  });
  it('need a candidate: a virtual package has none', () => {
    const text = `${policy(['xvfb'])}libasound2:\n  Installed: (none)\n  Candidate: (none)\n  Version table:\n`;
    expect([...withCandidate(text)]).toEqual(['xvfb']);
  });
});

describe('ensureDebianPackages', () => {
  const apt = (release, fails) => {
    const calls = [];
    const runCommand = async (command, args) => {
      calls.push([command, ...args.filter((arg) => !arg.includes('=') && arg !== '-o')].join(' '));
      if (command === 'apt-cache') return { code: 0, output: policy(release) };
      return { code: fails?.(args) ? 100 : 0, output: 'E: what apt said' };
    };
    return { calls, runCommand };
  };
  const ensure = (options) =>
    ensureDebianPackages({
      purpose: 'headless',
      report,
      platform: 'linux',
      isRoot: true,
      hasApt: true,
      ...options,
    });
  /** Missing at first, there after the installation. */
  const once = () => {
    let asked = 0;
    return () => (asked++ === 0 ? some : []);
  };

  it('does nothing where nothing is missing, and nothing off Linux', async () => {
    const { calls, runCommand } = apt(bookworm);
    expect(await ensure({ findMissing: () => [], runCommand })).toEqual([]);
    expect(await ensure({ platform: 'win32', findMissing: () => some, runCommand })).toEqual([]);
    expect(calls).toEqual([]);
    expect(lines).toEqual([]);
  });
  it('finishes what a killed installation left, reads the lists, installs', async () => {
    const { calls, runCommand } = apt(trixie);
    expect(await ensure({ findMissing: once(), runCommand })).toEqual([
      'libgtk-3-0t64',
      'libasound2t64',
      'xvfb',
    ]);
    expect(calls[0]).toBe('dpkg --configure -a');
    expect(calls[1]).toContain('apt-get update');
    expect(calls.at(-1)).toMatch(/install libgtk-3-0t64 libasound2t64 xvfb$/);
  });
  it('sets up what another installation left when it was broken off meanwhile, and goes on', async () => {
    let installs = 0;
    const calls = [];
    const runCommand = async (command, args) => {
      calls.push(command);
      if (command === 'apt-cache') return { code: 0, output: policy(bookworm) };
      if (!args.includes('install') || ++installs > 1) return { code: 0, output: '' };
      return { code: 100, output: "E: dpkg was interrupted, you must manually run 'dpkg --configure -a'" };
    };
    expect(await ensure({ findMissing: once(), runCommand })).toHaveLength(3);
    expect(calls.slice(-3)).toEqual(['apt-get', 'dpkg', 'apt-get']);
  });
  it('shows the exact command to someone who is not root, and runs none', async () => {
    const { calls, runCommand } = apt(bookworm);
    await expect(ensure({ isRoot: false, findMissing: () => some, runCommand })).rejects.toThrow(
      'sudo apt-get update && sudo apt-get install -y libgtk-3-0 libasound2 xvfb',
    );
    expect(calls.every((call) => call.startsWith('apt-cache'))).toBe(true);
  });
  it('names what is missing where there is no apt', async () => {
    await expect(ensure({ hasApt: false, findMissing: () => some })).rejects.toThrow(
      /libgtk-3\.so\.0.*libasound\.so\.2/,
    );
  });
  it('fails with what apt said, and when apt was content but a library still is not there', async () => {
    const failing = apt(bookworm, (args) => args.includes('install'));
    await expect(ensure({ findMissing: () => some, runCommand: failing.runCommand })).rejects.toMatchObject({
      output: 'E: what apt said',
    });
    const content = apt(bookworm);
    await expect(ensure({ findMissing: () => some, runCommand: content.runCommand })).rejects.toThrow(
      'still missing',
    );
  });
});
