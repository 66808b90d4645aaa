import type { CmdletInfo } from '../../../shared/model/cmdlet.ts';
import type { Confirmation } from '../../../shared/model/console.ts';
import type { ConnectionProfile } from '../../../shared/model/connection.ts';
import { nounOf } from '../../../shared/model/nouns.ts';
import { changeVerb } from '../guard.ts';
import type { ScriptCommand } from '../protocol.ts';

const IMPACTS = ['None', 'Low', 'Medium', 'High'] as const;

/** The question before a script: every cmdlet of it that changes something, with its line, without the ids. */
export function scriptQuestion(what: {
  /** The commands that change something. */
  readonly commands: readonly ScriptCommand[];
  readonly changes: readonly CmdletInfo[];
  readonly profile: ConnectionProfile;
  readonly text: string;
}): Omit<Confirmation, 'confirmId' | 'tabId' | 'runId'> {
  const { commands, changes, profile, text } = what;
  const { organization } = profile;
  const [first] = changes;
  const lines = text.split('\n');
  const impact = Math.max(...changes.map(({ confirmImpact }) => IMPACTS.indexOf(confirmImpact)));
  return {
    organization: organization.name ?? organization.domain ?? profile.name,
    domain: organization.domain,
    cmdlet: first?.name ?? '',
    command: '',
    parameters: [],
    objects: [],
    noun: nounOf(first?.name ?? ''),
    verb: changes.length === 1 ? changeVerb(first?.name ?? '') : 'Run',
    impact: IMPACTS[impact] ?? 'Medium',
    serviceText: null,
    script: commands.map(({ cmdlet, place }) => ({
      cmdlet,
      line: place.line,
      text: maskedLine((lines[place.line - 1] ?? '').trim()),
    })),
  };
}

/** A line of the script without what looks like a secret in it. */
function maskedLine(line: string): string {
  const masked = line.replace(/(-\w*(?:password|secret)\w*[\s:]+)('[^']*'|"[^"]*"|[^\s)]+)/gi, '$1••••');
  return masked.length > 200 ? `${masked.slice(0, 199)}…` : masked;
}
