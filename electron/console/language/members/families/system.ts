import { SeededRandom } from '../../dotnet/random.ts';
import { truth } from '../../convert/truth.ts';
import { isArray } from '../../values/model.ts';
import { SWITCH_ON, switchValue } from '../../values/switch.ts';
import { failure } from '../../values/errors.ts';
import { addCast } from '../../convert/convert.ts';
import { noConversion } from '../../convert/cast-errors.ts';
import { wildcard, hasWildcards } from '../../operators/wildcard.ts';
import { decodeHtml, decodeUrl, encodeHtml, encodeUrl } from '../web-text.ts';
import { argumentNull, enumName, given, int, outOfRange, text } from '../args.ts';
import { ComparerState } from '../blocks.ts';
import { byteArray, bytesOf } from '../bytes.ts';
import { define, defineReference } from '../define.ts';
import { double, long } from '../helpers.ts';
import { compareBy } from '../text-order.ts';
import { hashOf } from './object.ts';
import type { PsReference } from '../../values/block.ts';
import type { Value } from '../../values/model.ts';

const environment = define<null>('System.Environment')
  .staticProperty('NewLine', 'string', () => '\n')
  .staticProperty('MachineName', 'string', () => 'localhost')
  .staticProperty('UserName', 'string', () => 'user')
  .staticProperty('UserDomainName', 'string', () => 'localhost')
  .staticProperty('ProcessorCount', 'int', () => 1)
  .staticProperty('TickCount', 'int', (rt) => Math.trunc(rt.host.now()) & 0x7fffffff)
  .staticProperty('TickCount64', 'long', (rt) => long(BigInt(Math.trunc(rt.host.now()))))
  .staticProperty('Is64BitOperatingSystem', 'bool', () => true)
  .staticProperty('Is64BitProcess', 'bool', () => true)
  .staticProperty('UserInteractive', 'bool', () => true)
  .staticProperty('CurrentDirectory', 'string', (rt) => rt.host.files.root);

function outOfReach(name: string): never {
  throw failure(
    'NotSupported',
    `[Environment]::${name} isn't available in this console: scripts see the tab's working folder and the connection, nothing else of this computer. Use a variable of the script instead.`,
    { category: 'NotImplemented' },
  );
}

for (const name of [
  'OSVersion',
  'Version',
  'CommandLine',
  'SystemDirectory',
  'StackTrace',
  'WorkingSet',
  'ProcessId',
  'ProcessPath',
  'ExitCode',
]) {
  environment.staticProperty(name, 'Object', () => outOfReach(name));
}

/** The machine's own surroundings stay out of reach; says what to do instead. */
for (const name of [
  'GetEnvironmentVariables',
  'GetFolderPath',
  'GetCommandLineArgs',
  'Exit',
  'ExpandEnvironmentVariables',
  'FailFast',
  'GetLogicalDrives',
]) {
  environment.static(`Object ${name}(params Object[] arguments)`, () => outOfReach(name));
}

/** The console's own `$env:`, which nothing of this computer is in; those of the user and the machine stay out of reach. */
const ofProcess = (args: readonly Value[], at: number, name: string): void => {
  const target = given(args, at);
  if (target !== null && !/^process$/i.test(enumName(args, at) || asString(target))) outOfReach(name);
};
const asString = (value: Value): string => (typeof value === 'string' ? value : '');

environment
  .static('string GetEnvironmentVariable(string variable)|(string variable, Object target)', (args, rt) => {
    ofProcess(args, 1, 'GetEnvironmentVariable');
    const name = text(args, 0).toLowerCase();
    return rt.environment().find((one) => one.name.toLowerCase() === name)?.value ?? null;
  })
  .staticAction(
    'SetEnvironmentVariable(string variable, string value)|(string variable, string value, Object target)',
    (args, rt) => {
      ofProcess(args, 2, 'SetEnvironmentVariable');
      rt.setEnvironment(text(args, 0), text(args, 1));
    },
  );

define<null>('System.BitConverter')
  .staticProperty('IsLittleEndian', 'bool', () => true)
  .static(
    'string ToString(byte[] value)|(byte[] value, int startIndex)|(byte[] value, int startIndex, int length)',
    (args) => {
      const start = int(args, 1);
      const bytes = bytesOf(given(args, 0)).slice(
        start,
        args.length === 3 ? start + int(args, 2) : undefined,
      );
      return Array.from(bytes, (byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join('-');
    },
  )
  .static('byte[] GetBytes(int value)|(long value)|(double value)|(bool value)|(short value)', (args) => {
    const value = given(args, 0);
    if (typeof value === 'boolean') return byteArray(Uint8Array.of(Number(value)));
    const view = new DataView(new ArrayBuffer(8));
    if (typeof value === 'number') {
      view.setInt32(0, value, true);
      return byteArray(new Uint8Array(view.buffer, 0, 4));
    }
    if (value !== null && typeof value === 'object' && !isArray(value)) {
      if (value.kind === 'double') view.setFloat64(0, value.value, true);
      else if (value.kind === 'long') view.setBigInt64(0, value.value, true);
      else if (value.kind === 'short') {
        view.setInt16(0, Number(value.value), true);
        return byteArray(new Uint8Array(view.buffer, 0, 2));
      }
    }
    return byteArray(new Uint8Array(view.buffer));
  })
  .static('int ToInt32(byte[] value, int startIndex)', (args) => viewAt(args, 4).getInt32(0, true))
  .static('long ToInt64(byte[] value, int startIndex)', (args) => long(viewAt(args, 8).getBigInt64(0, true)))
  .static('short ToInt16(byte[] value, int startIndex)', (args) => ({
    kind: 'short',
    value: BigInt(viewAt(args, 2).getInt16(0, true)),
  }))
  .static('double ToDouble(byte[] value, int startIndex)', (args) =>
    double(viewAt(args, 8).getFloat64(0, true)),
  );

function viewAt(args: readonly Value[], count: number): DataView {
  const bytes = bytesOf(given(args, 0));
  const start = int(args, 1);
  if (start < 0 || start + count > bytes.length)
    throw outOfRange(
      'Index was out of range. Must be non-negative and less than the size of the collection.',
      'startIndex',
    );
  return new DataView(bytes.buffer, bytes.byteOffset + start, count);
}

/** State of a System.Random. */
interface RandomState {
  /** null: no seed was given. */
  readonly seeded: SeededRandom | null;
}

function randomReference(seed: number | null): PsReference {
  const state: RandomState = { seeded: seed === null ? null : new SeededRandom(seed) };
  return { kind: 'reference', typeName: 'System.Random', state };
}

defineReference<RandomState>('System.Random')
  .method('int Next()|(int maxValue)|(int minValue, int maxValue)', ({ seeded }, args, rt) => {
    if (args.length === 0 && seeded !== null) return seeded.sample();
    const [low, high] = args.length === 2 ? [int(args, 0), int(args, 1)] : [0, int(args, 0, 2147483647)];
    if (high < low)
      throw outOfRange(
        args.length === 2
          ? "'minValue' cannot be greater than maxValue."
          : "'maxValue' must be greater than zero.",
        args.length === 2 ? 'minValue' : 'maxValue',
      );
    if (seeded !== null) return seeded.between(low, high);
    return low + Math.floor(rt.host.random() * (high - low));
  })
  .method('double NextDouble()', ({ seeded }, _, rt) => double(seeded?.double() ?? rt.host.random()))
  .method('Object NextBytes(byte[] buffer)', ({ seeded }, args, rt) => {
    const target = given(args, 0);
    if (!isArray(target)) throw argumentNull('buffer');
    for (const at of target.keys())
      target[at] = { kind: 'byte', value: BigInt(seeded?.byte() ?? Math.floor(rt.host.random() * 256)) };
    return null;
  })
  .staticProperty('Shared', 'System.Random', () => randomReference(null))
  .constructors('()|(int Seed)', (args) => randomReference(args.length === 0 ? null : int(args, 0)));

function comparer(comparison: string): PsReference {
  return { kind: 'reference', typeName: 'System.StringComparer', state: new ComparerState(comparison) };
}

const comparers = defineReference<ComparerState>('System.StringComparer')
  .method('int Compare(string x, string y)', (self, args, rt) =>
    compareBy(text(args, 0), text(args, 1), self.comparison, rt.culture),
  )
  .method(
    'bool Equals(string x, string y)',
    (self, args, rt) => compareBy(text(args, 0), text(args, 1), self.comparison, rt.culture) === 0,
  )
  .method('int GetHashCode(string obj)', (self, args) =>
    hashOf(self.ignoresCase ? text(args, 0).toUpperCase() : text(args, 0)),
  );
for (const name of [
  'CurrentCulture',
  'CurrentCultureIgnoreCase',
  'InvariantCulture',
  'InvariantCultureIgnoreCase',
  'Ordinal',
  'OrdinalIgnoreCase',
]) {
  comparers.staticProperty(name, 'System.StringComparer', () => comparer(name));
}

define<null>('System.Net.WebUtility')
  .static('string HtmlEncode(string value)', (args) => encodeHtml(text(args, 0)))
  .static('string HtmlDecode(string value)', (args) => decodeHtml(text(args, 0)))
  .static('string UrlEncode(string value)', (args) => encodeUrl(text(args, 0), true))
  .static('string UrlDecode(string encodedValue)', (args) => decodeUrl(text(args, 0)));

define<null>('System.Web.HttpUtility')
  .static('string HtmlEncode(string s)', (args) => encodeHtml(text(args, 0)))
  .static('string HtmlDecode(string s)', (args) => decodeHtml(text(args, 0)))
  .static('string HtmlAttributeEncode(string s)', (args) => text(args, 0).replace(/[&<"']/g, encodeHtml))
  .static('string UrlEncode(string str)', (args) => encodeUrl(text(args, 0), false))
  .static('string UrlDecode(string str)', (args) => decodeUrl(text(args, 0)))
  .static('string UrlPathEncode(string str)', (args) => encodeURI(text(args, 0)))
  .static('string JavaScriptStringEncode(string value)', (args) =>
    JSON.stringify(text(args, 0)).slice(1, -1),
  );

define<null>('System.Security.SecurityElement').static('string Escape(string str)', (args) =>
  text(args, 0).replace(/[&<>"']/g, (mark) => XML_MARKS[mark] ?? mark),
);

const XML_MARKS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** State of a WildcardPattern. */
interface PatternState {
  readonly pattern: string;
  readonly ignoreCase: boolean;
}

defineReference<PatternState>('System.Management.Automation.WildcardPattern')
  .method('bool IsMatch(string input)', (self, args) =>
    wildcard(self.pattern, !self.ignoreCase)(text(args, 0)),
  )
  .static('string Escape(string pattern)', (args) => text(args, 0).replace(/[*?[\]`]/g, '`$&'))
  .static('string Unescape(string pattern)', (args) => text(args, 0).replace(/`([*?[\]`])/g, '$1'))
  .static('bool ContainsWildcardCharacters(string pattern)', (args) => hasWildcards(text(args, 0)))
  .constructors(
    '(string pattern)|(string pattern, System.Management.Automation.WildcardOptions options)',
    (args) => {
      const state: PatternState = { pattern: text(args, 0), ignoreCase: (int(args, 1) & 2) !== 0 };
      return { kind: 'reference', typeName: 'System.Management.Automation.WildcardPattern', state };
    },
  );

define<null>('System.Management.Automation.Language.CodeGeneration')
  .static('string EscapeSingleQuotedStringContent(string value)', (args) =>
    text(args, 0).replace(/['\u2018\u2019\u201a\u201b]/g, '$&$&'),
  )
  .static('string EscapeFormatStringContent(string value)', (args) => text(args, 0).replace(/[{}]/g, '$&$&'));

define<null>('System.Management.Automation.Language.NullString').staticProperty(
  'Value',
  'string',
  () => null,
);

define<Value>('System.Management.Automation.SwitchParameter')
  .property('IsPresent', 'bool', truth)
  .method('bool ToBool()', truth)
  .method('string ToString()', (self) => (truth(self) ? 'True' : 'False'))
  .method('bool Equals(Object obj)', (self, args) => truth(self) === truth(args[0] ?? null))
  .staticProperty('Present', 'switch', () => SWITCH_ON)
  .constructors('(bool isPresent)', (args) => switchValue(args[0] === true));

/** Delegates are script blocks; a cast to one checks just that. */
for (const type of [
  'System.Predicate`1',
  'System.Func`1',
  'System.Func`2',
  'System.Func`3',
  'System.Converter`2',
  'System.Action',
  'System.Action`1',
  'System.Comparison`1',
  'System.Text.RegularExpressions.MatchEvaluator',
]) {
  addCast(type, (value) => {
    if (value !== null && typeof value === 'object' && !isArray(value) && value.kind === 'scriptBlock')
      return value;
    throw noConversion(value, type);
  });
}
