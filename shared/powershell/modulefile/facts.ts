import { constant, asTexts } from './attributes.ts';
import { closingBracket, skipSpace } from './scan.ts';

/** True where a match stands in a line comment. */
function isCommented(text: string, at: number): boolean {
  const line = text.lastIndexOf('\n', at - 1) + 1;
  return /^\s*#/.test(text.slice(line, Math.min(at, line + 200)));
}

function firstMatch(text: string, pattern: RegExp): RegExpMatchArray | null {
  for (const match of text.matchAll(pattern)) if (!isCommented(text, match.index)) return match;
  return null;
}

/** `EnableBatchingStatus` of a function's body; false where it is not written. */
export function batchingOf(body: string): boolean {
  const match = firstMatch(body, /-EnableBatchingStatus\b(?:\s*:\s*|[ \t]+)?(\$true|\$false)?/gi);
  return match !== null && match[1]?.toLowerCase() !== '$false';
}

/** Names whose bound value is replaced by an encrypted one, in the order of the body. */
export function encryptedOf(body: string): string[] {
  const pattern =
    /BoundParameters(?:\[\s*['"]([^'"\]]+)['"]\s*\]|\.([A-Za-z_]\w*))\s*=\s*[($\s]{0,4}Encrypt-Value\b/gi;
  const names: string[] = [];
  for (const match of body.matchAll(pattern)) {
    const name = match[1] ?? match[2] ?? '';
    if (!isCommented(body, match.index) && !names.some((n) => n.toLowerCase() === name.toLowerCase()))
      names.push(name);
  }
  return names;
}

/** `$cmdletConfirmImpactValue` of a body: 1 Low, 2 Medium, 3 High; null: not written. */
export function impactOf(body: string): 'Low' | 'Medium' | 'High' | null {
  const match = firstMatch(body, /\$cmdletConfirmImpactValue\s*=\s*([123])\b/gi);
  if (match === null) return null;
  return match[1] === '1' ? 'Low' : match[1] === '2' ? 'Medium' : 'High';
}

/** The texts of a list that begins at `at`: `@('a','b')` or `'a', 'b'`. */
function listAt(text: string, at: number): string[] {
  let i = skipSpace(text, at);
  if (text.startsWith('@(', i) || text.startsWith('(', i)) {
    const close = closingBracket(text, text.indexOf('(', i));
    return asTexts([constant(text.slice(i, close + 1))]);
  }
  const names: string[] = [];
  for (;;) {
    const word = /^(?:'([^']*)'|"([^"]*)"|([^\s,;)'"]+))/.exec(text.slice(i, i + 300));
    if (word === null) return names;
    names.push(word[1] ?? word[2] ?? word[3] ?? '');
    i = skipSpace(text, i + word[0].length);
    if (text.charAt(i) !== ',') return names;
    i = skipSpace(text, i + 1);
  }
}

/** What Export-ModuleMember names; null: the script has none. */
export function exportedOf(script: string): string[] | null {
  let names: string[] | null = null;
  for (const match of script.matchAll(/^[ \t]*Export-ModuleMember\b[^\r\n]*?-Function\b[ \t:]*/gim)) {
    names = [...(names ?? []), ...listAt(script, match.index + match[0].length)];
  }
  return names;
}

export function publicKeyOf(script: string): string | null {
  const match = firstMatch(script, /\$(?:script:|global:)?PublicKey\s*=\s*(?:'([^']*)'|"([^"]*)")/gi);
  return match?.[1] ?? match?.[2] ?? null;
}

export function helpFilesOf(script: string): string[] {
  const match = firstMatch(script, /\$(?:script:|global:)?HelpFileNames\s*=\s*/gi);
  return match?.index === undefined ? [] : listAt(script, match.index + match[0].length);
}
