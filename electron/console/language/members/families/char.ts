import { char } from '../../values/simple.ts';
import { characters, given, int, net, text } from '../args.ts';
import { define } from '../define.ts';
import { double, enumFrom } from '../helpers.ts';
import { providerOf } from '../provider.ts';
import type { PsChar } from '../../values/simple.ts';
import { hasKind, type Value } from '../../values/model.ts';

/** What is asked of one character: the char itself, or a place in a text. */
function ask(args: readonly Value[]): string {
  const first = given(args, 0);
  return typeof first === 'string' ? first.charAt(int(args, 1)) : characters(first);
}

const definition = define<PsChar>('System.Char')
  .method(
    'int CompareTo(Object value)|(char value)',
    (self, args) => self.code - characters(args[0]).charCodeAt(0),
  )
  .method('bool Equals(Object obj)|(char obj)', (self, args) => {
    const other = given(args, 0);
    return hasKind(other, 'char') && other.code === self.code;
  })
  .method('int GetHashCode()', (self) => self.code | (self.code << 16))
  .method('string ToString()|(IFormatProvider provider)', (self) => String.fromCharCode(self.code))
  .staticProperty('MaxValue', 'char', () => char(0xffff))
  .staticProperty('MinValue', 'char', () => char(0))
  .static('char ToUpper(char c)|(char c, cultureinfo culture)', (args, rt) =>
    cased(args, (c) => c.toLocaleUpperCase(locale(args, rt))),
  )
  .static('char ToLower(char c)|(char c, cultureinfo culture)', (args, rt) =>
    cased(args, (c) => c.toLocaleLowerCase(locale(args, rt))),
  )
  .static('char ToUpperInvariant(char c)', (args) => cased(args, (c) => c.toUpperCase()))
  .static('char ToLowerInvariant(char c)', (args) => cased(args, (c) => c.toLowerCase()))
  .static('string ToString(char c)', (args) => ask(args))
  .static('double GetNumericValue(char c)|(string s, int index)', (args) =>
    double(/^\d$/.test(ask(args)) ? Number(ask(args)) : -1),
  )
  .static('System.Globalization.UnicodeCategory GetUnicodeCategory(char c)|(string s, int index)', (args) =>
    enumFrom('System.Globalization.UnicodeCategory', categoryOf(ask(args))),
  )
  .static('string ConvertFromUtf32(int utf32)', (args) => {
    const code = int(args, 0);
    if (code < 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
      throw net(
        'System.ArgumentOutOfRangeException',
        "A valid UTF32 value is between 0x000000 and 0x10ffff, inclusive, and should not include surrogate codepoint values (0x00d800 ~ 0x00dfff). (Parameter 'utf32')",
      );
    }
    return String.fromCodePoint(code);
  })
  .static('int ConvertToUtf32(string s, int index)', (args) => text(args, 0).codePointAt(int(args, 1)) ?? 0)
  .static('char Parse(string s)', (args) => {
    if (text(args, 0).length !== 1)
      throw net('System.FormatException', 'String must be exactly one character long.');
    return char(text(args, 0).charCodeAt(0));
  });

function cased(args: readonly Value[], change: (c: string) => string): PsChar {
  const changed = change(ask(args));
  return char((changed.length === 1 ? changed : ask(args)).charCodeAt(0));
}

function locale(args: readonly Value[], rt: Parameters<typeof providerOf>[1]): string | undefined {
  const { name } = providerOf(args[1], rt);
  return name === '' ? undefined : name;
}

const CATEGORIES = [
  /\p{Lu}/u,
  /\p{Ll}/u,
  /\p{Lt}/u,
  /\p{Lm}/u,
  /\p{Lo}/u,
  /\p{Mn}/u,
  /\p{Mc}/u,
  /\p{Me}/u,
  /\p{Nd}/u,
  /\p{Nl}/u,
  /\p{No}/u,
  /\p{Zs}/u,
  /\p{Zl}/u,
  /\p{Zp}/u,
  /\p{Cc}/u,
  /\p{Cf}/u,
  /\p{Cs}/u,
  /\p{Co}/u,
  /\p{Pc}/u,
  /\p{Pd}/u,
  /\p{Ps}/u,
  /\p{Pe}/u,
  /\p{Pi}/u,
  /\p{Pf}/u,
  /\p{Po}/u,
  /\p{Sm}/u,
  /\p{Sc}/u,
  /\p{Sk}/u,
  /\p{So}/u,
];

function categoryOf(c: string): number {
  const at = CATEGORIES.findIndex((category) => category.test(c));
  return at < 0 ? 29 : at;
}

const TESTS: Readonly<Record<string, RegExp>> = {
  IsControl: /\p{Cc}/u,
  IsDigit: /\p{Nd}/u,
  IsLetter: /\p{L}/u,
  IsLetterOrDigit: /[\p{L}\p{Nd}]/u,
  IsLower: /\p{Ll}/u,
  IsNumber: /\p{N}/u,
  IsPunctuation: /\p{P}/u,
  IsSeparator: /\p{Z}/u,
  IsSymbol: /\p{S}/u,
  IsUpper: /\p{Lu}/u,
  IsWhiteSpace: /[\s\u0085]/u,
  IsAscii: /^\p{ASCII}$/u,
  IsAsciiDigit: /^[0-9]$/,
  IsAsciiLetter: /^[A-Za-z]$/,
  IsAsciiLetterOrDigit: /^[A-Za-z0-9]$/,
  IsAsciiHexDigit: /^[0-9A-Fa-f]$/,
  IsSurrogate: /[\ud800-\udfff]/,
};

for (const [name, pattern] of Object.entries(TESTS)) {
  definition.static(`bool ${name}(char c)|(string s, int index)`, (args) => pattern.test(ask(args)));
}
