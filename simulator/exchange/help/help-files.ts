import type { PracticeResponse } from '../../types.ts';
import { baseOf } from '../address.ts';
import { header, type Call } from '../call.ts';
import { badRequest } from '../failure.ts';
import { jsonReply } from '../replies.ts';
import { helpFile } from './maml.ts';

const BY_NOUN: readonly (readonly [RegExp, string])[] = [
  [/DistributionGroup/, 'Microsoft.Exchange.CalendarsAndGroups-Help.xml'],
  [/ManagementRole|Permission|Organization/, 'Microsoft.Exchange.RolesAndAccess-Help.xml'],
  [/Migration/, 'Microsoft.Exchange.ProvisioningAndMigration-Help.xml'],
  [/Transport|AcceptedDomain|Classification/, 'Microsoft.Exchange.TransportMailControl-Help.xml'],
];
const OTHERS = 'Microsoft.Exchange.Management-Help.xml';

/** The help file that a cmdlet is in. */
export const helpFileOf = (cmdlet: string): string =>
  BY_NOUN.find(([noun]) => noun.test(cmdlet))?.[1] ?? OTHERS;

/**
 * `GET …/EXOHelpFile` with the header `HelpFileNames: ["A-Help.xml",…]`, the names that the module file exports
 * (real-client.md 2.1). A name that no cmdlet of this account has its help in is answered with a file of nothing.
 */
export function helpFiles(call: Call): PracticeResponse {
  const allowed = call.commands.allowed(call.access).map(({ info }) => info);
  const value = namesIn(header(call.request, 'helpfilenames')).map((fileName) => ({
    fileName,
    helpFileContent: helpFile(allowed.filter(({ name }) => helpFileOf(name) === fileName)),
  }));
  return jsonReply(
    JSON.stringify({ '@odata.context': `${baseOf(call.address)}/$metadata#EXOHelpFile`, value }),
  );
}

function namesIn(written: string): string[] {
  if (written === '') throw badRequest('The header HelpFileNames is missing.');
  let names: unknown;
  try {
    names = JSON.parse(written);
  } catch {
    throw badRequest('The header HelpFileNames is not a JSON array.');
  }
  if (!Array.isArray(names)) throw badRequest('The header HelpFileNames is not a JSON array.');
  return (names as unknown[]).map((name) => {
    if (typeof name === 'string' && /^[\w.-]+-Help\.xml$/i.test(name)) return name;
    throw badRequest('The header HelpFileNames holds something that is no name of a help file.');
  });
}
