import type { CmdletInfo, CmdletParameter } from '../../model/cmdlet.ts';
import { ch, isIdentifierPart } from '../lexer/chars.ts';
import { allSets } from '../parameters.ts';
import { asBoolean, asTexts, type WrittenAttribute } from './attributes.ts';
import { batchingOf, encryptedOf, exportedOf, helpFilesOf, impactOf, publicKeyOf } from './facts.ts';
import { HeaderCache, readAttributes, readParameters, type ReadParameters } from './header.ts';
import { closingBracket, skipOpaque, skipSpace } from './scan.ts';

export interface ModuleFile {
  readonly cmdlets: CmdletInfo[];
  /** What the script exports; null: it doesn't say. */
  readonly exported: string[] | null;
  /** The RSA key (XML) for values that are sent encrypted. */
  readonly publicKey: string | null;
  readonly helpFiles: string[];
  /** Functions that don't look like a cmdlet's, left out. */
  readonly skipped: { readonly name: string; readonly reason: string }[];
}

interface FoundFunction {
  readonly name: string;
  readonly scope: string;
  /** Offset after the name. */
  readonly at: number;
}

const functionHead = /(?:function|filter)[ \t\r\n]+(?:([A-Za-z]+):)?([^\s({]+)/iy;

const lineWithFunction = /[\r\n][ \t]*function[ \t]+script:/gi;

/**
 * Reads the module file's function headers (module-file.md): cmdlets with their parameters, and the facts of their
 * bodies. Nothing of it is run; what does not look as expected is named in `skipped`.
 */
export function readModuleFile(script: string): ModuleFile {
  const cmdlets: CmdletInfo[] = [];
  const skipped: { name: string; reason: string }[] = [];
  const exported = exportedOf(script);
  const exportedNames = new Set((exported ?? []).map((name) => name.toLowerCase()));
  const seen = new Set<string>();
  const cache = new HeaderCache();
  for (let i = 0; i < script.length;) {
    const found = functionAt(script, i);
    if (found === null) {
      i = next(script, i);
      continue;
    }
    const isCmdlet =
      found.scope === 'script' || (found.scope === '' && exportedNames.has(found.name.toLowerCase()));
    const open = bodyOpening(script, found.at);
    if (!isCmdlet || open === null) {
      if (isCmdlet) skipped.push({ name: found.name, reason: 'it has no block' });
      i = found.at;
      continue;
    }
    const close = bodyEnd(script, open.curly);
    i = close + 1;
    const result = readCmdlet(script, found.name, open, close, cache);
    if (typeof result === 'string') skipped.push({ name: found.name, reason: result });
    else if (seen.has(found.name.toLowerCase()))
      skipped.push({ name: found.name, reason: 'it stands there twice' });
    else {
      seen.add(found.name.toLowerCase());
      cmdlets.push(result);
    }
  }
  return { cmdlets, exported, publicKey: publicKeyOf(script), helpFiles: helpFilesOf(script), skipped };
}

function next(script: string, at: number): number {
  const after = skipOpaque(script, at);
  return after > at ? after : at + 1;
}

function functionAt(script: string, at: number): FoundFunction | null {
  const c = script.charCodeAt(at) | 32;
  if (c !== 102 || (at > 0 && !startsWord(script.charCodeAt(at - 1)))) return null;
  functionHead.lastIndex = at;
  const match = functionHead.exec(script);
  if (match === null) return null;
  return { name: match[2] ?? '', scope: (match[1] ?? '').toLowerCase(), at: functionHead.lastIndex };
}

/** The character before a word that stands alone. */
function startsWord(before: number): boolean {
  return !isIdentifierPart(before) && before !== ch.minus && before !== ch.dollar && before !== ch.dot;
}

/** The body's opening brace, after `( … )` parameters if there are any; null: no body. */
function bodyOpening(script: string, at: number): { curly: number; paren: number | null } | null {
  let i = skipSpace(script, at);
  let paren: number | null = null;
  if (script.charCodeAt(i) === ch.lParen) {
    paren = i;
    i = skipSpace(script, closingBracket(script, i) + 1);
  }
  return script.charCodeAt(i) === ch.lCurly ? { curly: i, paren } : null;
}

/** The closing brace; where it is missing, the line before the next function, so that one bad body costs no other. */
function bodyEnd(script: string, open: number): number {
  const close = closingBracket(script, open);
  if (close < script.length) return close;
  lineWithFunction.lastIndex = open;
  return lineWithFunction.exec(script)?.index ?? close;
}

/** One cmdlet; a text says why it can't be read. */
function readCmdlet(
  script: string,
  name: string,
  open: { curly: number; paren: number | null },
  close: number,
  cache: HeaderCache,
): CmdletInfo | string {
  const head = readAttributes(script, open.curly + 1, cache);
  const binding = head.attributes.find((attribute) => attribute.name === 'cmdletbinding');
  let list: ReadParameters | null = { parameters: [], hasOwnPositions: false, end: head.end };
  if (open.paren !== null) list = readParameters(script, open.paren, cache);
  if (/^param$/i.test(script.slice(head.end, head.end + 5))) {
    const paren = skipSpace(script, head.end + 5);
    if (script.charCodeAt(paren) === ch.lParen) list = readParameters(script, paren, cache);
  }
  if (list === null || list.end > close) return 'its parameters can’t be read';
  const body = script.slice(list.end > open.curly ? list.end : open.curly, close);
  const encrypted = encryptedOf(body).map(
    (written) => list.parameters.find((p) => p.name.toLowerCase() === written.toLowerCase())?.name ?? written,
  );
  const supportsShouldProcess = asBoolean(binding?.named.get('supportsshouldprocess'));
  return {
    name,
    defaultSet: asTexts([binding?.named.get('defaultparametersetname') ?? null])[0] ?? null,
    supportsShouldProcess,
    confirmImpact: supportsShouldProcess ? impact(binding, body) : 'None',
    batching: batchingOf(body),
    encrypted,
    parameters: positioned(list, binding).map((p) =>
      encrypted.includes(p.name) ? { ...p, encrypted: true } : p,
    ),
  };
}

function impact(binding: WrittenAttribute | undefined, body: string): CmdletInfo['confirmImpact'] {
  const written = asTexts([binding?.named.get('confirmimpact') ?? null])[0]?.toLowerCase();
  const levels = ['None', 'Low', 'Medium', 'High'] as const;
  return levels.find((level) => level.toLowerCase() === written) ?? impactOf(body) ?? 'Medium';
}

/**
 * The positions that PowerShell itself gives, and Get-Command shows: where no parameter of the function names a position
 * or a set, all but the switches are counted in their order, unless `PositionalBinding=$false`. One parameter with a set
 * or a position is enough for all the others to be taken by name only.
 */
function positioned(list: ReadParameters, binding: WrittenAttribute | undefined): readonly CmdletParameter[] {
  const written = binding?.named.get('positionalbinding');
  const switchedOff = written !== undefined && !asBoolean(written);
  if (list.hasOwnPositions || switchedOff) return list.parameters;
  let position = 0;
  return list.parameters.map((parameter) => {
    if (parameter.type === 'SwitchParameter') return parameter;
    const [entry] = parameter.sets;
    const own = entry ?? { set: allSets, mandatory: false, pipeline: false, byName: false };
    return { ...parameter, sets: [{ ...own, position: position++ }] };
  });
}
