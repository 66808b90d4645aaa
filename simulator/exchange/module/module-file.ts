import type { PracticeResponse } from '../../types.ts';
import { baseOf } from '../address.ts';
import { header, type Call } from '../call.ts';
import type { ServerCmdlet } from '../cmdlets/definition.ts';
import { helpFileOf } from '../help/help-files.ts';
import { jsonReply } from '../replies.ts';
import { cmdletFunction, quoted } from './cmdlet-function.ts';
import { RUNTIME_SCRIPT } from './runtime-script.ts';

/** `CommandName: Get-Mailbox,Set-Mail*`: which of the cmdlets are wanted. */
function nameTest(wanted: string): (name: string) => boolean {
  const tests = wanted
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
    .map((word) => {
      const body = word
        .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
        .replaceAll('*', '.*')
        .replaceAll('?', '.');
      return new RegExp(`^${body}$`, 'i');
    });
  return (name) => tests.length === 0 || tests.some((test) => test.test(name));
}

function script(cmdlets: readonly ServerCmdlet[], publicKey: string): string {
  const names = cmdlets.map((cmdlet) => cmdlet.name);
  const help = [...new Set(names.map(helpFileOf))];
  return [
    '# Cmdlets of the practice cloud, for this account and this connection.',
    RUNTIME_SCRIPT.trim(),
    ...cmdlets.map((cmdlet) => cmdletFunction(cmdlet, helpFileOf(cmdlet.name))),
    `$PublicKey = ${quoted(publicKey)}`,
    `$HelpFileNames = @(${help.map(quoted).join(', ')})`,
    `Export-ModuleMember -Function @(${names.map((name) => `"${name}"`).join(', ')})`,
    'Export-ModuleMember -Alias @()',
    "Export-ModuleMember -Variable @('HelpFileNames')",
    '',
  ].join('\n\n');
}

const FORMAT = `<?xml version="1.0" encoding="utf-8"?>
<Configuration><ViewDefinitions><View><Name>Mailbox</Name><ViewSelectedBy><TypeName>Deserialized.Microsoft.Exchange.Data.Directory.Management.Mailbox</TypeName></ViewSelectedBy><TableControl><TableHeaders><TableColumnHeader><Label>Name</Label></TableColumnHeader><TableColumnHeader><Label>Alias</Label></TableColumnHeader><TableColumnHeader><Label>ServerName</Label></TableColumnHeader><TableColumnHeader><Label>ProhibitSendQuota</Label></TableColumnHeader></TableHeaders><TableRowEntries><TableRowEntry><TableColumnItems><TableColumnItem><PropertyName>Name</PropertyName></TableColumnItem><TableColumnItem><PropertyName>Alias</PropertyName></TableColumnItem><TableColumnItem><PropertyName>ServerName</PropertyName></TableColumnItem><TableColumnItem><PropertyName>ProhibitSendQuota</PropertyName></TableColumnItem></TableColumnItems></TableRowEntry></TableRowEntries></TableControl></View></ViewDefinitions></Configuration>
`;

/** `GET …/EXOModuleFile`: the script with the cmdlets that this account may run (module-file.md, real-client.md 2.2). */
export async function moduleFile(call: Call): Promise<PracticeResponse> {
  const fits = nameTest(header(call.request, 'commandname'));
  const cmdlets = call.commands
    .allowed(call.access)
    .map((command) => command.info)
    .filter((cmdlet) => fits(cmdlet.name));
  const names = cmdlets.map((cmdlet) => cmdlet.name).join(',');
  const publicKey = (await call.key()).xml;
  const files = [
    { fileName: 'ExchangeOnline.psm1', fileContent: script(cmdlets, publicKey), exportedCmdlets: names },
    ...(header(call.request, 'skiploadingformatdata').toLowerCase() === 'true'
      ? []
      : [{ fileName: 'ExchangeOnline.format.ps1xml', fileContent: FORMAT, exportedCmdlets: '' }]),
  ];
  return jsonReply(
    JSON.stringify({ '@odata.context': `${baseOf(call.address)}/$metadata#EXOModuleFile`, value: files }),
  );
}

/** `GET …/EXOBanner('AutogenSession')`: one entity (real-client.md 2.1). */
export function banner(call: Call): PracticeResponse {
  return jsonReply(
    JSON.stringify({
      '@odata.context': `${baseOf(call.address)}/$metadata#EXOBanner/$entity`,
      sessionType: 'AutogenSession',
      moduleBannerContent: `\nPractice cloud: ${call.tenant.displayName}. Nothing here is real and nothing is kept.\n`,
    }),
  );
}

/** `GET …/basicinfo('AdminApiState')`: what Get-ConnectionInformation asks of each connection (real-client.md 2.4). */
export function apiState(call: Call): PracticeResponse {
  return jsonReply(
    JSON.stringify({
      '@odata.context': `${baseOf(call.address)}/$metadata#basicinfo/$entity`,
      PropertyName: 'AdminApiState',
      PropertyValue: 'Running',
    }),
  );
}
