/**
 * System libraries and programs on Linux. What is missing is found without the package manager (libraries in the
 * loader's list, programs in PATH, fonts by folder), so a complete machine costs a few milliseconds.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { bytesText } from '../lib/report.mjs';
import { CommandFailed, findProgram, run } from '../lib/run.mjs';
import { SetupStopped } from './stop.mjs';

/**
 * What is needed: how it is recognised, the Debian package names to try in order (trixie's time_t names first),
 * and for what: `tools` to run Node 24, `window` to show the app, `headless` for tour, tests and benches without a display.
 */
export const needs = [
  { library: 'libatomic.so.1', packages: ['libatomic1'], for: 'tools' },
  { library: 'libgtk-3.so.0', packages: ['libgtk-3-0t64', 'libgtk-3-0'], for: 'window' },
  { library: 'libnss3.so', packages: ['libnss3'], for: 'window' },
  { library: 'libasound.so.2', packages: ['libasound2t64', 'libasound2'], for: 'window' },
  { library: 'libgbm.so.1', packages: ['libgbm1'], for: 'window' },
  { library: 'libXss.so.1', packages: ['libxss1'], for: 'window' },
  { library: 'libsecret-1.so.0', packages: ['libsecret-1-0'], for: 'window' },
  { program: 'Xvfb', packages: ['xvfb'], for: 'headless' },
  { program: 'xauth', packages: ['xauth'], for: 'headless' },
  { program: 'dbus-daemon', packages: ['dbus', 'dbus-daemon'], for: 'headless' },
  { program: 'dbus-launch', packages: ['dbus-x11'], for: 'headless' },
  { program: 'gnome-keyring-daemon', packages: ['gnome-keyring'], for: 'headless' },
  { program: 'chromium', packages: ['chromium'], for: 'headless' },
  { folder: '/usr/share/fonts/truetype/dejavu', packages: ['fonts-dejavu-core'], for: 'headless' },
  { folder: '/usr/share/fonts/truetype/open-sans', packages: ['fonts-open-sans'], for: 'headless' },
  { folder: '/usr/share/fonts/truetype/noto', packages: ['fonts-noto-core'], for: 'headless' },
  { folder: '/usr/share/fonts/opentype/noto', packages: ['fonts-noto-cjk'], for: 'headless' },
];

/** Each purpose includes what those before it need. */
const purposes = ['tools', 'window', 'headless'];

/** Names of the libraries that the loader knows. */
function knownLibraries() {
  const tool = ['/sbin/ldconfig', '/usr/sbin/ldconfig'].find((file) => fs.existsSync(file)) ?? 'ldconfig';
  const result = spawnSync(tool, ['-p'], { encoding: 'utf8' });
  return new Set((result.stdout ?? '').split('\n').map((line) => line.trim().split(' ')[0]));
}

/**
 * The needs that this machine does not meet.
 * @param {'tools' | 'window' | 'headless'} purpose
 */
export function missingNeeds(
  purpose,
  { libraries = knownLibraries(), hasProgram = findProgram, exists = fs.existsSync } = {},
) {
  return needs.filter((need) => {
    if (purposes.indexOf(need.for) > purposes.indexOf(purpose)) return false;
    if (need.library !== undefined) return !libraries.has(need.library);
    if (need.program !== undefined) return hasProgram(need.program) === undefined;
    return !exists(need.folder);
  });
}

/**
 * The package names this release has, one a need: the first candidate that apt knows as a real, installable package.
 * @param {typeof needs} missing
 * @param {(name: string) => boolean} isKnown
 * @returns {{names: string[], unknown: string[]}}
 */
export function choosePackages(missing, isKnown) {
  const names = [];
  const unknown = [];
  for (const need of missing) {
    const name = need.packages.find(isKnown);
    if (name === undefined) unknown.push(need.packages.join(' or '));
    else names.push(name);
  }
  return { names: [...new Set(names)], unknown };
}

/** Reads `apt-cache policy NAME…`: the names that have an installation candidate. */
export function withCandidate(policy) {
  const found = new Set();
  let current;
  for (const line of policy.split('\n')) {
    const head = /^(\S+):$/.exec(line);
    if (head) current = head[1];
    const candidate = /^\s+Candidate:\s+(\S+)/.exec(line);
    if (candidate && candidate[1] !== '(none)') found.add(current);
  }
  return found;
}

async function knownToApt(missing, runCommand) {
  const all = [...new Set(missing.flatMap((need) => need.packages))];
  const result = await runCommand('apt-cache', ['policy', ...all], { env: { ...process.env, LC_ALL: 'C' } });
  return withCandidate(result.output);
}

/** Installs; where another installation was broken off meanwhile, sets its packages up and tries once more. */
async function install(must, args, report) {
  let fetched = 0;
  const follow = (text) => {
    for (const [, size, unit] of text.matchAll(/^Get:\d+ .* \[([\d.,]+) ([kM]?B)\]/gm)) {
      fetched += Number(size.replaceAll(',', '')) * (unit === 'MB' ? 1e6 : unit === 'kB' ? 1e3 : 1);
      report.progress(`  ${bytesText(fetched)} fetched`);
    }
  };
  try {
    await must('apt-get', args, follow);
  } catch (error) {
    if (!/dpkg was interrupted/.test(error.output ?? '')) throw error;
    await must('dpkg', ['--configure', '-a']);
    await must('apt-get', args, follow);
  }
}

/**
 * @param {{purpose: 'tools' | 'window' | 'headless', report: import('../lib/report.mjs').Report, platform?: string, isRoot?: boolean, findMissing?: () => typeof needs, hasApt?: boolean, runCommand?: typeof run}} options
 * @returns {Promise<string[]>} the packages it installed
 */
export async function ensureDebianPackages({
  purpose,
  report,
  platform = process.platform,
  isRoot = process.getuid?.() === 0,
  findMissing = () => missingNeeds(purpose),
  hasApt = findProgram('apt-get') !== undefined,
  runCommand = run,
}) {
  if (platform !== 'linux') return [];
  const missing = findMissing();
  if (missing.length === 0) return [];
  if (!hasApt) {
    const what = missing.map((need) => need.library ?? need.program ?? need.packages[0]).join(', ');
    throw new SetupStopped(
      `This machine lacks ${what}.`,
      `Install them with your system's package manager (their Debian names: ${missing.map((need) => need.packages.at(-1)).join(' ')}), then run again.`,
    );
  }
  if (!isRoot) {
    const known = await knownToApt(missing, runCommand);
    // Lists never read know no name: the older one is then the better guess, and apt names the newer one itself.
    const names = missing.map(
      (need) => need.packages.find((name) => known.has(name)) ?? need.packages.at(-1),
    );
    throw new SetupStopped(
      'Some system packages are missing. Install them and run again:',
      `  sudo apt-get update && sudo apt-get install -y ${names.join(' ')}`,
    );
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
  const wait = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3'];
  const must = async (command, args, onText) => {
    const result = await runCommand(command, args, { env, onText });
    if (result.code !== 0) throw new CommandFailed([command, ...args].join(' '), result.code, result.output);
    return result;
  };
  report.line('System packages: reading the package lists');
  // An installation that was killed leaves packages unpacked but not set up; apt refuses to go on until that is done.
  await runCommand('dpkg', ['--configure', '-a'], { env });
  await must('apt-get', [...wait, 'update', '-q']);
  const known = await knownToApt(missing, runCommand);
  const { names, unknown } = choosePackages(missing, (name) => known.has(name));
  if (unknown.length > 0) {
    throw new SetupStopped(
      `This release has no package for: ${unknown.join('; ')}.`,
      'Install what provides them by hand, then run again.',
    );
  }
  report.line(`System packages: installing ${names.join(' ')}`);
  await install(
    must,
    [...wait, ...['-q', '-y', '--no-install-recommends', '--fix-broken'], 'install', ...names],
    report,
  );
  const still = findMissing();
  if (still.length > 0) {
    throw new SetupStopped(
      `apt-get finished, but these are still missing: ${still.map((need) => need.library ?? need.program ?? need.folder).join(', ')}.`,
      'Install what provides them by hand, then run again.',
    );
  }
  return names;
}
