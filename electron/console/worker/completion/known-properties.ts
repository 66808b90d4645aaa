import { outputProperties } from '../../../exchange/output-properties.ts';
import type { CmdletInfo } from '../../../../shared/model/cmdlet.ts';

/** What nearly every object of the service has. */
const ALWAYS = ['Identity', 'Name', 'Guid', 'WhenCreated', 'WhenChanged'];
/** Types of parameters that say how to change something, not what it becomes. */
const NOT_KEPT = new Set(['SwitchParameter', 'SecureString', 'PSCredential', 'ScriptBlock']);
const NOT_A_PROPERTY = new Set(['identity', 'domaincontroller', 'organization', 'resultsize', 'filter']);

/**
 * Names of the properties that a cmdlet of the service most likely answers with, before it was run: from the table of
 * the common ones, else what its Set- counterpart can change. Empty: nobody knows.
 */
export function knownProperties(
  cmdlet: string,
  find: (name: string) => CmdletInfo | undefined,
): readonly string[] {
  const listed = outputProperties(cmdlet);
  if (listed.length > 0 || !/^get-/i.test(cmdlet)) return listed;
  const changing = find(`Set-${cmdlet.slice(4)}`);
  if (changing === undefined) return [];
  const changed = changing.parameters
    .filter(({ name, type }) => !NOT_KEPT.has(type) && !NOT_A_PROPERTY.has(name.toLowerCase()))
    .map(({ name }) => name);
  return [...new Set([...ALWAYS, ...changed])];
}
