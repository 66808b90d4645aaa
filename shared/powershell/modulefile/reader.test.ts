import { describe, expect, it } from 'vitest';
import { readModuleFile } from './reader.ts';
import { shortTypeName } from './type-names.ts';

const script = `
$PublicKey = '<RSAKeyValue>x</RSAKeyValue>'
$HelpFileNames = @('A-Help.xml', "B-Help.xml")
# function script:Commented-Out { param(\${X}) }
function Helper { param($x) }
$text = @"
function script:In-AString {
}
"@
function script:Set-Sample
{
    [CmdletBinding(DefaultParameterSetName='Identity', SupportsShouldProcess=$true, ConfirmImpact='High')]
    param(

    [Parameter(ParameterSetName='Identity', Mandatory=$true, Position=0, ValueFromPipeline=$true, ValueFromPipelineByPropertyName=$true)]
    [ValidateNotNull()]
    \${Identity},
   
    [Parameter(ParameterSetName='Identity')]
    [Parameter(ParameterSetName="Other", Mandatory = $false)]
    [Alias('Old', "Older")]
    [ValidateLength(1, 64)]
    [string]
    \${DisplayName},

    [pscredential]
    \${Credential},

    [Parameter(Mandatory, Position="1", # a comment )
       ParameterSetName = 'It''s',
       HelpMessage='a, b) c')]
    [ValidateSet('One','Two')] [System.Nullable[int]] \${Number} = $null,
    [System.Collections.Generic.Dictionary[string,System.Object]]$Table = @{a=1,2},
    [switch]
    \${Force}
    )
    Begin { Start-It "} $(x '()') {" -EnableBatchingStatus:$true }
    Process {
        # $PSCmdlet.MyInvocation.BoundParameters['Force'] = Encrypt-Value 1
        $PSCmdlet.MyInvocation.BoundParameters['credential'] = Encrypt-Value $PublicKey
        $cmdletConfirmImpactValue = 3
    }
}
function script:Get-Automatic { [CmdletBinding()] param([object[]]$A, [switch]$B, [Parameter(Mandatory=$true)][int]$C) -EnableBatchingStatus:$false }
function script:Get-NoPositions { [CmdletBinding(PositionalBinding=$false)] param([string]$A) }
function script:Get-Broken { param( [string ) }
FUNCTION Script:Get-Bare { }
Export-ModuleMember -Function @("Set-Sample",'Get-Automatic')
`;

const none = { mandatory: false, position: null, pipeline: false, byName: false };

describe('readModuleFile', () => {
  const file = readModuleFile(script);
  const byName = new Map(file.cmdlets.map((cmdlet) => [cmdlet.name, cmdlet]));

  it('finds the cmdlets and nothing else', () => {
    expect(file.cmdlets.map((c) => c.name)).toEqual([
      'Set-Sample',
      'Get-Automatic',
      'Get-NoPositions',
      'Get-Bare',
    ]);
    expect(file.skipped).toEqual([{ name: 'Get-Broken', reason: 'its parameters can’t be read' }]);
  });

  it('reads what the script says of itself', () => {
    expect(file.exported).toEqual(['Set-Sample', 'Get-Automatic']);
    expect(file.publicKey).toBe('<RSAKeyValue>x</RSAKeyValue>');
    expect(file.helpFiles).toEqual(['A-Help.xml', 'B-Help.xml']);
  });

  it('reads a cmdlet’s facts', () => {
    expect(byName.get('Set-Sample')).toMatchObject({
      defaultSet: 'Identity',
      supportsShouldProcess: true,
      confirmImpact: 'High',
      batching: true,
      encrypted: ['Credential'],
    });
    expect(byName.get('Get-Automatic')).toMatchObject({
      defaultSet: null,
      supportsShouldProcess: false,
      confirmImpact: 'None',
      batching: false,
      encrypted: [],
    });
  });

  it('reads parameters in their order with types, aliases, checks and sets', () => {
    const parameters = byName.get('Set-Sample')?.parameters ?? [];
    expect(parameters.map((p) => `${p.name} ${p.type}`)).toEqual([
      'Identity Object',
      'DisplayName String',
      'Credential PSCredential',
      'Number Nullable`1',
      'Table Dictionary`2',
      'Force SwitchParameter',
    ]);
    expect(parameters[0]).toMatchObject({
      notNull: 'null',
      sets: [{ set: 'Identity', mandatory: true, position: 0, pipeline: true, byName: true }],
    });
    expect(parameters[1]).toMatchObject({
      aliases: ['Old', 'Older'],
      length: { min: 1, max: 64 },
      sets: [
        { ...none, set: 'Identity' },
        { ...none, set: 'Other' },
      ],
    });
    expect(parameters[2]).toMatchObject({ encrypted: true, sets: [{ ...none, set: '__AllParameterSets' }] });
    expect(parameters[3]).toMatchObject({
      values: ['One', 'Two'],
      sets: [{ ...none, set: "It's", mandatory: true, position: 1 }],
    });
  });

  it('gives positions as PowerShell does where none are written', () => {
    const positions = (name: string): (number | null | undefined)[] =>
      (byName.get(name)?.parameters ?? []).map((p) => p.sets[0]?.position);
    expect(positions('Get-Automatic')).toEqual([0, null, 1]);
    expect(positions('Get-NoPositions')).toEqual([null]);
  });

  // Decisions by PowerShell's own reading of a function's parameters; Get-Command shows the same.
  const setsOf = (params: string, binding = ''): unknown[] =>
    (
      readModuleFile(
        `function script:Get-It { [CmdletBinding(${binding})] param(${params}) }`,
      ).cmdlets[0]?.parameters.map((p) => p.sets) ?? []
    )
      .flat()
      .map((s) => `${s.set} ${s.mandatory ? 'M' : '-'} ${s.position ?? 'named'}`);

  it.each([
    ['a mandatory parameter without set or position', '[Parameter(Mandatory=$true)]$A', '', ['M 0']],
    ['untyped ones and a switch', '$A, [switch]$B, $C', '', ['- 0', '- named', '- 1']],
    ['a position elsewhere', '[Parameter(Position=3)]$A, $B', '', ['- 3', '- named']],
    [
      'the set of all by its own name',
      "[Parameter(ParameterSetName='__ALLParameterSets')]$A, $B",
      '',
      ['- 0', '- 1'],
    ],
    ['positional binding turned off', '$A, $B', 'PositionalBinding=0', ['- named', '- named']],
    ['positional binding written as on', '$A', 'PositionalBinding', ['- 0']],
    [
      'text as Boolean: any but the empty one is true',
      "[Parameter(Mandatory='false', Position=0)]$A",
      '',
      ['M 0'],
    ],
    ['empty text as Boolean', "[Parameter(Mandatory='', Position=0)]$A", '', ['- 0']],
  ])('reads positions and flags as PowerShell does: %s', (_, params, binding, expected) => {
    expect(setsOf(params, binding)).toEqual(expected.map((entry) => `__AllParameterSets ${entry}`));
  });

  it('takes one set anywhere for a sign that nothing has a position of itself', () => {
    expect(setsOf("$A, [Parameter(ParameterSetName='X', Mandatory)]$B, $C")).toEqual([
      '__AllParameterSets - named',
      'X M named',
      '__AllParameterSets - named',
    ]);
  });

  it('keeps sets in the order written, with the set of all among them, and each once', () => {
    expect(
      setsOf(
        "[Parameter(ParameterSetName='Z', Position=0)][Parameter(Mandatory)][Parameter(ParameterSetName='z')]$A",
      ),
    ).toEqual(['Z - 0', '__AllParameterSets M named']);
  });

  it('knows that a brace after a backtick belongs to a name', () => {
    const text = 'function script:Get-It { param(${a`}b}) ${x`}y} = 1; "}" }\nfunction script:Get-Next { }';
    expect(readModuleFile(text).cmdlets.map((c) => [c.name, ...c.parameters.map((p) => p.name)])).toEqual([
      ['Get-It', 'a}b'],
      ['Get-Next'],
    ]);
  });

  it('shares nothing between parameters that are written alike', () => {
    const [a, b] =
      readModuleFile('function script:Get-It { param([Parameter()]$A, [Parameter()]$B) }').cmdlets[0]
        ?.parameters ?? [];
    expect([a?.sets[0]?.position, b?.sets[0]?.position]).toEqual([0, 1]);
  });

  it('has no default set where none is written', () => {
    const cmdlet = (binding: string) =>
      readModuleFile(`function script:Get-It { ${binding} param($A) }`).cmdlets[0];
    expect(cmdlet('[CmdletBinding(SupportsShouldProcess)]')).toMatchObject({
      defaultSet: null,
      supportsShouldProcess: true,
    });
    expect(cmdlet('')).toMatchObject({ defaultSet: null, supportsShouldProcess: false });
  });

  it('loses no other cmdlet to a body without its end', () => {
    const text =
      'function script:Get-A {\n param([string]$X)\n "open }\n}\nfunction script:Get-B {\n param([int]$Y)\n}\n';
    expect(readModuleFile(text).cmdlets.map((c) => `${c.name} ${c.parameters[0]?.type ?? ''}`)).toEqual([
      'Get-A String',
      'Get-B Int32',
    ]);
  });

  it('survives any cut of the text', () => {
    for (let end = 0; end < script.length; end += 7) {
      expect(readModuleFile(script.slice(0, end)).cmdlets.length).toBeLessThanOrEqual(4);
    }
  });
});

describe('shortTypeName', () => {
  it.each([
    ['string', 'String'],
    ['System.Object[]', 'Object[]'],
    ['hashtable[]', 'Hashtable[]'],
    ['uint', 'UInt32'],
    ['System.IO.Stream', 'Stream'],
    ['system.string', 'String'],
    ['byte[]', 'Byte[]'],
    ['cultureinfo', 'CultureInfo'],
    ['securestring', 'SecureString'],
    ['System.Nullable[System.Guid]', 'Nullable`1'],
    ['System.Collections.Generic.List[string]', 'List`1'],
    ['Some.Outer+Inner', 'Inner'],
    ['System.String, mscorlib', 'String'],
    ['int[,]', 'Int32[,]'],
    ['pscustomobject', 'PSObject'],
    ['System.Management.Automation.PSCustomObject', 'PSCustomObject'],
    ['Some.Space.Switch', 'Switch'],
    ['System.DirectoryServices.ActiveDirectorySecurityInheritance', 'ActiveDirectorySecurityInheritance'],
    ['System.Nullable`1[[System.Int32, mscorlib]]', 'Nullable`1'],
    ['semver', 'SemanticVersion'],
  ])('%s is %s', (written, expected) => {
    expect(shortTypeName(written)).toBe(expected);
  });
});
