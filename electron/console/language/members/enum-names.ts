import type { PsEnum } from '../values/simple.ts';

/** One line each: `FullName [flags]: Name=value Name …`; a name without a value follows on the one before it. */
const ENUMS = `
System.DayOfWeek: Sunday=0 Monday Tuesday Wednesday Thursday Friday Saturday
System.ConsoleColor: Black=0 DarkBlue DarkGreen DarkCyan DarkRed DarkMagenta DarkYellow Gray DarkGray Blue Green Cyan Red Magenta Yellow White
System.StringComparison: CurrentCulture=0 CurrentCultureIgnoreCase InvariantCulture InvariantCultureIgnoreCase Ordinal OrdinalIgnoreCase
System.StringSplitOptions flags: None=0 RemoveEmptyEntries=1 TrimEntries=2
System.Text.RegularExpressions.RegexOptions flags: None=0 IgnoreCase=1 Multiline=2 ExplicitCapture=4 Compiled=8 Singleline=16 IgnorePatternWhitespace=32 RightToLeft=64 ECMAScript=256 CultureInvariant=512 NonBacktracking=1024
System.DateTimeKind: Unspecified=0 Utc Local
System.MidpointRounding: ToEven=0 AwayFromZero ToZero ToNegativeInfinity ToPositiveInfinity
System.TypeCode: Empty=0 Object DBNull Boolean Char SByte Byte Int16 UInt16 Int32 UInt32 Int64 UInt64 Single Double Decimal DateTime String=18
System.Net.SecurityProtocolType flags: SystemDefault=0 Ssl3=48 Tls=192 Tls11=768 Tls12=3072 Tls13=12288
System.UriKind: RelativeOrAbsolute=0 Absolute Relative
System.UriComponents flags: Scheme=1 UserInfo=2 Host=4 Port=8 Path=16 Query=32 Fragment=64
System.UriPartial: Scheme=0 Authority Path Query
System.Base64FormattingOptions flags: None=0 InsertLineBreaks=1
System.Globalization.NumberStyles flags: None=0 AllowLeadingWhite=1 AllowTrailingWhite=2 AllowLeadingSign=4 Integer=7 AllowTrailingSign=8 AllowParentheses=16 AllowDecimalPoint=32 AllowThousands=64 Number=111 AllowExponent=128 Float=167 AllowCurrencySymbol=256 Currency=383 Any=511 AllowHexSpecifier=512 HexNumber=515 AllowBinarySpecifier=1024 BinaryNumber=1031
System.Globalization.DateTimeStyles flags: None=0 AllowLeadingWhite=1 AllowTrailingWhite=2 AllowInnerWhite=4 AllowWhiteSpaces=7 NoCurrentDateDefault=8 AdjustToUniversal=16 AssumeLocal=32 AssumeUniversal=64 RoundtripKind=128
System.Globalization.TimeSpanStyles flags: None=0 AssumeNegative=1
System.Globalization.CompareOptions flags: None=0 IgnoreCase=1 IgnoreNonSpace=2 IgnoreSymbols=4 IgnoreKanaType=8 IgnoreWidth=16 StringSort=536870912 OrdinalIgnoreCase=268435456 Ordinal=1073741824
System.Globalization.CalendarWeekRule: FirstDay=0 FirstFullWeek FirstFourDayWeek
System.Globalization.UnicodeCategory: UppercaseLetter=0 LowercaseLetter TitlecaseLetter ModifierLetter OtherLetter NonSpacingMark SpacingCombiningMark EnclosingMark DecimalDigitNumber LetterNumber OtherNumber SpaceSeparator LineSeparator ParagraphSeparator Control Format Surrogate PrivateUse ConnectorPunctuation DashPunctuation OpenPunctuation ClosePunctuation InitialQuotePunctuation FinalQuotePunctuation OtherPunctuation MathSymbol CurrencySymbol ModifierSymbol OtherSymbol OtherNotAssigned
System.Text.NormalizationForm: FormC=1 FormD FormKC=5 FormKD
System.IO.FileAttributes flags: ReadOnly=1 Hidden=2 System=4 Directory=16 Archive=32 Device=64 Normal=128 Temporary=256 SparseFile=512 ReparsePoint=1024 Compressed=2048 Offline=4096 NotContentIndexed=8192 Encrypted=16384 IntegrityStream=32768 NoScrubData=131072
System.Xml.XmlNodeType: None=0 Element Attribute Text CDATA EntityReference Entity ProcessingInstruction Comment Document DocumentType DocumentFragment Notation Whitespace SignificantWhitespace EndElement EndEntity XmlDeclaration
System.Environment+SpecialFolder: Desktop=0 MyDocuments=5 UserProfile=40
System.PlatformID: Win32S=0 Win32Windows Win32NT WinCE Unix Xbox MacOSX Other
System.Net.Sockets.AddressFamily: Unspecified=0 Unix InterNetwork InterNetworkV6=23
System.Net.HttpStatusCode: Continue=100 OK=200 Created Accepted NoContent=204 MovedPermanently=301 Found NotModified=304 BadRequest=400 Unauthorized PaymentRequired Forbidden NotFound MethodNotAllowed NotAcceptable Conflict=409 Gone PreconditionFailed=412 TooManyRequests=429 InternalServerError=500 NotImplemented BadGateway ServiceUnavailable GatewayTimeout
System.Management.Automation.ActionPreference: SilentlyContinue=0 Stop Continue Inquire Ignore Suspend Break
System.Management.Automation.ConfirmImpact: None=0 Low Medium High
System.Management.Automation.ErrorCategory: NotSpecified=0 OpenError CloseError DeviceError DeadlockDetected InvalidArgument InvalidData InvalidOperation InvalidResult InvalidType MetadataError NotImplemented NotInstalled ObjectNotFound OperationStopped OperationTimeout SyntaxError ParserError PermissionDenied ResourceBusy ResourceExists ResourceUnavailable ReadError WriteError FromStdErr SecurityError ProtocolError ConnectionError AuthenticationError LimitsExceeded QuotaExceeded NotEnabled
System.Management.Automation.CommandTypes flags: Alias=1 Function=2 Filter=4 Cmdlet=8 ExternalScript=16 Application=32 Script=64 Configuration=256 All=383
System.Management.Automation.PSMemberTypes flags: AliasProperty=1 CodeProperty=2 Property=4 NoteProperty=8 ScriptProperty=16 Properties=31 PropertySet=32 Method=64 CodeMethod=128 ScriptMethod=256 Methods=448 ParameterizedProperty=512 MemberSet=1024 Event=2048 Dynamic=4096 InferredProperty=8192 All=16383
System.Management.Automation.ScopedItemOptions flags: None=0 ReadOnly=1 Constant=2 Private=4 AllScope=8 Unspecified=16
System.Management.Automation.ModuleType: Script=0 Binary Manifest Cim Workflow
System.Management.Automation.SessionStateEntryVisibility: Public=0 Private
System.Management.Automation.SwitchParameterState: Off=0 On
System.Management.Automation.WhereOperatorSelectionMode: Default=0 First Last SkipUntil Until Split
System.Management.Automation.WildcardOptions flags: None=0 Compiled=1 IgnoreCase=2 CultureInvariant=4
System.Management.Automation.PSLanguageMode: FullLanguage=0 RestrictedLanguage NoLanguage ConstrainedLanguage
System.Management.Automation.VariableAccessMode: Read=0 Write ReadWrite
Microsoft.PowerShell.Commands.SortOrder: Ascending=0 Descending
Microsoft.PowerShell.ExecutionPolicyScope: Process=0 CurrentUser LocalMachine UserPolicy MachinePolicy
Microsoft.PowerShell.Commands.DisplayHintType: Date=0 Time DateTime
Microsoft.PowerShell.Commands.TestPathType: Any=0 Container Leaf
Microsoft.PowerShell.Commands.JsonDateKind: Default=0 Local Utc Offset String
Microsoft.PowerShell.Commands.BaseCsvWritingCommand+QuoteKind: Never=0 Always AsNeeded
Newtonsoft.Json.StringEscapeHandling: Default=0 EscapeNonAscii EscapeHtml
Microsoft.PowerShell.ExecutionPolicy: Unrestricted=0 RemoteSigned AllSigned Restricted Default=3 Bypass Undefined
`;

export interface EnumType {
  readonly name: string;
  readonly flags: boolean;
  /** In the order of their values; names that share a value follow each other. */
  readonly members: readonly { readonly name: string; readonly value: number }[];
}

/** By full name. */
export const ENUM_TYPES: ReadonlyMap<string, EnumType> = new Map(
  ENUMS.split('\n')
    .filter((line) => line !== '')
    .map((line): [string, EnumType] => {
      const [head = '', names = ''] = line.split(': ');
      const [name = '', flags] = head.split(' ');
      let next = 0;
      const members = names.split(' ').map((entry) => {
        const [member = '', written] = entry.split('=');
        const value = written === undefined ? next : Number(written);
        next = value + 1;
        return { name: member, value };
      });
      members.sort((a, b) => a.value - b.value);
      return [name, { name, flags: flags === 'flags', members }];
    }),
);

/** The enum's value with that number: its name, several joined with ", " for flags, else the number as text. */
export function enumOf(typeName: string, value: number): PsEnum {
  const type = ENUM_TYPES.get(typeName);
  const exact = type?.members.find((member) => member.value === value);
  if (exact !== undefined) return { kind: 'enum', typeName, name: exact.name, value };
  if (type?.flags === true && value > 0) {
    let rest = value;
    const names: string[] = [];
    for (const member of [...type.members].reverse()) {
      if (member.value === 0 || (rest & member.value) !== member.value) continue;
      names.unshift(member.name);
      rest &= ~member.value;
    }
    if (rest === 0) return { kind: 'enum', typeName, name: names.join(', '), value };
  }
  return { kind: 'enum', typeName, name: String(value), value };
}

/** By name in any case, or names joined with commas for flags, or a number as text; null: none such. */
export function enumNamed(typeName: string, text: string): PsEnum | null {
  const type = ENUM_TYPES.get(typeName);
  if (type === undefined) return null;
  let value = 0;
  for (const part of text.split(',')) {
    const wanted = part.trim().toLowerCase();
    if (/^[+-]?\d+$/.test(wanted)) {
      value |= Number(wanted);
      continue;
    }
    const member = type.members.find(({ name }) => name.toLowerCase() === wanted);
    if (member === undefined) return null;
    value |= member.value;
  }
  return enumOf(typeName, value);
}
