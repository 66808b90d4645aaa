const words = (text: string): readonly string[] => text.split(' ');

/** Values of the types that PowerShell's own commands take, by the type's short name. */
const VALUES: ReadonlyMap<string, readonly string[]> = new Map([
  ['Boolean', ['$true', '$false']],
  ['SwitchParameter', ['$true', '$false']],
  ['ActionPreference', words('Continue SilentlyContinue Stop Ignore Inquire')],
  [
    'ConsoleColor',
    words(
      'Black Blue Cyan DarkBlue DarkCyan DarkGray DarkGreen DarkMagenta DarkRed DarkYellow Gray Green Magenta Red White Yellow',
    ),
  ],
  ['Encoding', words('utf8 utf8BOM utf8NoBOM ascii unicode bigendianunicode utf32')],
  ['QuoteKind', words('Always AsNeeded Never')],
  [
    'PSMemberTypes',
    words('Property NoteProperty ScriptProperty AliasProperty Properties Method ScriptMethod All'),
  ],
  ['CommandTypes', words('Alias Cmdlet Filter Function All')],
  ['JsonDateKind', words('Default Local Utc Offset String')],
  ['StringEscapeHandling', words('Default EscapeNonAscii EscapeHtml')],
  ['TestPathType', words('Any Container Leaf')],
  ['DisplayHintType', words('Date Time DateTime')],
  ['ScopedItemOptions', words('None ReadOnly Constant Private AllScope')],
  [
    'ErrorCategory',
    words(
      'NotSpecified InvalidArgument InvalidData InvalidOperation InvalidType LimitsExceeded NotImplemented ObjectNotFound OperationStopped OperationTimeout PermissionDenied ResourceExists ResourceUnavailable SecurityError',
    ),
  ],
]);

/** "ConsoleColor" for System.ConsoleColor; a nested type's own name. */
export function shortTypeName(type: string): string {
  return /[^.+]+$/.exec(type)?.[0] ?? type;
}

/** Values that a type has names for; empty: it takes anything. */
export function valuesOfType(type: string): readonly string[] {
  return VALUES.get(shortTypeName(type)) ?? [];
}
