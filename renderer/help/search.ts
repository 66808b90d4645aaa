import { fold } from '../app/palette/filter.ts';
import { HELP_GROUPS } from './topics.ts';
import { pastTopics } from './pastTopics.ts';
import { serviceTopics } from './serviceTopics.ts';
import { signInTopics } from './signInTopics.ts';
import type { HelpTopic } from './topics.ts';

export const helpTopics: readonly HelpTopic[] = [...signInTopics, ...serviceTopics, ...pastTopics];

const index = helpTopics.map((topic) => ({
  topic,
  title: fold(topic.title),
  all: fold([topic.title, topic.also ?? '', ...topic.text, ...(topic.steps ?? [])].join(' ')),
}));

export interface HelpSection {
  readonly group: string;
  readonly topics: readonly HelpTopic[];
}

/** Topics that hold every typed word, by group; within a group those that have them in their title come first. */
export function findTopics(typed: string): readonly HelpSection[] {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  const found = index.filter(({ all }) => words.every((word) => all.includes(word)));
  const inTitle = ({ title }: { title: string }) => words.every((word) => title.includes(word));
  const sorted =
    words.length === 0 ? found : found.toSorted((a, b) => Number(inTitle(b)) - Number(inTitle(a)));
  return HELP_GROUPS.map((group) => ({
    group,
    topics: sorted.map(({ topic }) => topic).filter((topic) => topic.group === group),
  })).filter(({ topics }) => topics.length > 0);
}
