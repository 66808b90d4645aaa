import { ch, isBlank, isNewline } from './chars.ts';

function afterNewline(text: string, at: number): number {
  return text.charCodeAt(at) === ch.cr && text.charCodeAt(at + 1) === ch.lf ? at + 2 : at + 1;
}

/**
 * Offset of the first body character after the header's line end.
 * Negative: -(offset of the stray character) - 1.
 */
export function hereStringHeader(text: string, from: number): number {
  let i = from;
  while (i < text.length && isBlank(text.charCodeAt(i))) i++;
  if (i < text.length && isNewline(text.charCodeAt(i))) return afterNewline(text, i);
  return -i - 1;
}

export interface HereStringBody {
  /** Offset after the last character of the body (the line end before the footer is not part of it). */
  readonly end: number;
  /** Offset after the footer. */
  readonly after: number;
  readonly footer: 'found' | 'missing';
  /** Offset of a footer that has blanks before it; -1: none. */
  readonly falseFooter: number;
}

/** Looks for the closing quote and @ at the start of a line. */
export function hereStringBody(
  text: string,
  start: number,
  isQuote: (code: number) => boolean,
): HereStringBody {
  let falseFooter = -1;
  let end = start;
  let line = start;
  while (line <= text.length) {
    if (isQuote(text.charCodeAt(line)) && text.charCodeAt(line + 1) === ch.at) {
      return { end: line === start ? start : end, after: line + 2, footer: 'found', falseFooter };
    }
    let i = line;
    while (i < text.length && isBlank(text.charCodeAt(i))) i++;
    if (falseFooter < 0 && isQuote(text.charCodeAt(i)) && text.charCodeAt(i + 1) === ch.at) falseFooter = i;
    while (i < text.length && !isNewline(text.charCodeAt(i))) i++;
    if (i >= text.length) break;
    end = i;
    line = afterNewline(text, i);
  }
  return { end: text.length, after: text.length, footer: 'missing', falseFooter };
}
