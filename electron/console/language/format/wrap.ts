import { cellLength, headFits } from './cells.ts';
import type { Culture } from '../culture.ts';

const SOFT_HYPHEN = '\u00ad';
const HARD_HYPHEN = '\u2011';
const HARD_SPACE = '\u00a0';
/** Languages whose texts PowerShell breaks between words; others are cut where the line ends. */
const WORDY = new Set(['en', 'fr', 'de', 'it', 'pt', 'es']);

/** Texts whose every character takes one cell. */
const PLAIN = /^[\x20-\x7e]*$/;

export type Wrap = (text: string, width: number, following?: number) => string[];

/** Lines of a text; carriage returns vanish. */
export function splitLines(text: string): string[] {
  const plain = text.includes('\r') ? text.replaceAll('\r', '') : text;
  return plain.includes('\n') ? plain.split('\n') : [plain];
}

/** The first line, with "…" where there are more. */
export function firstLine(text: string): string {
  const at = text.search(/[\r\n]/);
  return at < 0 ? text : `${text.slice(0, at)}…`;
}

/** What breaks a text into lines of at most `width` cells (`following`: those after the first). */
export function wrapFor(culture: Culture): Wrap {
  const wordy = WORDY.has(culture.name.split('-')[0] ?? '');
  return (text, width, following = width) => {
    if (text === '') return [''];
    const lines: string[] = [];
    for (const line of splitLines(text)) {
      if (cellLength(line) <= width) lines.push(line);
      else if (wordy) wrapWords(line, width, following, lines);
      else wrapAnywhere(line, width, following, lines);
    }
    return lines;
  };
}

function wrapAnywhere(line: string, first: number, following: number, lines: string[]): void {
  let width = first;
  let at = 0;
  while (at < line.length) {
    const rest = line.slice(at);
    if (cellLength(rest) <= width) {
      lines.push(rest);
      return;
    }
    const fits = headFits(rest, width);
    lines.push(fits === 0 ? '?' : rest.slice(0, fits));
    at += Math.max(fits, 1);
    width = following;
  }
}

interface Word {
  readonly text: string;
  readonly delimiter: string;
}

function words(line: string): Word[] {
  const found: Word[] = [];
  let text = '';
  for (const unit of line) {
    if (unit === ' ' || unit === '\t' || unit === SOFT_HYPHEN) {
      found.push({ text, delimiter: unit });
      text = '';
    } else if (unit === HARD_HYPHEN || unit === HARD_SPACE) {
      // Both are lost, as they are in PowerShell.
      found.push({ text, delimiter: '' });
      text = '';
    } else {
      text += unit;
    }
  }
  found.push({ text, delimiter: '' });
  return found;
}

function wrapWords(line: string, first: number, following: number, lines: string[]): void {
  let width = first;
  let left = first;
  let current = '';
  const breakLine = (next: string): void => {
    lines.push(current);
    current = next;
    width = following;
    left = width - cellLength(next);
  };
  for (const { text, delimiter } of words(line)) {
    let word = text;
    if (delimiter === SOFT_HYPHEN) {
      if (cellLength(text) + 1 === left) word += '-';
    } else {
      word += delimiter;
    }
    const cells = cellLength(word);
    if (cells > width && following > 0 && PLAIN.test(word)) {
      for (let at = 0; at < word.length;) {
        if (left === 0) {
          lines.push(current);
          current = '';
          width = following;
          left = width;
        }
        const part = word.slice(at, at + left);
        current += part;
        left -= part.length;
        at += part.length;
      }
    } else if (cells > width) {
      for (let at = 0; at < word.length; at++) {
        let unit = word.charAt(at);
        if (cellLength(unit) > width) unit = '?';
        if (cellLength(unit) > left) {
          breakLine(unit);
        } else {
          current += unit;
          left -= cellLength(unit);
        }
      }
    } else if (cells > left) {
      breakLine(word);
    } else {
      current += word;
      left -= cells;
    }
  }
  lines.push(current);
}
