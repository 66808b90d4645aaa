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
  ])('%s is %s', (written, expected) => {
    expect(shortTypeName(written)).toBe(expected);
  });
});
