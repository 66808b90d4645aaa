import { fold } from '../ui/fold.ts';
import { HELP_GROUPS } from './topics.ts';
import { pastTopics } from './pastTopics.ts';
import { serviceTopics } from './serviceTopics.ts';
import { signInTopics } from './signInTopics.ts';
import type { HelpTopic } from './topics.ts';

export const helpTopics: readonly HelpTopic[] = [...signInTopics, ...serviceTopics, ...pastTopics];

/** Folded; a sign-in error's number is found with and without the letters before it. */
const plain = (text: string): string => fold(text).replaceAll(/aadsts(?=\d)/g, '');

const index = helpTopics.map((topic) => ({
  topic,
  title: plain(topic.title),
  all: plain(
    [topic.title, topic.today.because, topic.also ?? '', ...topic.text, ...(topic.steps ?? [])].join(' '),
  ),
}));
type Indexed = (typeof index)[number];

export interface HelpSection {
  readonly group: string;
  readonly topics: readonly HelpTopic[];
}

/** Words, without the marks around them and the full stop behind. */
const wordsOf = (typed: string): readonly string[] =>
  plain(typed)
    .split(/[\s"'“”‘’()<>,;:]+/u)
    .map((word) => word.replace(/\.+$/u, ''))
    .filter(Boolean);

/** How much of a pasted message makes a topic worth showing, of what the best one has. */
const CLOSE = 0.75;
/** A word counts for the more the fewer topics have it; one that most have says nothing. */
const weight = (having: number): number => (having === 0 ? 0 : Math.log(index.length / having));

/** For a pasted error message, of which no topic has every word: those that have most of its rare ones. */
function nearest(words: readonly string[]): readonly Indexed[] {
  const weights = new Map(
    words.map((word) => [word, weight(index.filter(({ all }) => all.includes(word)).length)]),
  );
  const scored = index.map((entry) => ({
    entry,
    score: [...weights].reduce((sum, [word, worth]) => (entry.all.includes(word) ? sum + worth : sum), 0),
  }));
  const best = Math.max(...scored.map(({ score }) => score));
  return best < Math.log(index.length / 3)
    ? []
    : scored.filter(({ score }) => score >= best * CLOSE).map(({ entry }) => entry);
}

/**
 * Topics that hold every typed word, by group; within a group those that have them in their title come first. Of a
 * longer text, e.g. a whole error message, the topics that are nearest to it.
 */
export function findTopics(typed: string): readonly HelpSection[] {
  const words = wordsOf(typed);
  const whole = index.filter(({ all }) => words.every((word) => all.includes(word)));
  const found = whole.length === 0 && words.length > 2 ? nearest(words) : whole;
  const inTitle = ({ title }: Indexed) => words.every((word) => title.includes(word));
  const sorted =
    words.length === 0 ? found : found.toSorted((a, b) => Number(inTitle(b)) - Number(inTitle(a)));
  return HELP_GROUPS.map((group) => ({
    group,
    topics: sorted.map(({ topic }) => topic).filter((topic) => topic.group === group),
  })).filter(({ topics }) => topics.length > 0);
}
