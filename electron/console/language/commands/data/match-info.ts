import type { PsReference } from '../../values/block.ts';
import { typedArray, type Value } from '../../values/model.ts';
import { nativeProperty, nativeReference } from '../../values/native.ts';
import { toText } from '../../convert/text.ts';

/** Lines around a match: all that were asked for, and those that no other match shows. */
export interface MatchContext {
  readonly pre: readonly string[];
  readonly post: readonly string[];
  readonly displayPre: readonly string[];
  readonly displayPost: readonly string[];
}

export interface MatchFacts {
  readonly line: string;
  readonly lineNumber: number;
  /** Full path; null: an object of the pipeline. */
  readonly path: string | null;
  readonly filename: string;
  readonly pattern: string;
  readonly ignoreCase: boolean;
  readonly matches: readonly Value[];
  readonly context: MatchContext | null;
}

const TYPE = 'Microsoft.PowerShell.Commands.MatchInfo';

/** What Select-String gives for a line. */
export function matchInfo(facts: MatchFacts): PsReference {
  const { path } = facts;
  const context = facts.context === null ? null : contextObject(facts.context);
  const matches = typedArray([...facts.matches], 'System.Text.RegularExpressions.Match');
  return nativeReference({
    typeNames: [TYPE, 'System.Object'],
    properties: [
      nativeProperty('IgnoreCase', 'Boolean', () => facts.ignoreCase),
      nativeProperty('LineNumber', 'UInt64', () => ({
        kind: 'ulong',
        value: BigInt(facts.lineNumber),
      })),
      nativeProperty('Line', 'String', () => facts.line),
      nativeProperty('Filename', 'String', () => facts.filename),
      nativeProperty('Path', 'String', () => path ?? 'InputStream'),
      nativeProperty('Pattern', 'String', () => facts.pattern),
      nativeProperty('Context', 'Microsoft.PowerShell.Commands.MatchInfoContext', () => context),
      nativeProperty('Matches', 'System.Text.RegularExpressions.Match[]', () => matches),
    ],
    toText: () => matchText(facts, null),
    methods: new Map([
      ['tostring', (args: readonly Value[]) => matchText(facts, textOf(args[0]))],
      ['toemphasizedstring', (args: readonly Value[]) => matchText(facts, textOf(args[0]))],
      ['relativepath', (args: readonly Value[]) => relative(facts, textOf(args[0]))],
    ]),
  });
}

function textOf(value: Value | undefined): string | null {
  return value === undefined || value === null ? null : toText(value);
}

function contextObject(context: MatchContext): PsReference {
  const typeName = 'Microsoft.PowerShell.Commands.MatchInfoContext';
  const lines = (texts: readonly string[]): Value => typedArray([...texts], 'String');
  return nativeReference({
    typeNames: [typeName, 'System.Object'],
    properties: [
      nativeProperty('PreContext', 'String[]', () => lines(context.pre)),
      nativeProperty('PostContext', 'String[]', () => lines(context.post)),
      nativeProperty('DisplayPreContext', 'String[]', () => lines(context.displayPre)),
      nativeProperty('DisplayPostContext', 'String[]', () => lines(context.displayPost)),
    ],
    toText: () => typeName,
  });
}

/** The path as seen from a folder. */
function relative(facts: MatchFacts, folder: string | null): string {
  const path = facts.path ?? 'InputStream';
  if (folder === null || folder === '' || !path.toLowerCase().startsWith(folder.toLowerCase())) return path;
  if (path.length === folder.length) return path;
  if (/[\\/]$/.test(folder)) return path.slice(folder.length);
  return /[\\/]/.test(path[folder.length] ?? '') ? path.slice(folder.length + 1) : path;
}

/** Place and line of a match; with context the lines around it, the match marked by ">". */
export function matchText(facts: MatchFacts, folder: string | null): string {
  const shown = relative(facts, folder);
  const format = (line: string, lineNumber: number, prefix: string): string =>
    facts.path === null ? prefix + line : `${prefix}${shown}:${String(lineNumber)}:${line}`;
  const { context } = facts;
  if (context === null) return format(facts.line, facts.lineNumber, '');
  let at = facts.lineNumber - context.displayPre.length;
  return [
    ...context.displayPre.map((line) => format(line, at++, '  ')),
    format(facts.line, at++, '> '),
    ...context.displayPost.map((line) => format(line, at++, '  ')),
  ].join('\n');
}
