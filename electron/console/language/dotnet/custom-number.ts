import { groupDigits } from './symbols.ts';
import { roundPlaces, split } from './digits.ts';
import type { Digits } from './digits.ts';
import type { NumberSymbols } from './symbols.ts';

type Piece =
  | { readonly kind: '0' | '#' | '.' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'exponent'; readonly letter: string; readonly plus: boolean; readonly places: number };

interface Section {
  readonly pieces: readonly Piece[];
  /** Groups of thousands. */
  readonly grouped: boolean;
  /** Powers of ten to multiply by: 2 for %, 3 for ‰, -3 for each scaling comma. */
  readonly shift: number;
  readonly hasExponent: boolean;
}

/** A number by a custom format: 0 # . , % ‰ E0 quotes, escapes and up to three sections. */
export function customNumber(value: Digits, format: string, symbols: NumberSymbols): string {
  const sections = splitSections(format);
  const zero = value.digits === '';
  let index = 0;
  let negative = value.negative && !zero;
  if (negative && sections.length > 1 && sections[1] !== '') {
    index = 1;
    negative = false;
  } else if (zero && sections.length > 2 && sections[2] !== '') index = 2;
  const section = read(sections[index] ?? '', symbols);
  const shifted: Digits = zero ? value : { ...value, point: value.point + section.shift };
  const text = write(shifted, section, symbols);
  // What rounds to nothing is written as zero is.
  if (text.zero && !zero) {
    const forZero = sections[2] === undefined || sections[2] === '' ? 0 : 2;
    if (forZero !== index)
      return write({ ...value, digits: '', point: 0 }, read(sections[forZero] ?? '', symbols), symbols).text;
  }
  return negative && !text.zero ? symbols.negative + text.text : text.text;
}

function splitSections(format: string): string[] {
  const sections: string[] = [];
  let from = 0;
  for (let at = 0; at < format.length; at++) {
    const mark = format[at];
    if (mark === '\\') at++;
    else if (mark === "'" || mark === '"') {
      const end = format.indexOf(mark, at + 1);
      at = end < 0 ? format.length : end;
    } else if (mark === ';') {
      sections.push(format.slice(from, at));
      from = at + 1;
    }
  }
  sections.push(format.slice(from));
  return sections;
}

function read(text: string, symbols: NumberSymbols): Section {
  const pieces: Piece[] = [];
  let grouped = false;
  let shift = 0;
  let commas = 0;
  let seenPoint = false;
  let seenDigit = false;
  let hasExponent = false;
  const literal = (more: string): void => {
    const last = pieces.at(-1);
    if (last?.kind === 'text') pieces[pieces.length - 1] = { kind: 'text', text: last.text + more };
    else pieces.push({ kind: 'text', text: more });
  };
  for (let at = 0; at < text.length; at++) {
    const mark = text[at] ?? '';
    switch (mark) {
      case '0':
      case '#':
        if (commas > 0 && !seenPoint) grouped = true;
        commas = 0;
        seenDigit = true;
        pieces.push({ kind: mark });
        break;
      case '.':
        if (seenPoint) break;
        shift -= commas * 3;
        commas = 0;
        seenPoint = true;
        pieces.push({ kind: '.' });
        break;
      case ',':
        if (seenDigit && !seenPoint) commas++;
        break;
      case '%':
        shift += 2;
        literal(symbols.percent);
        break;
      case '‰':
        shift += 3;
        literal(symbols.perMille);
        break;
      case "'":
      case '"': {
        const end = text.indexOf(mark, at + 1);
        literal(text.slice(at + 1, end < 0 ? text.length : end));
        at = end < 0 ? text.length : end;
        break;
      }
      case '\\':
        at++;
        literal(text[at] ?? '');
        break;
      case 'E':
      case 'e': {
        const exponent = /^[Ee]([+-]?)(0+)/.exec(text.slice(at));
        if (exponent === null) {
          literal(mark);
          break;
        }
        hasExponent = true;
        pieces.push({
          kind: 'exponent',
          letter: mark,
          plus: exponent[1] === '+',
          places: Math.min((exponent[2] ?? '').length, 10),
        });
        at += exponent[0].length - 1;
        break;
      }
      default:
        literal(mark);
    }
  }
  shift -= commas * 3;
  return { pieces, grouped, shift, hasExponent };
}

function write(value: Digits, section: Section, symbols: NumberSymbols): { text: string; zero: boolean } {
  const { pieces } = section;
  const pointAt = pieces.findIndex((piece) => piece.kind === '.');
  const isDigit = (piece: Piece): boolean => piece.kind === '0' || piece.kind === '#';
  const before = (pointAt < 0 ? pieces : pieces.slice(0, pointAt)).filter(isDigit);
  const after = pointAt < 0 ? [] : pieces.slice(pointAt + 1).filter(isDigit);
  const firstZero = before.findIndex((piece) => piece.kind === '0');
  const minWhole = firstZero < 0 ? 0 : before.length - firstZero;
  const minFraction = after.findLastIndex((piece) => piece.kind === '0') + 1;
  let exponent = 0;
  let scaled = value;
  if (section.hasExponent && value.digits !== '') {
    exponent = value.point - before.length;
    scaled = roundPlaces({ ...value, point: before.length }, after.length);
    if (scaled.point > before.length) {
      exponent++;
      scaled = { ...scaled, point: before.length };
    }
  }
  const rounded = section.hasExponent ? scaled : roundPlaces(value, after.length);
  const zero = /^0*$/.test(rounded.digits);
  const parts = split(zero ? { ...rounded, digits: '', point: 0 } : rounded, after.length);
  let whole = parts.whole === '0' ? '' : parts.whole;
  whole = whole.padStart(minWhole, '0');
  let fraction = parts.fraction.replace(/0+$/, '');
  fraction = fraction.padEnd(minFraction, '0');
  return { text: fillIn(pieces, whole, fraction, before.length, exponent, section.grouped, symbols), zero };
}

function fillIn(
  pieces: readonly Piece[],
  whole: string,
  fraction: string,
  places: number,
  exponent: number,
  grouped: boolean,
  symbols: NumberSymbols,
): string {
  let text = '';
  let placeLeft = places;
  let inFraction = false;
  let fractionAt = 0;
  const wholeText = grouped ? groupDigits(whole, symbols) : whole;
  // Digits in the order of their places, separators glued to the digit before them.
  const chunks: string[] = [];
  for (const mark of wholeText) {
    if (mark >= '0' && mark <= '9') chunks.push(mark);
    else if (chunks.length > 0) chunks.push(`${chunks.pop() ?? ''}${mark}`);
  }
  let taken = 0;
  for (const piece of pieces) {
    switch (piece.kind) {
      case 'text':
        text += piece.text;
        break;
      case '.':
        inFraction = true;
        if (fraction !== '') text += symbols.decimal;
        break;
      case 'exponent': {
        const sign = exponent < 0 ? symbols.negative : piece.plus ? symbols.positive : '';
        text += piece.letter + sign + String(Math.abs(exponent)).padStart(piece.places, '0');
        break;
      }
      default:
        if (inFraction) {
          text += fraction[fractionAt] ?? '';
          fractionAt++;
          break;
        }
        // The first place takes all digits that have no place of their own.
        while (chunks.length - taken > placeLeft - 1) {
          text += chunks[taken] ?? '';
          taken++;
        }
        placeLeft--;
    }
  }
  return text;
}
