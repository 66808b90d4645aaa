import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { REFUSALS } from '../../electron/auth/refusals.ts';
import { linkTitles } from '../../renderer/help/forFailure.ts';
import { findTopics, helpTopics } from '../../renderer/help/search.ts';
import { APPLIES } from '../../renderer/help/topics.ts';
import { WARNINGS } from './seed-topics.ts';

const given = join(import.meta.dirname, '../../../shared');
const seedsFolder = join(given, 'seeds');
const reference = join(given, 'reference');
const present = existsSync(seedsFolder) && existsSync(reference);

const textOf = (id: string): string => {
  const topic = helpTopics.find((one) => one.id === id);
  return topic === undefined ? '' : [topic.title, ...topic.text, ...(topic.steps ?? [])].join('\n');
};
const found = (typed: string) => findTopics(typed).flatMap(({ topics }) => topics.map(({ id }) => id));
const expectedOf = (text: string) => WARNINGS.filter(([known]) => known.test(text));

test.each(WARNINGS.map(([known, expected]) => [known.source, expected] as const))(
  '%s has its topic, with whether it still applies, and why',
  (_, { id, applies, says }) => {
    const topic = helpTopics.find((one) => one.id === id);
    expect(topic?.today.applies).toBe(applies);
    expect(topic?.today.because).toMatch(/^\S.{15,}\.$/su);
    for (const fact of says) expect(`${textOf(id)} ${topic?.today.because ?? ''}`).toMatch(fact);
  },
);

test('what no longer applies stands in the group that says so, and nothing else does', () => {
  for (const { id, group, today } of helpTopics) {
    expect([id, group === 'No longer a problem']).toEqual([id, today.applies === 'no-longer']);
    expect(APPLIES[today.applies]).not.toBe('');
  }
});

test.each(Object.keys(REFUSALS))('AADSTS%s is found in the help', (number) => {
  expect(found(`AADSTS${number}`)).not.toEqual([]);
  expect(found(number)).toEqual(found(`aadsts${number}`));
});

test('every topic that a failure leads to is there', () => {
  expect(Object.keys(linkTitles).filter((id) => textOf(id) === '')).toEqual([]);
});

describe.runIf(present)('the documents that the app replaces (skipped where ../shared is not there)', () => {
  const seeds = present
    ? readdirSync(seedsFolder).map((name) => readFileSync(join(seedsFolder, name), 'utf8'))
    : [];

  /** Paragraphs below a heading, up to the next one that ends the list. */
  const requirements = seeds.flatMap((text) => {
    const [, after = ''] = text.split(/receive errors, check the following requirements:/);
    const [list = ''] = after.split(/\n(?=#|Appendix)/);
    return list
      .split(/\n\s*[-•]\s+/)
      .slice(1)
      .map((line) => line.replaceAll(/\s+/g, ' ').trim());
  });
  const issues = seeds.flatMap((text) =>
    [...text.matchAll(/^Issue \d+: (.+)$/gm)].map(([, name = '']) => name),
  );
  const failures = present
    ? (readFileSync(join(reference, 'connect.md'), 'utf8').split(/^## Failures/m)[1] ?? '')
        .split(/^## /m)[0]!
        .split('\n')
        .filter((line) => line.startsWith('| '))
        .slice(2)
        .map((line) => line.split('|')[1]!.trim())
    : [];

  test('are read: requirements, issues, rows of failures', () => {
    expect(requirements.length).toBeGreaterThanOrEqual(11);
    expect(issues).toHaveLength(5);
    expect(failures.length).toBeGreaterThanOrEqual(15);
  });

  test('each requirement, issue and row of failures has its topic', () => {
    const missing = [...requirements, ...issues, ...failures].filter((text) => expectedOf(text).length === 0);
    expect(missing).toEqual([]);
  });

  test('each message that they quote leads to its topic when it is pasted into the search', () => {
    const messages = seeds
      .flatMap((text) => [...text.matchAll(/(?:looks like this|see the following error):?\s+>?\s*(.+)/g)])
      .map(([, message = '']) => message.trim());
    expect(messages.length).toBeGreaterThanOrEqual(4);
    for (const message of messages) {
      const wanted = expectedOf(message).map(([, { id }]) => id);
      expect([message, wanted.length > 0 || message.includes('shell was not found')]).toEqual([
        message,
        true,
      ]);
      const topics = found(message);
      expect(topics).toContain(wanted[0] ?? 'snat');
      expect(topics.length).toBeLessThanOrEqual(4);
    }
  });

  test('each number of a sign-in error that the references name is found', () => {
    const numbers = readdirSync(reference)
      .filter((name) => name.endsWith('.md'))
      .flatMap((name) => [...readFileSync(join(reference, name), 'utf8').matchAll(/AADSTS(\d+)/g)])
      .map(([, number = '']) => number);
    expect(numbers.length).toBeGreaterThan(8);
    expect(numbers.filter((number) => found(number).length === 0)).toEqual([]);
  });
});
