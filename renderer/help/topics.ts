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

/** One thing that can be wrong, or that one wants to know. Text between backticks is code. */
export interface HelpTopic {
  readonly id: string;
  readonly group: HelpGroup;
  readonly title: string;
  readonly text: readonly string[];
  /** What to do, one after the other. */
  readonly steps?: readonly string[];
  /** Words that people look for and the text does not say. */
  readonly also?: string;
}
