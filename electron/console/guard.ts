import { fail } from '../../shared/model/failure.ts';
import type { CmdletInfo } from '../../shared/model/cmdlet.ts';

/** Verbs that only look (DESIGN, safety rule 4). All others count as changing. */
const READING = new Set([
  'get',
  'test',
  'search',
  'export',
  'find',
  'measure',
  'compare',
  'trace',
  'validate',
  'resolve',
]);

const verbOf = (cmdlet: string) => cmdlet.split('-')[0]?.toLowerCase() ?? '';

/**
 * Whether a cmdlet changes data: by what the service says of it, and by its verb. Decided in main from the session's own
 * metadata, whatever the worker made of the text.
 */
export function isChange(info: CmdletInfo): boolean {
  const verb = verbOf(info.name);
  if (verb === 'get') return false;
  return info.supportsShouldProcess || !READING.has(verb);
}

export interface ReadOnlyRule {
  /** Name of the connection where its profile is read-only; else null. */
  readonly connection: string | null;
  /** The saved query is marked read-only. */
  readonly query: boolean;
}

/** Throws FailureError read-only where the cmdlet changes data and that is not allowed. */
export function refuseChange(info: CmdletInfo, rule: ReadOnlyRule): void {
  if (!isChange(info)) return;
  if (rule.connection !== null) {
    throw fail(
      'read-only',
      `${info.name} changes data, and the connection "${rule.connection}" is read-only. Nothing was sent.`,
      'Turn read-only off in the connection’s settings if the change is meant.',
    );
  }
  if (rule.query) {
    throw fail(
      'read-only',
      `${info.name} changes data, and this query is marked as read-only. Nothing was sent.`,
      'Take the mark off the query if the change is meant.',
    );
  }
}

export type ChangeVerb = 'Change' | 'Create' | 'Remove' | 'Run';

/** What a cmdlet does to its objects, in one word. */
export function changeVerb(cmdlet: string): ChangeVerb {
  switch (verbOf(cmdlet)) {
    case 'new':
      return 'Create';
    case 'remove':
      return 'Remove';
    case 'set':
    case 'enable':
    case 'disable':
    case 'update':
    case 'add':
    case 'upgrade':
    case 'move':
    case 'undo':
    case 'restore':
    case 'install':
    case 'uninstall':
      return 'Change';
    default:
      return 'Run';
  }
}
