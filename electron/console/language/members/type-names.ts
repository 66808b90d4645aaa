/**
 * Every type that a script can name, with its base and interfaces. There are no others: what isn't here doesn't exist.
 * One line each: `FullName < Base : Interface Interface = accelerator accelerator`. No base: System.Object.
 */
const CLASSES = `
System.Void < System.ValueType = void
System.ValueType = valuetype
System.Enum < System.ValueType : System.IComparable System.IFormattable System.IConvertible = enum
System.Array : System.Collections.IList System.Collections.ICollection System.Collections.IEnumerable System.ICloneable = array
System.String : System.IComparable System.ICloneable System.IConvertible System.Collections.IEnumerable System.IEquatable\`1[System.String] System.Collections.Generic.IEnumerable\`1[System.Char] = string
System.Char < System.ValueType : System.IComparable System.IConvertible System.IFormattable = char
System.Boolean < System.ValueType : System.IComparable System.IConvertible = bool
System.Byte < System.ValueType : System.IComparable System.IFormattable System.IConvertible = byte
System.SByte < System.ValueType : System.IComparable System.IFormattable System.IConvertible = sbyte
System.Int16 < System.ValueType : System.IComparable System.IFormattable System.IConvertible = int16 short
System.UInt16 < System.ValueType : System.IComparable System.IFormattable System.IConvertible = uint16 ushort
System.Int32 < System.ValueType : System.IComparable System.IFormattable System.IConvertible = int int32
System.UInt32 < System.ValueType : System.IComparable System.IFormattable System.IConvertible = uint32 uint
System.Int64 < System.ValueType : System.IComparable System.IFormattable System.IConvertible = long int64
System.UInt64 < System.ValueType : System.IComparable System.IFormattable System.IConvertible = uint64 ulong
System.Single < System.ValueType : System.IComparable System.IFormattable System.IConvertible = float single
System.Double < System.ValueType : System.IComparable System.IFormattable System.IConvertible = double
System.Decimal < System.ValueType : System.IComparable System.IFormattable System.IConvertible = decimal
System.Numerics.BigInteger < System.ValueType : System.IComparable System.IFormattable = bigint
System.DateTime < System.ValueType : System.IComparable System.IFormattable System.IConvertible = datetime
System.DateTimeOffset < System.ValueType : System.IComparable System.IFormattable
System.TimeSpan < System.ValueType : System.IComparable System.IFormattable = timespan
System.TimeZoneInfo
System.DateOnly < System.ValueType : System.IComparable System.IFormattable
System.TimeOnly < System.ValueType : System.IComparable System.IFormattable
System.Guid < System.ValueType : System.IComparable System.IFormattable = guid
System.Version : System.IComparable System.IFormattable System.ICloneable = version
System.Uri : System.IFormattable = uri
System.Type < System.Reflection.MemberInfo = type
System.RuntimeType < System.Reflection.TypeInfo
System.Reflection.TypeInfo < System.Type
System.Reflection.MemberInfo
System.Math
System.Convert
System.BitConverter
System.Environment
System.Random
System.StringComparer : System.Collections.IComparer System.Collections.IEqualityComparer
System.Predicate\`1 < System.MulticastDelegate
System.Func\`1 < System.MulticastDelegate
System.Func\`2 < System.MulticastDelegate
System.Func\`3 < System.MulticastDelegate
System.Action < System.MulticastDelegate
System.Action\`1 < System.MulticastDelegate
System.Text.RegularExpressions.MatchEvaluator < System.MulticastDelegate
System.Converter\`2 < System.MulticastDelegate
System.Comparison\`1 < System.MulticastDelegate
System.MulticastDelegate < System.Delegate
System.Delegate
System.IO.Path
System.IO.TextWriter
System.IO.File
System.IO.Directory
System.Diagnostics.Stopwatch
System.GC
System.Console
System.Threading.Thread
System.Net.ServicePointManager
System.Text.StringBuilder
System.Text.Encoding
System.Text.UTF8Encoding < System.Text.Encoding
System.Text.UnicodeEncoding < System.Text.Encoding
System.Text.ASCIIEncoding < System.Text.Encoding
System.Text.RegularExpressions.Regex = regex
System.Text.RegularExpressions.Capture
System.Text.RegularExpressions.Group < System.Text.RegularExpressions.Capture
System.Text.RegularExpressions.Match < System.Text.RegularExpressions.Group
System.Text.RegularExpressions.MatchCollection : System.Collections.IList System.Collections.ICollection System.Collections.IEnumerable
System.Text.RegularExpressions.GroupCollection : System.Collections.IList System.Collections.ICollection System.Collections.IEnumerable
System.Text.RegularExpressions.CaptureCollection : System.Collections.IList System.Collections.ICollection System.Collections.IEnumerable
System.Globalization.CultureInfo : System.IFormatProvider System.ICloneable = cultureinfo
System.Globalization.TextInfo
System.Globalization.DateTimeFormatInfo : System.IFormatProvider
System.Globalization.NumberFormatInfo : System.IFormatProvider
System.Globalization.Calendar
System.Globalization.GregorianCalendar < System.Globalization.Calendar
System.Globalization.ISOWeek
System.Net.WebUtility
System.Web.HttpUtility
System.Net.NetworkCredential
System.Management.Automation.Host.ChoiceDescription
System.Security.Cryptography.X509Certificates.X509Certificate2
System.Net.IPAddress = ipaddress
System.Security.SecurityElement
System.Net.Mail.MailAddress = mailaddress
System.Security.SecureString = securestring
System.Collections.Hashtable : System.Collections.IDictionary System.Collections.ICollection System.Collections.IEnumerable System.ICloneable = hashtable
System.Management.Automation.OrderedHashtable < System.Collections.Hashtable
System.Collections.Specialized.OrderedDictionary : System.Collections.Specialized.IOrderedDictionary System.Collections.IDictionary System.Collections.ICollection System.Collections.IEnumerable = ordered
System.Collections.Generic.Dictionary\`2 : System.Collections.Generic.IDictionary\`2 System.Collections.IDictionary System.Collections.ICollection System.Collections.IEnumerable
System.Collections.Generic.SortedDictionary\`2 : System.Collections.Generic.IDictionary\`2 System.Collections.IDictionary System.Collections.ICollection System.Collections.IEnumerable
System.Collections.Generic.SortedList\`2 : System.Collections.Generic.IDictionary\`2 System.Collections.IDictionary System.Collections.ICollection System.Collections.IEnumerable
System.Collections.SortedList : System.Collections.IDictionary System.Collections.ICollection System.Collections.IEnumerable System.ICloneable
System.Collections.Generic.KeyValuePair\`2 < System.ValueType
System.Collections.DictionaryEntry < System.ValueType
System.Collections.ArrayList : System.Collections.IList System.Collections.ICollection System.Collections.IEnumerable System.ICloneable
System.Collections.Queue : System.Collections.ICollection System.Collections.IEnumerable System.ICloneable
System.Collections.Stack : System.Collections.ICollection System.Collections.IEnumerable System.ICloneable
System.Collections.Generic.List\`1 : System.Collections.Generic.IList\`1 System.Collections.Generic.ICollection\`1 System.Collections.Generic.IEnumerable\`1 System.Collections.IList System.Collections.ICollection System.Collections.IEnumerable
System.Collections.Generic.Queue\`1 : System.Collections.Generic.IEnumerable\`1 System.Collections.ICollection System.Collections.IEnumerable
System.Collections.Generic.Stack\`1 : System.Collections.Generic.IEnumerable\`1 System.Collections.ICollection System.Collections.IEnumerable
System.Collections.Generic.LinkedList\`1 : System.Collections.Generic.ICollection\`1 System.Collections.Generic.IEnumerable\`1 System.Collections.ICollection System.Collections.IEnumerable
System.Collections.Generic.HashSet\`1 : System.Collections.Generic.ISet\`1 System.Collections.Generic.ICollection\`1 System.Collections.Generic.IEnumerable\`1 System.Collections.IEnumerable
System.Collections.Generic.SortedSet\`1 : System.Collections.Generic.ISet\`1 System.Collections.Generic.ICollection\`1 System.Collections.Generic.IEnumerable\`1 System.Collections.ICollection System.Collections.IEnumerable
System.Collections.ObjectModel.Collection\`1 : System.Collections.Generic.IList\`1 System.Collections.Generic.ICollection\`1 System.Collections.Generic.IEnumerable\`1 System.Collections.IList System.Collections.ICollection System.Collections.IEnumerable
System.Collections.ObjectModel.ReadOnlyCollection\`1 : System.Collections.Generic.IList\`1 System.Collections.Generic.ICollection\`1 System.Collections.Generic.IEnumerable\`1 System.Collections.IList System.Collections.ICollection System.Collections.IEnumerable
System.Collections.Hashtable+KeyCollection : System.Collections.ICollection System.Collections.IEnumerable
System.Collections.Hashtable+ValueCollection : System.Collections.ICollection System.Collections.IEnumerable
System.Collections.Specialized.OrderedDictionary+OrderedDictionaryKeyValueCollection : System.Collections.ICollection System.Collections.IEnumerable
System.Collections.Generic.Dictionary\`2+KeyCollection : System.Collections.ICollection System.Collections.IEnumerable
System.Collections.Generic.Dictionary\`2+ValueCollection : System.Collections.ICollection System.Collections.IEnumerable
System.Collections.Hashtable+HashtableEnumerator : System.Collections.IDictionaryEnumerator System.Collections.IEnumerator
System.Collections.Specialized.OrderedDictionary+OrderedDictionaryEnumerator : System.Collections.IDictionaryEnumerator System.Collections.IEnumerator
System.Collections.Generic.Dictionary\`2+Enumerator < System.ValueType : System.Collections.IDictionaryEnumerator System.Collections.IEnumerator
System.Collections.ArrayList+ArrayListEnumeratorSimple : System.Collections.IEnumerator System.ICloneable
System.ArrayEnumerator : System.Collections.IEnumerator System.ICloneable
System.CharEnumerator : System.Collections.IEnumerator System.ICloneable
System.Collections.Generic.List\`1+Enumerator < System.ValueType : System.Collections.IEnumerator
System.Linq.Enumerable
System.Tuple
System.ValueTuple < System.ValueType
System.Tuple\`1 : System.IComparable
System.ValueTuple\`1 < System.ValueType : System.IComparable
System.Tuple\`2 : System.IComparable
System.ValueTuple\`2 < System.ValueType : System.IComparable
System.Tuple\`3 : System.IComparable
System.ValueTuple\`3 < System.ValueType : System.IComparable
System.Tuple\`4 : System.IComparable
System.ValueTuple\`4 < System.ValueType : System.IComparable
System.Tuple\`5 : System.IComparable
System.ValueTuple\`5 < System.ValueType : System.IComparable
System.Tuple\`6 : System.IComparable
System.ValueTuple\`6 < System.ValueType : System.IComparable
System.Tuple\`7 : System.IComparable
System.ValueTuple\`7 < System.ValueType : System.IComparable
System.Object = object
System.Management.Automation.PSObject : System.IFormattable System.IComparable = psobject
System.Management.Automation.PSCustomObject = pscustomobject
System.Management.Automation.SemanticVersion : System.IComparable = semver
System.Management.Automation.SwitchParameter < System.ValueType = switch
System.Management.Automation.ScriptBlock = scriptblock
System.Management.Automation.PSReference = ref
System.Management.Automation.PSCredential = pscredential
System.Management.Automation.ErrorRecord
System.Management.Automation.ErrorCategoryInfo
System.Management.Automation.ErrorDetails
System.Management.Automation.InvocationInfo
System.Management.Automation.InformationRecord
System.Management.Automation.HostInformationMessage
System.Management.Automation.InformationalRecord
System.Management.Automation.WarningRecord < System.Management.Automation.InformationalRecord
System.Management.Automation.VerboseRecord < System.Management.Automation.InformationalRecord
System.Management.Automation.DebugRecord < System.Management.Automation.InformationalRecord
System.Management.Automation.PathInfo
System.Management.Automation.CommandInfo
System.Management.Automation.CmdletInfo < System.Management.Automation.CommandInfo
System.Management.Automation.FunctionInfo < System.Management.Automation.CommandInfo
System.Management.Automation.FilterInfo < System.Management.Automation.FunctionInfo
System.Management.Automation.AliasInfo < System.Management.Automation.CommandInfo
System.Management.Automation.ExternalScriptInfo < System.Management.Automation.CommandInfo
System.Management.Automation.PSModuleInfo
System.Management.Automation.PSVariable = psvariable
System.Management.Automation.PSMemberInfo
System.Management.Automation.PSPropertyInfo < System.Management.Automation.PSMemberInfo
System.Management.Automation.PSNoteProperty < System.Management.Automation.PSPropertyInfo = psnoteproperty
System.Management.Automation.PSProperty < System.Management.Automation.PSPropertyInfo = psproperty
System.Management.Automation.PSAdaptedProperty < System.Management.Automation.PSProperty
System.Management.Automation.PSAliasProperty < System.Management.Automation.PSPropertyInfo = psaliasproperty
System.Management.Automation.PSScriptProperty < System.Management.Automation.PSPropertyInfo = psscriptproperty
System.Management.Automation.PSMethodInfo < System.Management.Automation.PSMemberInfo
System.Management.Automation.PSMethod < System.Management.Automation.PSMethodInfo = psmethod
System.Management.Automation.PSScriptMethod < System.Management.Automation.PSMethodInfo = psscriptmethod
System.Management.Automation.PSMemberSet < System.Management.Automation.PSMemberInfo = psmemberset
System.Management.Automation.PSPropertySet < System.Management.Automation.PSMemberInfo = pspropertyset
System.Management.Automation.PSMemberInfoIntegratingCollection\`1 : System.Collections.IEnumerable
System.Management.Automation.PSCmdlet
System.Management.Automation.Internal.AutomationNull
System.Management.Automation.Language.NullString = nullstring
System.Management.Automation.WildcardPattern = wildcardpattern
System.Management.Automation.Language.CodeGeneration
System.Xml.XmlNode : System.ICloneable System.Collections.IEnumerable
System.Xml.XmlDocument < System.Xml.XmlNode = xml
System.Xml.XmlLinkedNode < System.Xml.XmlNode
System.Xml.XmlElement < System.Xml.XmlLinkedNode
System.Xml.XmlAttribute < System.Xml.XmlNode
System.Xml.XmlCharacterData < System.Xml.XmlLinkedNode
System.Xml.XmlText < System.Xml.XmlCharacterData
System.Xml.XmlWhitespace < System.Xml.XmlCharacterData
System.Xml.XmlCDataSection < System.Xml.XmlCharacterData
System.Xml.XmlComment < System.Xml.XmlCharacterData
System.Xml.XmlDeclaration < System.Xml.XmlLinkedNode
System.Xml.XmlProcessingInstruction < System.Xml.XmlLinkedNode
System.Xml.XmlDocumentType < System.Xml.XmlLinkedNode
System.Xml.XmlNodeList : System.Collections.IEnumerable
System.Xml.XmlChildNodes < System.Xml.XmlNodeList
System.Xml.XPathNodeList < System.Xml.XmlNodeList
System.Xml.XmlNamedNodeMap : System.Collections.IEnumerable
System.Xml.XmlAttributeCollection < System.Xml.XmlNamedNodeMap : System.Collections.ICollection
System.Xml.XmlNamespaceManager
System.IO.FileSystemInfo
System.IO.FileInfo < System.IO.FileSystemInfo
System.IO.DirectoryInfo < System.IO.FileSystemInfo
System.IFormatProvider ?
System.IComparable ?
System.IFormattable ?
System.IConvertible ?
System.ICloneable ?
System.IDisposable ?
System.IEquatable\`1 ?
System.Collections.IEnumerable ?
System.Collections.IEnumerator ?
System.Collections.ICollection ? : System.Collections.IEnumerable
System.Collections.IList ? : System.Collections.ICollection System.Collections.IEnumerable
System.Collections.IDictionary ? : System.Collections.ICollection System.Collections.IEnumerable
System.Collections.IDictionaryEnumerator ? : System.Collections.IEnumerator
System.Collections.IComparer ?
System.Collections.IEqualityComparer ?
System.Collections.Specialized.IOrderedDictionary ? : System.Collections.IDictionary
System.Collections.Generic.IEnumerable\`1 ? : System.Collections.IEnumerable
System.Collections.Generic.ICollection\`1 ? : System.Collections.Generic.IEnumerable\`1
System.Collections.Generic.IList\`1 ? : System.Collections.Generic.ICollection\`1
System.Collections.Generic.ISet\`1 ? : System.Collections.Generic.ICollection\`1
System.Collections.Generic.IDictionary\`2 ? : System.Collections.IEnumerable
System.Collections.Generic.IEqualityComparer\`1 ?
System.Collections.Generic.IComparer\`1 ?
`;

export interface TypeName {
  readonly name: string;
  /** null of System.Object and of interfaces. */
  readonly base: string | null;
  readonly interfaces: readonly string[];
  readonly isInterface: boolean;
}

/** By full name as .NET writes it; generic types under their open name. */
export const TYPE_NAMES: ReadonlyMap<string, TypeName> = read(CLASSES);

/** Lower-case accelerator → full name. */
export const ACCELERATORS: ReadonlyMap<string, string> = new Map(
  lines(CLASSES).flatMap((line) => {
    const name = line.split(' ')[0] ?? '';
    const words = line.split(' = ')[1]?.split(' ') ?? [];
    return words.map((word): [string, string] => [word, name]);
  }),
);

function lines(table: string): string[] {
  return table
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function read(table: string): Map<string, TypeName> {
  const types = new Map<string, TypeName>();
  for (const line of lines(table)) {
    const [head = ''] = line.split(' = ');
    const [left = '', interfaces = ''] = head.split(' : ');
    const [first = '', base] = left.split(' < ');
    const isInterface = first.endsWith(' ?');
    const name = isInterface ? first.slice(0, -2) : first;
    types.set(name, {
      name,
      base: base ?? (isInterface || name === 'System.Object' ? null : 'System.Object'),
      interfaces: interfaces === '' ? [] : interfaces.split(' '),
      isInterface,
    });
  }
  return types;
}
