/** Classes that .NET counts by Unicode and JavaScript by ASCII, written as ranges of the first 65,536 characters. */
const made = new Map<string, string>();

function ranges(key: string, test: RegExp): string {
  let text = made.get(key);
  if (text === undefined) {
    text = build(test);
    made.set(key, text);
  }
  return text;
}

function build(test: RegExp): string {
  let text = '';
  let start = -1;
  for (let code = 0; code <= 0x10000; code++) {
    const surrogate = code >= 0xd800 && code <= 0xdfff;
    const inside = code < 0x10000 && !surrogate && test.test(String.fromCharCode(code));
    if (inside && start < 0) start = code;
    if (inside || start < 0) continue;
    text += mark(start) + (code - 1 > start ? `-${mark(code - 1)}` : '');
    start = -1;
  }
  return text;
}

function mark(code: number): string {
  return `\\u${code.toString(16).padStart(4, '0')}`;
}

/** Inside of a class for \w. */
export function wordRanges(): string {
  return ranges('w', /[\p{L}\p{Mn}\p{Nd}\p{Pc}]/u);
}

export function digitRanges(): string {
  return ranges('d', /\p{Nd}/u);
}

/** \s of .NET: JavaScript's and the next-line character, without the byte-order mark. */
export function spaceRanges(): string {
  return ranges('s', /[\t-\r\x85\p{Z}]/u);
}

const CATEGORIES = new Set(
  'L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po S Sm Sc Sk So Z Zs Zl Zp C Cc Cf Co Cn Cs'.split(
    ' ',
  ),
);

const BLOCKS: ReadonlyMap<string, string> = new Map([
  ['IsBasicLatin', '\\u0000-\\u007f'],
  ['IsLatin-1Supplement', '\\u0080-\\u00ff'],
  ['IsLatinExtended-A', '\\u0100-\\u017f'],
  ['IsLatinExtended-B', '\\u0180-\\u024f'],
  ['IsGreek', '\\u0370-\\u03ff'],
  ['IsGreekandCoptic', '\\u0370-\\u03ff'],
  ['IsCyrillic', '\\u0400-\\u04ff'],
  ['IsHebrew', '\\u0590-\\u05ff'],
  ['IsArabic', '\\u0600-\\u06ff'],
  ['IsThai', '\\u0e00-\\u0e7f'],
  ['IsHiragana', '\\u3040-\\u309f'],
  ['IsKatakana', '\\u30a0-\\u30ff'],
  ['IsCJKUnifiedIdeographs', '\\u4e00-\\u9fff'],
  ['IsHangulSyllables', '\\uac00-\\ud7af'],
]);

/** Inside of a class for \p{name}; null: .NET knows no such category or block. */
export function propertyRanges(name: string): string | null {
  const block = BLOCKS.get(name);
  if (block !== undefined) return block;
  return CATEGORIES.has(name) ? ranges(`p${name}`, new RegExp(`\\p{${name}}`, 'u')) : null;
}
