import fc from 'fast-check';

/** Longest text that is made, in characters. */
export const LONGEST = 10_000;

/** What breaks readers of this language: its brackets, quotes, operators and odd characters. */
export const PIECES = [
  ...Array.from('(){}[]"\'`$@,;|&.:=-+*/%!?<>#~^\\ \n\t\0'),
  '\r\n',
  '$(',
  '@(',
  '@{',
  '${',
  '::',
  '..',
  '&&',
  '||',
  '??',
  '?.',
  '?[',
  '??=',
  '--%',
  '--',
  '<#',
  '#>',
  '@"\n',
  '\n"@',
  "@'\n",
  "\n'@",
  '2>&1',
  '*>',
  '>>',
  '-f ',
  '-eq ',
  '-not ',
  '-split ',
  '`u{',
  '`u{110000}',
  '1..',
  '0x',
  '1e',
  '1.5kb',
  '9999999999999999999999',
  '$_',
  '$x.',
  '$x[',
  '[int',
  '[int]',
  '[a.b[c]]',
  '[Parameter(',
  'if ',
  'else ',
  'foreach ',
  'function ',
  'param(',
  'process {',
  'switch ',
  'try {',
  'catch ',
  'while ',
  'class ',
  'using ',
  'data ',
  ' -Name:',
  ' @splat',
  '“',
  '”',
  '’',
  '–',
  '\u00a0',
  '\u0085',
  '\u2028',
  '\ufeff',
  '\ud83d',
  '\ude00',
  '日本',
  '__proto__',
  'constructor',
];

type Mutation = (text: string) => string;

const place = fc.nat(LONGEST);

function at(text: string, number: number): number {
  return text.length === 0 ? 0 : number % (text.length + 1);
}

function insert(text: string, where: number, piece: string): string {
  return text.slice(0, where) + piece + text.slice(where);
}

/** One change to a text: pieces put in, taken out, doubled, moved, repeated, cut, or taken from another script. */
function mutation(seeds: readonly string[]): fc.Arbitrary<Mutation> {
  const length = fc.integer({ min: 1, max: 40 });
  return fc.oneof(
    { weight: 6, arbitrary: fc.tuple(place, fc.constantFrom(...PIECES)).map(putIn) },
    { weight: 4, arbitrary: fc.tuple(place, length).map(takeOut) },
    { weight: 2, arbitrary: fc.tuple(place, length, place).map(moveTo) },
    { weight: 1, arbitrary: fc.tuple(place, length, fc.integer({ min: 2, max: 400 })).map(repeat) },
    { weight: 1, arbitrary: place.map(cut) },
    { weight: 2, arbitrary: fc.tuple(place, fc.constantFrom(...seeds), place, place).map(splice) },
    { weight: 1, arbitrary: fc.tuple(place, fc.string({ unit: 'binary', maxLength: 8 })).map(putIn) },
  );
}

const putIn =
  ([where, piece]: readonly [number, string]): Mutation =>
  (text) =>
    insert(text, at(text, where), piece);

const takeOut =
  ([where, length]: readonly [number, number]): Mutation =>
  (text) =>
    text.slice(0, at(text, where)) + text.slice(at(text, where) + length);

const moveTo =
  ([where, length, to]: readonly [number, number, number]): Mutation =>
  (text) => {
    const from = at(text, where);
    return insert(text, at(text, to), text.slice(from, from + length));
  };

const repeat =
  ([where, length, times]: readonly [number, number, number]): Mutation =>
  (text) => {
    const from = at(text, where);
    const piece = text.slice(from, from + length);
    const most = piece === '' ? 0 : Math.floor(LONGEST / piece.length);
    return insert(text, from, piece.repeat(Math.min(times, most)));
  };

const cut =
  (where: number): Mutation =>
  (text) =>
    text.slice(0, at(text, where));

const splice =
  ([where, other, from, to]: readonly [number, string, number, number]): Mutation =>
  (text) => {
    const ends = [at(other, from), at(other, to)].sort((a, b) => a - b);
    return insert(text, at(text, where), other.slice(...ends));
  };

/** Scripts one to eight mutations away from a seed, of at most LONGEST characters. */
export function mutatedScript(seeds: readonly string[]): fc.Arbitrary<string> {
  const mutations = fc.array(mutation(seeds), { minLength: 1, maxLength: 8 });
  return fc
    .tuple(fc.constantFrom(...seeds), mutations)
    .map(([seed, changes]) => changes.reduce((text, change) => change(text), seed).slice(0, LONGEST));
}
