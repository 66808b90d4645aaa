/** Words that PowerShell takes for types where they stand alone, and whose .NET name is another one. */
const accelerators = new Map<string, string>([
  ['string', 'String'],
  ['bool', 'Boolean'],
  ['switch', 'SwitchParameter'],
  ['int', 'Int32'],
  ['uint', 'UInt32'],
  ['short', 'Int16'],
  ['ushort', 'UInt16'],
  ['long', 'Int64'],
  ['ulong', 'UInt64'],
  ['float', 'Single'],
  ['bigint', 'BigInteger'],
  ['xml', 'XmlDocument'],
  ['ref', 'PSReference'],
  ['semver', 'SemanticVersion'],
  ['adsi', 'DirectoryEntry'],
  ['adsisearcher', 'DirectorySearcher'],
  ['wmi', 'ManagementObject'],
  ['wmiclass', 'ManagementClass'],
  ['wmisearcher', 'ManagementObjectSearcher'],
  ['pscustomobject', 'PSObject'],
]);

/** .NET names by their lower-case form: in a script their capitals may be written otherwise. */
const netNames = new Map<string, string>(
  [
    'Array',
    'BigInteger',
    'Boolean',
    'Byte',
    'Char',
    'CimInstance',
    'CimSession',
    'CultureInfo',
    'DateTime',
    'DateTimeOffset',
    'DayOfWeek',
    'Decimal',
    'Dictionary`2',
    'Double',
    'Guid',
    'Hashtable',
    'IPAddress',
    'IPEndPoint',
    'IDictionary',
    'IList',
    'Int16',
    'Int32',
    'Int64',
    'List`1',
    'MailAddress',
    'MultiValuedProperty',
    'Nullable`1',
    'Object',
    'PSCredential',
    'PSCustomObject',
    'PSListModifier',
    'PSModuleInfo',
    'PSObject',
    'PSPrimitiveDictionary',
    'PSVariable',
    'Regex',
    'SByte',
    'ScriptBlock',
    'SecureString',
    'Single',
    'Stream',
    'String',
    'SwitchParameter',
    'TimeSpan',
    'TimeZoneInfo',
    'Type',
    'UInt16',
    'UInt32',
    'UInt64',
    'Uri',
    'Version',
    'X509Certificate',
    'X509Certificate2',
    'XmlDocument',
  ].map((name) => [name.toLowerCase(), name]),
);

/**
 * .NET's short name of a type as written in square brackets: `string` → String, `System.Object[]` → Object[],
 * `System.Nullable[int]` → Nullable`1, `Some.Outer+Inner` → Inner.
 */
export function shortTypeName(written: string): string {
  let name = written.replace(/\s+/g, '');
  let arrays = '';
  for (let found = /\[,*\]$/.exec(name); found !== null; found = /\[,*\]$/.exec(name)) {
    arrays = found[0] + arrays;
    name = name.slice(0, -found[0].length);
  }
  const open = name.indexOf('[');
  if (open < 0) {
    const comma = name.indexOf(',');
    if (comma > 0) return shortTypeName(name.slice(0, comma)) + arrays;
    return lastPart(name) + arrays;
  }
  const close = name.lastIndexOf(']');
  const rest = name.slice(close + 1);
  if (rest.startsWith(',')) return shortTypeName(name.slice(0, close + 1)) + arrays;
  const count = argumentCount(name.slice(open + 1, close < 0 ? undefined : close));
  const generic = name.slice(0, open);
  return lastPart(/`\d+$/.test(generic) ? generic : `${generic}\`${count}`) + arrays;
}

function lastPart(name: string): string {
  const from = Math.max(name.lastIndexOf('.'), name.lastIndexOf('+')) + 1;
  const last = name.slice(from);
  const lower = last.toLowerCase();
  return (from === 0 ? accelerators.get(lower) : undefined) ?? netNames.get(lower) ?? last;
}

function argumentCount(inner: string): number {
  let depth = 0;
  let count = 1;
  for (const character of inner) {
    if (character === '[') depth++;
    else if (character === ']') depth--;
    else if (character === ',' && depth === 0) count++;
  }
  return count;
}
