import { toRegex } from '../../operators/regex.ts';
import { typedArray, hasKind } from '../../values/model.ts';
import { argumentNull, enumName, given, int, text } from '../args.ts';
import { callBlock } from '../blocks.ts';
import { define, defineReference } from '../define.ts';
import { enumeratorOf } from '../enumerator.ts';
import { enumNamed } from '../enum-names.ts';
import { asText } from '../helpers.ts';
import {
  capturesReference,
  expandReplacement,
  firstMatch,
  groupsOf,
  groupsReference,
  matchesReference,
  matchReference,
  matchStates,
} from '../matches.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import type { PsRegex } from '../../values/simple.ts';
import type { Value } from '../../values/model.ts';
import type { CaptureState, GroupState, ListState, MatchState } from '../matches.ts';

const SPACE = 'System.Text.RegularExpressions';

function optionsOf(args: readonly Value[], at: number): readonly string[] {
  const names = enumName(args, at);
  return names === '' || names === 'None' ? [] : names.split(', ');
}

const cache = new Map<string, PsRegex>();

function compiled(pattern: string, options: readonly string[]): PsRegex {
  const key = `${options.join()}/${pattern}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const regex: PsRegex = toRegex(pattern, options);
  if (cache.size > 200) cache.clear();
  cache.set(key, regex);
  return regex;
}

function inputOf(args: readonly Value[]): string {
  const value = given(args, 0);
  if (value === null) throw argumentNull('input');
  return text(args, 0);
}

/** A replacement text, or a block that is called with the match. */
function replacer(value: Value, rt: Runtime): (match: MatchState) => string {
  if (hasKind(value, 'scriptBlock')) {
    return (match) => asText(callBlock(value, [matchReference(match)], rt), rt);
  }
  if (value === null) throw argumentNull('replacement');
  const replacement = typeof value === 'string' ? value : asText(value, rt);
  return (match) => expandReplacement(match, replacement);
}

function replace(
  regex: PsRegex,
  input: string,
  by: (match: MatchState) => string,
  count: number,
  start: number,
): string {
  let result = '';
  let from = 0;
  let left = count < 0 ? Infinity : count;
  for (const match of matchStates(regex, input, start)) {
    if (left-- <= 0) break;
    result += input.slice(from, match.index) + by(match);
    from = match.index + match.value.length;
  }
  return result + input.slice(from);
}

function split(regex: PsRegex, input: string, count: number): Value {
  const pieces: string[] = [];
  let from = 0;
  for (const match of matchStates(regex, input)) {
    if (count > 0 && pieces.length >= count - 1) break;
    pieces.push(input.slice(from, match.index));
    for (const group of match.groups.slice(1)) if (group.success) pieces.push(group.value);
    from = match.index + match.value.length;
  }
  pieces.push(input.slice(from));
  return typedArray(pieces, 'String');
}

/** The characters that mean something in a pattern, with a backslash. */
export function escapeRegex(value: string): string {
  return value.replace(/[\\*+?|{[()^$.# \t\n\r\f]/g, (c) => ESCAPES[c] ?? `\\${c}`);
}

const ESCAPES: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '\f': '\\f' };

function unescapeRegex(value: string): string {
  return value.replace(
    /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|([tnrfaev])|(.))/gi,
    (_, hex, unicode, letter, other) => {
      const code: unknown = hex ?? unicode;
      if (typeof code === 'string') return String.fromCharCode(parseInt(code, 16));
      if (typeof letter === 'string')
        return (
          { t: '\t', n: '\n', r: '\r', f: '\f', a: '\x07', e: '\x1b', v: '\v' }[letter.toLowerCase()] ??
          letter
        );
      return String(other);
    },
  );
}

const MATCH = 'string input';
const ON = `(string input, string pattern)|(string input, string pattern, ${SPACE}.RegexOptions options)`;

define<PsRegex>(`${SPACE}.Regex`)
  .property('Options', `${SPACE}.RegexOptions`, (self) =>
    enumNamed(`${SPACE}.RegexOptions`, self.options.length === 0 ? 'None' : self.options.join(',')),
  )
  .property('RightToLeft', 'bool', () => false)
  .property('MatchTimeout', 'timespan', () => ({ kind: 'timeSpan', ticks: -10000n }))
  .method('string[] GetGroupNames()', (self) =>
    typedArray(
      groupsOf(self).map(({ name }) => name),
      'String',
    ),
  )
  .method('int[] GetGroupNumbers()', (self) =>
    typedArray(
      groupsOf(self).map((_, at) => at),
      'Int32',
    ),
  )
  .method('string GroupNameFromNumber(int i)', (self, args) => groupsOf(self)[int(args, 0)]?.name ?? '')
  .method('int GroupNumberFromName(string name)', (self, args) =>
    groupsOf(self).findIndex(({ name }) => name === text(args, 0)),
  )
  .method(`bool IsMatch(${MATCH})|(${MATCH}, int startat)`, (self, args) => matchAt(self, args))
  .method(`${SPACE}.Match Match(${MATCH})|(${MATCH}, int startat)`, (self, args) =>
    firstMatch(self, inputOf(args), int(args, 1)),
  )
  .method(`${SPACE}.MatchCollection Matches(${MATCH})|(${MATCH}, int startat)`, (self, args) =>
    matchesReference(matchStates(self, inputOf(args), int(args, 1))),
  )
  .method(`int Count(${MATCH})`, (self, args) => matchStates(self, inputOf(args)).length)
  .method(
    `string Replace(${MATCH}, string replacement)|(${MATCH}, scriptblock evaluator)|(${MATCH}, string replacement, int count)|(${MATCH}, scriptblock evaluator, int count)|(${MATCH}, string replacement, int count, int startat)`,
    (self, args, rt) =>
      replace(self, inputOf(args), replacer(given(args, 1), rt), int(args, 2, -1), int(args, 3)),
  )
  .method(`string[] Split(${MATCH})|(${MATCH}, int count)`, (self, args) =>
    split(self, inputOf(args), int(args, 1)),
  )
  .method('string ToString()', (self) => self.pattern)
  .static(`bool IsMatch${ON}`, (args) =>
    matchAt(compiled(text(args, 1), optionsOf(args, 2)), args.slice(0, 1)),
  )
  .static(`${SPACE}.Match Match${ON}`, (args) =>
    firstMatch(compiled(text(args, 1), optionsOf(args, 2)), inputOf(args)),
  )
  .static(`${SPACE}.MatchCollection Matches${ON}`, (args) =>
    matchesReference(matchStates(compiled(text(args, 1), optionsOf(args, 2)), inputOf(args))),
  )
  .static(
    `int Count${ON}`,
    (args) => matchStates(compiled(text(args, 1), optionsOf(args, 2)), inputOf(args)).length,
  )
  .static(
    `string Replace(string input, string pattern, string replacement)|(string input, string pattern, scriptblock evaluator)|(string input, string pattern, string replacement, ${SPACE}.RegexOptions options)|(string input, string pattern, scriptblock evaluator, ${SPACE}.RegexOptions options)`,
    (args, rt) =>
      replace(
        compiled(text(args, 1), optionsOf(args, 3)),
        inputOf(args),
        replacer(given(args, 2), rt),
        -1,
        0,
      ),
  )
  .static(`string[] Split${ON}`, (args) =>
    split(compiled(text(args, 1), optionsOf(args, 2)), inputOf(args), 0),
  )
  .static('string Escape(string str)', (args) => escapeRegex(text(args, 0)))
  .static('string Unescape(string str)', (args) => unescapeRegex(text(args, 0)))
  .constructors(`(string pattern)|(string pattern, ${SPACE}.RegexOptions options)`, (args) =>
    compiled(text(args, 0), optionsOf(args, 1)),
  );

function matchAt(regex: PsRegex, args: readonly Value[]): boolean {
  const input = inputOf(args);
  return args.length > 1 ? matchStates(regex, input, int(args, 1)).length > 0 : regex.regExp.test(input);
}

defineReference<MatchState>(`${SPACE}.Match`)
  .property('Groups', `${SPACE}.GroupCollection`, (self) => groupsReference(self))
  .property('Success', 'bool', (self) => self.success)
  .property('Name', 'string', (self) => self.name)
  .property('Captures', `${SPACE}.CaptureCollection`, (self) => capturesReference(self))
  .property('Index', 'int', (self) => self.index)
  .property('Length', 'int', (self) => self.value.length)
  .property('Value', 'string', (self) => self.value)
  .property('ValueSpan', 'string', () => null)
  .method(`${SPACE}.Match NextMatch()`, (self) =>
    firstMatch(self.regex, self.input, self.index + Math.max(self.value.length, self.success ? 1 : 0)),
  )
  .method('string Result(string replacement)', (self, args) => expandReplacement(self, text(args, 0)));

defineReference<GroupState>(`${SPACE}.Group`)
  .property('Success', 'bool', (self) => self.success)
  .property('Name', 'string', (self) => self.name)
  .property('Captures', `${SPACE}.CaptureCollection`, (self) => capturesReference(self));

defineReference<CaptureState>(`${SPACE}.Capture`)
  .property('Index', 'int', (self) => self.index)
  .property('Length', 'int', (self) => self.value.length)
  .property('Value', 'string', (self) => self.value)
  .property('ValueSpan', 'string', () => null)
  .method('string ToString()', (self) => self.value);

for (const kind of ['MatchCollection', 'GroupCollection', 'CaptureCollection']) {
  defineReference<ListState>(`${SPACE}.${kind}`)
    .property('Count', 'int', (self) => self.items.length)
    .hidden('Keys', 'Object', (self) => typedArray([...self.names], 'String'))
    .hidden('Values', 'Object', (self) => [...self.items])
    .method('Object get_Item(int i)|(string groupname)', (self, args) => self.indexed(given(args, 0)))
    .method('Object Item(int i)|(string groupname)', (self, args) => self.indexed(given(args, 0)))
    .method('bool ContainsKey(string key)', (self, args) => self.names.includes(text(args, 0)))
    .method('System.Collections.IEnumerator GetEnumerator()', (self) =>
      enumeratorOf('System.ArrayEnumerator', self.items),
    );
}
