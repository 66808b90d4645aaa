import type { ServerCmdlet, ServerParameter } from '../cmdlets/definition.ts';

/** PowerShell's spelling of the .NET types in the table; `Object` stands without a type (module-file.md). */
const TYPES: Readonly<Record<string, string | null>> = {
  String: 'string',
  'String[]': 'string[]',
  Boolean: 'bool',
  SwitchParameter: 'switch',
  Int32: 'int',
  Object: null,
  'Object[]': 'System.Object[]',
  SecureString: 'securestring',
  PSCredential: 'pscredential',
  'Byte[]': 'byte[]',
  'Hashtable[]': 'hashtable[]',
};

export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

function setLines(parameter: ServerParameter): string[] {
  return parameter.sets.flatMap((entry) => {
    const facts = [
      ...(entry.set === '__AllParameterSets' ? [] : [`ParameterSetName=${quoted(entry.set)}`]),
      ...(entry.mandatory ? ['Mandatory=$true'] : []),
      ...(entry.position === null ? [] : [`Position=${entry.position}`]),
      ...(entry.pipeline ? ['ValueFromPipeline=$true'] : []),
      ...(entry.byName ? ['ValueFromPipelineByPropertyName=$true'] : []),
    ];
    return facts.length === 0 ? [] : [`[Parameter(${facts.join(', ')})]`];
  });
}

function checkLines(parameter: ServerParameter): string[] {
  const { aliases, notNull, length, range, values } = parameter;
  return [
    ...(aliases.length > 0 ? [`[Alias(${aliases.map(quoted).join(', ')})]`] : []),
    ...(notNull === 'null'
      ? ['[ValidateNotNull()]']
      : notNull === 'nullOrEmpty'
        ? ['[ValidateNotNullOrEmpty()]']
        : []),
    ...(length?.min === 0 ? ['[AllowEmptyString()]'] : []),
    ...(length ? [`[ValidateLength(${length.min}, ${length.max})]`] : []),
    ...(range ? [`[ValidateRange(${range.min}, ${range.max})]`] : []),
    ...(values ? [`[ValidateSet(${values.map(quoted).join(', ')})]`] : []),
  ];
}

function parameterBlock(parameter: ServerParameter): string {
  const type = TYPES[parameter.type] ?? null;
  const lines = [
    ...setLines(parameter),
    ...checkLines(parameter),
    ...(type === null ? [] : [`[${type}]`]),
    `\${${parameter.name}}`,
  ];
  return lines.map((line) => `    ${line}`).join('\n');
}

const IMPACT: Readonly<Record<string, number>> = { Low: 1, Medium: 2, High: 3 };

/** `function script:Verb-Noun …` of one cmdlet, in the shape of the service's own file (module-file.md). */
export function cmdletFunction(cmdlet: ServerCmdlet, helpFile: string): string {
  const { name, defaultSet, supportsShouldProcess, confirmImpact } = cmdlet;
  const binding = [
    ...(defaultSet === null ? [] : [`DefaultParameterSetName=${quoted(defaultSet)}`]),
    ...(supportsShouldProcess
      ? ['SupportsShouldProcess=$true', `ConfirmImpact=${quoted(confirmImpact)}`]
      : []),
  ];
  const routed = cmdlet.parameters.some((parameter) => parameter.name === 'UseCustomRouting');
  const secrets = cmdlet.encrypted.map(
    (secret) => `        if ($PSBoundParameters.ContainsKey(${quoted(secret)})) {
            $PSCmdlet.MyInvocation.BoundParameters[${quoted(secret)}] = Encrypt-Value -Value \${${secret}}
        }`,
  );
  const ask = supportsShouldProcess
    ? [
        `        $cmdletConfirmImpactValue = ${IMPACT[confirmImpact] ?? 2}`,
        '        if (([int]$ConfirmPreference) -gt 0 -and ([int]$ConfirmPreference) -le $cmdletConfirmImpactValue) { $ShowConfirmPrompt = $true }',
      ]
    : [];
  return `# .ExternalHelp ${helpFile}
function script:${name}
{
    [CmdletBinding(${binding.join(', ')})]
    param(

${cmdlet.parameters.map(parameterBlock).join(',\n\n')}
    )
    Begin {
        $Batch = New-CommandBatch -EnableBatchingStatus:${cmdlet.batching ? '$true' : '$false'} -ExpectingInput $PSCmdlet.MyInvocation.ExpectingInput
    }
    Process {
        $ShowConfirmPrompt = $false
${[...secrets, ...ask].join('\n')}
        Execute-Command -CmdletName ${quoted(name)} -Parameters $PSCmdlet.MyInvocation.BoundParameters -ShowConfirmPrompt $ShowConfirmPrompt -PSCmdletObject $PSCmdlet -Batch $Batch${routed ? ' -RoutingIdentity ${Identity}' : ''}
    }
    End {
        Complete-CommandBatch -Batch $Batch
    }
}`;
}
