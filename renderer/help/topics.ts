/** In the order in which the help shows them. */
export const HELP_GROUPS = [
  'Signing in',
  'Apps and machines',
  'Roles and rights',
  'Network',
  'Connections',
  'No longer a problem',
] as const;
type HelpGroup = (typeof HELP_GROUPS)[number];

/** What guides for the PowerShell module say of a topic, measured against an app that speaks REST. */
export interface Today {
  readonly applies: 'still' | 'in-part' | 'no-longer';
  /** Why; a sentence that stands after “Still applies:” and its kin. */
  readonly because: string;
}

export const APPLIES: Readonly<Record<Today['applies'], string>> = {
  still: 'Still applies',
  'in-part': 'Applies in part',
  'no-longer': 'No longer applies',
};

/** One thing that can be wrong, or that one wants to know. Text between backticks is code. */
export interface HelpTopic {
  readonly id: string;
  readonly group: HelpGroup;
  readonly title: string;
  readonly today: Today;
  readonly text: readonly string[];
  /** What to do, one after the other. */
  readonly steps?: readonly string[];
  /** Words that people look for and the text does not say. */
  readonly also?: string;
}
