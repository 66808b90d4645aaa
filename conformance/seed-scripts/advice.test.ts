import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseScript } from '../../shared/powershell/parser/index.ts';
import { allNodes } from '../../shared/powershell/walk.ts';
import { SeedDesk, type SeedRun } from './seed-desk.ts';
import { fateOf, readSeeds, seedsArePresent } from './seeds.ts';

const TAKE_OUT = /Take (-.+) out so that the script uses the tab's connection/u;

/** The parameters that a refusal says to take out, lower case. */
function advised({ problems }: SeedRun): string[] {
  const said = problems
    .map(({ message }) => TAKE_OUT.exec(message)?.[1])
    .find((names) => names !== undefined);
  return (said ?? '').split(/, | and /u).map((name) => name.slice(1).toLowerCase());
}

/** The script without those parameters of its Connect- commands. */
function without(text: string, parameters: readonly string[]): string {
  const cuts: (readonly [number, number])[] = [];
  for (const node of allNodes(parseScript(text).ast)) {
    if (node.kind !== 'Command' || !text.startsWith('Connect-', node.start)) continue;
    node.elements.forEach((element, index) => {
      if (element.kind !== 'CommandParameter' || !parameters.includes(element.name.toLowerCase())) return;
      const next = node.elements[index + 1];
      cuts.push([
        element.start,
        next === undefined || next.kind === 'CommandParameter' ? element.end : next.end,
      ]);
    });
  }
  const cut = cuts.reverse().reduce((rest, [from, to]) => rest.slice(0, from) + rest.slice(to), text);
  // Lines that held nothing else.
  return cut.replace(/^[ \t]*`\n/gmu, '');
}

const mailboxes = (count: number) => (run: SeedRun) => {
  expect(run.lines.filter((line) => /^PrimarySmtpAddress +: /u.test(line))).toHaveLength(count);
};

/** What those that do more than connect come to. */
const OUTCOMES: Readonly<Record<string, (run: SeedRun) => void>> = {
  '70': ({ sent, problems }) => {
    expect(sent).toHaveLength(1);
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining('admin@365adviser.com')]);
  },
  '74': mailboxes(5),
  '76': ({ sent, lines }) => {
    expect(sent).toHaveLength(1 + 30);
    // Its report goes to C:\Reports, which is not the working folder.
    expect(lines.join('\n')).toMatch(/An error occurred: The path 'C:\\Reports\\.+ is outside/u);
    expect(lines.at(-1)).toBe('Disconnected');
  },
  '83': ({ lines }) => {
    expect(lines).toContain('Retrieved 10 mailboxes');
    expect(lines.filter((line) => /: \d+ MB$/u.test(line))).toHaveLength(10);
    expect(lines.at(-1)).toBe('Disconnecting...');
  },
  '84': mailboxes(10),
  '86': ({ lines, asked }) => {
    expect(asked).toEqual(['line']);
    const found = Number(/Found (\d+) inactive/u.exec(lines.join('\n'))?.[1]);
    expect(found).toBeGreaterThan(0);
    expect(lines.filter((line) => line.startsWith(' - '))).toHaveLength(found);
  },
  '98': ({ lines }) => {
    expect(lines.filter((line) => line.startsWith('[')).map((line) => line.slice(22))).toEqual([
      'Script started',
      'Connecting to Exchange Online...',
      'Connected successfully',
      'Performing Exchange operations...',
      'Operations completed successfully',
      'Disconnecting from Exchange Online...',
      'Script completed',
    ]);
  },
};

const scripts = (seedsArePresent ? readSeeds() : [])
  .filter((seed) => fateOf(seed).kind === 'signIn')
  .map((seed) => [seed.file, seed] as const);

describe.runIf(seedsArePresent)(
  'does all the rest once what a refusal names is taken out (skipped where ../shared/seed-scripts is not there)',
  () => {
    let desk: SeedDesk;
    beforeAll(async () => {
      desk = await SeedDesk.open();
    }, 60_000);
    afterAll(() => desk.close());

    it.each(scripts)('%s', async (file, seed) => {
      const names = advised(await desk.run(seed.text));
      const run = await desk.run(without(seed.text, names));
      expect(run.state).toBe('done');
      expect(run.lines.join('\n')).not.toContain('asks to sign in');
      const outcome = OUTCOMES[file.slice(0, 2)];
      if (outcome === undefined) {
        expect(run.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(run.sent).toEqual([]);
      } else outcome(run);
    });
  },
);
