/** Writes module files of any size for tests and timing, in the shape that module-file.md describes. */

const types = [
  '[string]',
  '[bool]',
  '[switch]',
  '[System.Object[]]',
  '[int]',
  '[string[]]',
  '',
  '[System.Nullable[int]]',
  '[hashtable[]]',
  '[pscredential]',
];

function parameterText(index: number, name: string): string {
  const type = types[index % types.length] ?? '';
  const lines: string[] = [];
  if (index % 5 === 0)
    lines.push(`    [Parameter(ParameterSetName='Identity', Mandatory=$true, Position=${index % 3})]`);
  if (index % 5 === 1) lines.push('    [Parameter(Mandatory)]');
  if (index % 5 === 2) {
    lines.push(`    [Parameter(ParameterSetName="Identity", ValueFromPipeline = $true)]`);
    lines.push(`    [Parameter(ParameterSetName="Other",`, `        Mandatory = $false)]`);
  }
  if (index % 4 === 0) lines.push(`    [Alias('${name}Old', "${name}Older")]`);
  if (index % 7 === 0) lines.push('    [ValidateNotNullOrEmpty()]');
  if (index % 9 === 0) lines.push("    [ValidateSet('One','Two','It''s')]");
  if (index % 11 === 0) lines.push('    [ValidateLength(1, 64)]');
  if (type !== '') lines.push(`    ${type}`);
  lines.push(`    \${${name}}`);
  return lines.join('\n');
}

function cmdletText(index: number, parameters: number, bodyLines: number): string {
  const name = `${['Get', 'Set', 'New', 'Remove'][index % 4] ?? 'Get'}-Thing${index}`;
  const params = Array.from({ length: parameters }, (_, i) => parameterText(i + index, `Parameter${i}`));
  const body = Array.from(
    { length: bodyLines },
    (_, i) => `        Write-Verbose "step ${i} of $(Get-Name ('x' + ")")) { not a brace" # } nor this`,
  );
  return `
function script:${name}
{
    [CmdletBinding(DefaultParameterSetName='Identity', SupportsShouldProcess=$true, ConfirmImpact='${index % 3 === 0 ? 'High' : 'Medium'}')]
    param(

${params.join(',\n   \n')}
    )
    Begin {
        <# function script:Not-This { } #>
        $text = @'
function script:Nor-This { param(\${X}) }
'@
        Start-It -EnableBatchingStatus:$${index % 50 === 0 ? 'false' : 'true'}
    }
    Process {
${body.join('\n')}
        $PSCmdlet.MyInvocation.BoundParameters['Parameter9'] = Encrypt-Value $PublicKey
        $cmdletConfirmImpactValue = 2
        Execute-Command -CmdletName '${name}' -Parameters $PSBoundParameters
    }
}
`;
}

/** A module file of `cmdlets` cmdlets; 787 with 12 parameters and 9 body lines have about 2.1 million characters. */
export function moduleFileText(cmdlets: number, parameters: number, bodyLines: number): string {
  const names = Array.from(
    { length: cmdlets },
    (_, i) => `"${['Get', 'Set', 'New', 'Remove'][i % 4] ?? ''}-Thing${i}"`,
  );
  const parts = [
    "$PublicKey = '<RSAKeyValue><Modulus>AQAB</Modulus></RSAKeyValue>'\n$HelpFileNames = @('A-Help.xml', \"B-Help.xml\")\n",
    'function Encrypt-Value { param([string]$Key) return $Key }\n',
  ];
  for (let i = 0; i < cmdlets; i++) parts.push(cmdletText(i, parameters, bodyLines));
  parts.push(`\nExport-ModuleMember -Function @(${names.join(', ')})\n`);
  return parts.join('');
}
