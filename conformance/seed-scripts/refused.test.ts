import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SeedDesk } from './seed-desk.ts';
import { fateOf, readSeeds, seedsArePresent, type Fate, type Seed } from './seeds.ts';

const seeds = seedsArePresent ? readSeeds() : [];

/** Those of a kind, for it.each. */
function of<K extends Fate['kind']>(kind: K): (readonly [string, Seed, Fate & { kind: K }])[] {
  return seeds.flatMap((seed) => {
    const fate = fateOf(seed);
    return fate.kind === kind ? [[seed.file, seed, fate as Fate & { kind: K }] as const] : [];
  });
}

/** The line that a text stands in first, outside comments. */
function lineOf(seed: Seed, text: string): number {
  return 1 + seed.text.split('\n').findIndex((line) => !line.trim().startsWith('#') && line.includes(text));
}

describe.runIf(seedsArePresent)(
  'refused with nothing sent (skipped where ../shared/seed-scripts is not there)',
  () => {
    let desk: SeedDesk;
    beforeAll(async () => {
      desk = await SeedDesk.open();
    }, 60_000);
    afterAll(() => desk.close());
    beforeEach(() => desk.clear());

    it.each(of('unparsed'))("%s: what PowerShell's parser says, and what to do", async (_, seed) => {
      const { state, problems, sent } = await desk.run(seed.text);
      expect(state).toBe('failed');
      expect(problems[0]).toMatchObject({
        id: seed.errorIds[0],
        line: lineOf(seed, seed.errorIds[0] === 'SplattingNotPermitted' ? '}@' : '<'),
      });
      expect(problems[0]?.hint).toMatch(
        seed.errorIds[0] === 'SplattingNotPermitted' ? /quotes/u : /fill in/u,
      );
      expect(sent).toEqual([]);
    });

    it.each(of('elsewhere'))('%s: by name, at its line, with what to do instead', async (_, seed, fate) => {
      const { problems, sent } = await desk.run(seed.text);
      const said = problems.find(({ message }) => message.includes(`'${fate.name}'`));
      expect(said?.line).toBe(lineOf(seed, fate.name));
      expect(`${said?.message ?? ''} ${said?.hint ?? ''}`).toMatch(/PowerShell/u);
      expect(sent).toEqual([]);
    });

    it.each(of('remoting'))(
      '%s: remote sessions by name, and that the tab is connected already',
      async (_, seed) => {
        const { state, problems, sent } = await desk.run(seed.text);
        expect(state).toBe('failed');
        expect(problems.map(({ message, line }) => [/'(\w+-\w+)'/u.exec(message)?.[1], line])).toEqual([
          ['New-PSSession', 3],
          ['Import-PSSession', 4],
        ]);
        expect(problems[0]?.hint).toContain("tab's own connection");
        expect(sent).toEqual([]);
      },
    );

    it.each(of('closed'))('%s: that the environment is closed', async (_, seed) => {
      const { state, problems, sent } = await desk.run(seed.text);
      expect(state).toBe('failed');
      expect(problems[0]?.message).toContain('O365GermanyCloud');
      expect(problems[0]?.message).toContain('closed this cloud in 2021');
      expect(sent).toEqual([]);
    });

    it('sends no change after a refused Connect- command, and does not even ask about it', async () => {
      const script =
        'try { Connect-ExchangeOnline -Device } catch { "no" }\nSet-Mailbox anais.garcon -CustomAttribute1 x';
      const { asked, state, sent } = await desk.run(script);
      expect(asked).toEqual([]);
      expect(state).toBe('failed');
      expect(sent).toEqual([]);
    });

    it('keeps what a refused script says after its Connect- command from this organisation', async () => {
      const seed = seeds.find(({ file }) => file.startsWith('74-'));
      await desk.run(seed?.text ?? '');
      expect(await desk.requests()).toEqual([]);
      const { sent } = await desk.run('$one = Get-EXOMailbox -ResultSize 1; $one.Count');
      expect(sent).toHaveLength(1);
    });
  },
);
