import { caseGroup, withOptions, type Modes } from './regex-modes.ts';
import { readClass } from './regex-class.ts';
import { RegexProblem, readEscape, unit } from './regex-escapes.ts';
import { digitRanges, propertyRanges, spaceRanges, wordRanges } from './regex-classes.ts';
import type { RegexGroup } from '../values/simple.ts';

export interface Translated {
  readonly source: string;
  readonly groups: readonly RegexGroup[];
}

/** Marks a backreference whose place is known only at the end; \u0001 never gets into a source unescaped. */
const LATER = '\u0001';

const MAX_DEPTH = 200;

const BAD_GROUP_NAME = 'Invalid group name: Group names must begin with a word character.';

export function translate(pattern: string, modes: Modes): Translated {
  return new Translator(pattern).run(modes);
}

class Translator {
  readonly #text: string;
  #at = 0;
  #depth = 0;
  /** Groups of the JavaScript source so far. */
  #places = 0;
  readonly #unnamed: number[] = [];
  readonly #named = new Map<string, number[]>();
  #explicitNumbers = new Map<number, number[]>();

  constructor(text: string) {
    this.#text = text;
  }

  run(modes: Modes): Translated {
    const source = this.#alternatives(modes);
    if (this.#at < this.#text.length) throw new RegexProblem(this.#at + 1, "Too many )'s.");
    const groups: RegexGroup[] = [{ name: '0', places: [0] }];
    const numbers = new Map<number, number[]>(this.#explicitNumbers);
    let next = 1;
    for (const place of this.#unnamed) {
      while (this.#explicitNumbers.has(next)) next++;
      numbers.set(next, [place]);
      next++;
    }
    for (const number of [...numbers.keys()].sort((a, b) => a - b)) {
      groups.push({ name: String(number), places: numbers.get(number) ?? [] });
    }
    for (const [name, places] of this.#named) groups.push({ name, places });
    return { source: this.#resolve(source, groups), groups };
  }

  /** Fills in the places of backreferences. */
  #resolve(source: string, groups: readonly RegexGroup[]): string {
    if (!source.includes(LATER)) return source;
    return source.replace(/\u0001([^\u0001]*)\u0001(\d+)\u0001/g, (_, name: string, offset: string) => {
      const group = /^\d+$/.test(name) ? groups[Number(name)] : groups.find((each) => each.name === name);
      if (group === undefined) {
        throw new RegexProblem(
          Number(offset),
          /^\d+$/.test(name)
            ? `Reference to undefined group number ${name}.`
            : `Reference to undefined group name '${name}'.`,
        );
      }
      return `(?:${group.places.map((place) => `\\${String(place)}`).join('')})`;
    });
  }

  /** Up to the end or a closing parenthesis. */
  #alternatives(modes: Modes): string {
    this.#depth++;
    if (this.#depth > MAX_DEPTH) throw new RegexProblem(this.#at, 'The pattern is nested too deeply.');
    let source = '';
    let current: Modes & { opened?: string } = modes;
    let closers = '';
    while (this.#at < this.#text.length) {
      const mark = this.#text[this.#at];
      if (mark === ')') break;
      if (mark === '|') {
        this.#at++;
        // Inline options go on behind the bar: their groups are closed and opened again.
        source += `${closers}|`;
        closers = '';
        if (current.opened !== undefined) {
          source += current.opened;
          closers = ')';
        }
        continue;
      }
      const options = this.#inlineOptions(current);
      if (options !== null) {
        current = options.modes;
        if (options.open !== '') {
          source += closers + options.open;
          closers = ')';
        }
        continue;
      }
      source += this.#piece(current);
    }
    this.#depth--;
    return source + closers;
  }

  /** `(?i)` and the like: modes from here to the end of the group. */
  #inlineOptions(
    modes: Modes & { opened?: string },
  ): { modes: Modes & { opened?: string }; open: string } | null {
    const found = /^\(\?([imnsx]*)(?:-([imnsx]+))?\)/.exec(this.#text.slice(this.#at, this.#at + 16));
    if (found === null || found[0] === '(?)') return null;
    this.#at += found[0].length;
    const on = found[1] ?? '';
    const off = found[2] ?? '';
    const changed = withOptions(modes, on, off);
    const open = caseGroup(on, off);
    return { modes: open === '' ? changed : { ...changed, opened: open }, open };
  }

  #piece(modes: Modes): string {
    const text = this.#text;
    const start = this.#at;
    const mark = text[start] ?? '';
    if (modes.spaced) {
      if (/\s/.test(mark)) {
        this.#at++;
        return '';
      }
      if (mark === '#') {
        const end = text.indexOf('\n', start);
        this.#at = end < 0 ? text.length : end + 1;
        return '';
      }
    }
    let atom: string;
    switch (mark) {
      case '(':
        if (text.startsWith('(?#', start)) {
          const end = text.indexOf(')', start);
          if (end < 0) throw new RegexProblem(text.length, 'Unterminated (?#...) comment.');
          this.#at = end + 1;
          return '';
        }
        atom = this.#group(modes);
        break;
      case '[': {
        const read = readClass(text, start, modes.ecma);
        this.#at = read.end;
        atom = read.source;
        break;
      }
      case '\\':
        atom = this.#escape(modes);
        break;
      case '.':
        this.#at++;
        atom = modes.singleline ? '[^]' : '[^\\n]';
        break;
      case '^':
        this.#at++;
        return modes.multiline ? '(?<=\\n|^)' : '^';
      case '$':
        this.#at++;
        return modes.multiline ? '(?=\\n|$)' : '(?=\\n?$)';
      case '*':
      case '+':
      case '?':
        throw new RegexProblem(start + 1, `Quantifier '${mark}' following nothing.`);
      case '{':
        if (quantifierAt(text, start) !== null) {
          throw new RegexProblem(start + 1, `Quantifier '{' following nothing.`);
        }
        this.#at++;
        atom = '\\{';
        break;
      default:
        this.#at++;
        atom = literal(mark);
    }
    return atom + this.#quantifier(modes);
  }

  #quantifier(modes: Modes): string {
    if (modes.spaced) while (/\s/.test(this.#text[this.#at] ?? '')) this.#at++;
    const found = quantifierAt(this.#text, this.#at);
    if (found === null) return '';
    this.#at += found.length;
    const bounds = /^\{(\d+)(,(\d*))?\}/.exec(found);
    if (bounds !== null) {
      const low = Number(bounds[1]);
      const high = bounds[2] === undefined || bounds[3] === '' ? Infinity : Number(bounds[3]);
      if (low > 2147483647)
        throw new RegexProblem(
          this.#at - 1,
          'Quantifier and capture group numbers must be less than or equal to Int32.MaxValue.',
        );
      if (bounds[2] !== undefined && high < low) {
        throw new RegexProblem(this.#at, 'Illegal {x,y} with x > y.');
      }
    }
    const next = quantifierAt(this.#text, this.#at);
    if (next !== null) {
      throw new RegexProblem(
        this.#at + (next.startsWith('{') ? 0 : 1),
        `Nested quantifier '${next.charAt(0)}'.`,
      );
    }
    return found;
  }

  #group(modes: Modes): string {
    const start = this.#at;
    const rest = this.#text.slice(start, start + 200);
    const open = (length: number, head: string, tail = ')', inner: Modes = modes): string => {
      this.#at = start + length;
      const body = this.#alternatives(inner);
      if (this.#text[this.#at] !== ')') throw new RegexProblem(this.#text.length, "Not enough )'s.");
      this.#at++;
      return head + body + tail;
    };
    if (!rest.startsWith('(?')) {
      if (modes.explicit) return open(1, '(?:');
      this.#unnamed.push(++this.#places);
      return open(1, '(');
    }
    const look = /^\(\?(?:[:=!]|<[=!])/.exec(rest);
    if (look !== null) return open(look[0].length, look[0]);
    if (rest.startsWith('(?>')) {
      // What matched isn't tried otherwise: a lookahead keeps it, and its text is taken.
      const place = ++this.#places;
      return open(3, '(?:(?=(', `))\\${String(place)})`);
    }
    if (/^\(\?[<']\d+[A-Za-z_]/.test(rest)) {
      const digits = /\d+/.exec(rest)?.[0].length ?? 1;
      throw new RegexProblem(start + 3 + digits, BAD_GROUP_NAME);
    }
    const name = /^\(\?(?:<([A-Za-z_]\w*|\d+)>|'([A-Za-z_]\w*|\d+)')/.exec(rest);
    if (name !== null) {
      const word = name[1] ?? name[2] ?? '';
      const place = ++this.#places;
      if (/^\d+$/.test(word)) {
        this.#explicitNumbers.set(Number(word), [...(this.#explicitNumbers.get(Number(word)) ?? []), place]);
      } else this.#named.set(word, [...(this.#named.get(word) ?? []), place]);
      return open(name[0].length, '(');
    }
    const options = /^\(\?([imnsx]*)(?:-([imnsx]+))?:/.exec(rest);
    if (options !== null) {
      const on = options[1] ?? '';
      const off = options[2] ?? '';
      const head = caseGroup(on, off);
      return open(options[0].length, head === '' ? '(?:' : head, ')', withOptions(modes, on, off));
    }
    if (rest.startsWith('(?('))
      throw new RegexProblem(start, 'A choice by condition, (?(…)…), is not available here.');
    if (/^\(\?(<\w*-\w+>|'\w*-\w+')/.test(rest)) {
      throw new RegexProblem(start, 'A balancing group, (?<…-…>…), is not available here.');
    }
    if (/^\(\?[<'][^\w=!]/.test(rest)) {
      throw new RegexProblem(start + 3, BAD_GROUP_NAME);
    }
    const word = /^\(\?(?:[<']\w*|[imnsx-]+)/.exec(rest)?.[0];
    throw new RegexProblem(
      start + (word?.length ?? Math.min(rest.length, 3)),
      'Unrecognized grouping construct.',
    );
  }

  #escape(modes: Modes): string {
    const text = this.#text;
    const start = this.#at;
    const mark = text[start + 1];
    if (mark === undefined) throw new RegexProblem(text.length, 'Illegal \\ at end of pattern.');
    this.#at += 2;
    switch (mark) {
      case 'A':
      case 'G':
        return '^';
      case 'z':
        return '$';
      case 'Z':
        return '(?=\\n?$)';
      case 'b':
      case 'B': {
        if (modes.ecma) return `\\${mark}`;
        const word = `[${wordRanges()}\\u200c\\u200d]`;
        return mark === 'b'
          ? `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`
          : `(?:(?<=${word})(?=${word})|(?<!${word})(?!${word}))`;
      }
      case 'w':
        return modes.ecma ? '\\w' : `[${wordRanges()}]`;
      case 'W':
        return modes.ecma ? '\\W' : `[^${wordRanges()}]`;
      case 'd':
        return modes.ecma ? '\\d' : `[${digitRanges()}]`;
      case 'D':
        return modes.ecma ? '\\D' : `[^${digitRanges()}]`;
      case 's':
        return `[${spaceRanges()}]`;
      case 'S':
        return `[^${spaceRanges()}]`;
      case 'p':
      case 'P': {
        const property = /^\{([\w-]+)\}/.exec(text.slice(this.#at, this.#at + 60));
        if (property === null) throw new RegexProblem(this.#at, 'Incomplete \\p{X} character escape.');
        this.#at += property[0].length;
        const ranges = propertyRanges(property[1] ?? '');
        if (ranges === null) throw new RegexProblem(this.#at, `Unknown property '${property[1] ?? ''}'.`);
        return `[${mark === 'P' ? '^' : ''}${ranges}]`;
      }
      case 'k': {
        const name = /^(?:<(\w+)>|'(\w+)')/.exec(text.slice(this.#at, this.#at + 200));
        if (name === null) throw new RegexProblem(this.#at, 'Malformed \\k<...> named back reference.');
        this.#at += name[0].length;
        return LATER + (name[1] ?? name[2] ?? '') + LATER + String(this.#at) + LATER;
      }
      default:
    }
    if (mark >= '1' && mark <= '9') {
      const digits = /^\d+/.exec(text.slice(start + 1, start + 4))?.[0] ?? mark;
      this.#at = start + 1 + digits.length;
      return LATER + digits + LATER + String(this.#at) + LATER;
    }
    const read = readEscape(text, start);
    this.#at = read.end;
    return unit(read.code);
  }
}

function quantifierAt(text: string, at: number): string | null {
  return /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(text.slice(at, at + 40))?.[0] ?? null;
}

function literal(mark: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(mark) ? `\\${mark}` : mark === LATER ? '\\u0001' : mark;
}
