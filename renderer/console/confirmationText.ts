import { formatPlural } from '../ui/format.ts';
import type { Confirmation } from '../../shared/model/console.ts';

/** What the button says and does: "Change 3 mailboxes"; a cmdlet without objects of its own is named. */
export function confirmationVerb({ verb, cmdlet, objects, noun, script }: Confirmation): string {
  if (script !== null) return 'Run the script';
  if (verb === 'Run') return `Run ${cmdlet}`;
  // What is created has no identity yet, and is one.
  return `${verb} ${formatPlural(Math.max(1, objects.length), noun.one, noun.many)}`;
}

/** "Change 3 mailboxes in Bäckerei Müller?" */
export const confirmationTitle = (question: Confirmation): string =>
  question.script !== null
    ? `Run a script that changes data in ${question.organization}?`
    : `${confirmationVerb(question)} in ${question.organization}?`;
