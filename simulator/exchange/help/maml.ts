import type { ServerCmdlet, ServerParameter } from '../cmdlets/definition.ts';
import { CMDLET_WORDS } from './cmdlet-words.ts';
import { parameterWords } from './parameter-words.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
const paras = (texts: readonly string[]): string =>
  texts.map((text) => `<maml:para>${escaped(text)}</maml:para>`).join('');

/** A help file in MAML, the form that PowerShell's own help has. */
export function helpFile(cmdlets: readonly ServerCmdlet[]): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<helpItems schema="maml" xmlns="http://msh">
${cmdlets.map(command).join('\n')}
</helpItems>
`;
}

function command(cmdlet: ServerCmdlet): string {
  const { name } = cmdlet;
  const [verb = '', noun = ''] = name.split('-');
  const { synopsis, description, examples } = CMDLET_WORDS[name] ?? {
    synopsis: `${verb} ${noun}.`,
    description: [],
    examples: [],
  };
  return `<command:command xmlns:maml="http://schemas.microsoft.com/maml/2004/10" xmlns:command="http://schemas.microsoft.com/maml/dev/command/2004/10" xmlns:dev="http://schemas.microsoft.com/maml/dev/2004/10">
  <command:details><command:name>${name}</command:name><command:verb>${verb}</command:verb><command:noun>${noun}</command:noun><maml:description>${paras([synopsis])}</maml:description></command:details>
  <maml:description>${paras(description)}</maml:description>
  <command:syntax>
${setsOf(cmdlet)
  .map((set) => syntaxItem(cmdlet, set))
  .join('\n')}
  </command:syntax>
  <command:parameters>
${cmdlet.parameters.map((each) => parameter(each, each.sets[0])).join('\n')}
  </command:parameters>
  <command:inputTypes><command:inputType><dev:type><maml:name>None</maml:name></dev:type><maml:description>${paras([])}</maml:description></command:inputType></command:inputTypes>
  <command:returnValues><command:returnValue><dev:type><maml:name>System.Object</maml:name></dev:type><maml:description>${paras(['Objects of the practice cloud.'])}</maml:description></command:returnValue></command:returnValues>
  <maml:alertSet><maml:alert>${paras(['This help comes from the practice cloud.'])}</maml:alert></maml:alertSet>
  <command:examples>
${examples.map(example).join('\n')}
  </command:examples>
  <command:relatedLinks><maml:navigationLink><maml:linkText>Online version</maml:linkText><maml:uri>https://learn.microsoft.com/powershell/module/exchange/${name.toLowerCase()}</maml:uri></maml:navigationLink></command:relatedLinks>
</command:command>`;
}

/** Names of the sets; one without a name where there is none. */
function setsOf({ parameters }: ServerCmdlet): string[] {
  const named = new Set(parameters.flatMap(({ sets }) => sets.map(({ set }) => set)));
  named.delete('__AllParameterSets');
  return named.size === 0 ? ['__AllParameterSets'] : [...named];
}

function syntaxItem({ name, parameters }: ServerCmdlet, set: string): string {
  const own = parameters.flatMap((each) => {
    const entry = each.sets.find((one) => one.set === set || one.set === '__AllParameterSets');
    return entry === undefined ? [] : [parameter(each, entry)];
  });
  return `    <command:syntaxItem><maml:name>${name}</maml:name>${own.join('')}</command:syntaxItem>`;
}

function parameter(each: ServerParameter, entry: ServerParameter['sets'][number] | undefined): string {
  const input = [
    ...(entry?.byName === true ? ['ByPropertyName'] : []),
    ...(entry?.pipeline === true ? ['ByValue'] : []),
  ];
  const type = each.kind === 'id' ? `${each.name}Parameter` : each.type;
  const facts = [
    `required="${String(entry?.mandatory ?? false)}"`,
    `variableLength="${String(each.type.endsWith('[]'))}"`,
    `globbing="${String(each.kind === 'id')}"`,
    `pipelineInput="${input.length === 0 ? 'False' : `True (${input.join(', ')})`}"`,
    `position="${entry?.position == null ? 'named' : String(entry.position)}"`,
    `aliases="${each.aliases.length === 0 ? 'none' : each.aliases.join(', ')}"`,
  ];
  return `    <command:parameter ${facts.join(' ')}><maml:name>${each.name}</maml:name><maml:Description>${paras(parameterWords(each))}</maml:Description><command:parameterValue required="${String(each.type !== 'SwitchParameter')}" variableLength="false">${type}</command:parameterValue><dev:type><maml:name>${type}</maml:name><maml:uri /></dev:type><dev:defaultValue>${each.type === 'SwitchParameter' ? 'False' : 'None'}</dev:defaultValue></command:parameter>`;
}

function example([code, remark]: readonly [string, string], at: number): string {
  const title = `-------------------------- Example ${String(at + 1)} --------------------------`;
  return `    <command:example><maml:title>${title}</maml:title><dev:code>${escaped(code)}</dev:code><dev:remarks>${paras([remark])}</dev:remarks></command:example>`;
}
