import type { CmdletParameter, ParameterSetEntry } from '../../model/cmdlet.ts';
import { ch, isIdentifierPart } from '../lexer/chars.ts';
import { allSets } from '../parameters.ts';
import { asBoolean, asInteger, asTexts, readArguments, type WrittenAttribute } from './attributes.ts';
import { bracedNameEnd, closingBracket, skipOpaque, skipSpace } from './scan.ts';
import type { PsValue } from '../values.ts';
import { shortTypeName } from './type-names.ts';

/** What .NET's own attribute holds where no position is written. */
const noPosition = -2147483648;

/** What was read of attributes and types, by their text: a module file repeats few of them often. */
export class HeaderCache {
  private readonly attributes = new Map<string, WrittenAttribute>();
  private readonly entries = new Map<WrittenAttribute, ParameterSetEntry>();
  private readonly types = new Map<string, string>();

  /** `written` is the attribute from its name to before its closing round bracket, `inner` what is inside of that. */
  attributeOf(written: string, name: string, inner: string): WrittenAttribute {
    let found = this.attributes.get(written);
    if (found === undefined) {
      found = { name: attributeName(name), ...readArguments(inner) };
      this.attributes.set(written, found);
    }
    return found;
  }

  entryOf(attribute: WrittenAttribute): ParameterSetEntry {
    let found = this.entries.get(attribute);
    if (found === undefined) this.entries.set(attribute, (found = setEntry(attribute)));
    return found;
  }

  typeOf(written: string): string {
    let found = this.types.get(written);
    if (found === undefined) this.types.set(written, (found = shortTypeName(written)));
    return found;
  }
}

/** Attributes in a row from `at`; types are told apart by having no round brackets. */
export function readAttributes(
  text: string,
  at: number,
  cache: HeaderCache,
): { attributes: WrittenAttribute[]; types: string[]; end: number } {
  const attributes: WrittenAttribute[] = [];
  const types: string[] = [];
  let i = skipSpace(text, at);
  while (text.charCodeAt(i) === ch.lBracket) {
    const nameStart = skipSpace(text, i + 1);
    let nameEnd = nameStart;
    let depth = 0;
    for (; nameEnd < text.length; nameEnd++) {
      const c = text.charCodeAt(nameEnd);
      if (c === ch.lBracket) depth++;
      else if (c === ch.rBracket && depth-- === 0) break;
      else if (c === ch.lParen) break;
    }
    const name = text.slice(nameStart, nameEnd).trim();
    if (text.charCodeAt(nameEnd) === ch.lParen) {
      const close = closingBracket(text, nameEnd);
      attributes.push(cache.attributeOf(text.slice(nameStart, close), name, text.slice(nameEnd + 1, close)));
      nameEnd = skipSpace(text, close + 1);
    } else {
      types.push(name);
    }
    i = skipSpace(text, nameEnd + 1);
  }
  return { attributes, types, end: i };
}

/** `System.Management.Automation.ParameterAttribute` and `Parameter` are one. */
function attributeName(written: string): string {
  const last = written.slice(written.lastIndexOf('.') + 1).toLowerCase();
  return last.endsWith('attribute') && last.length > 9 ? last.slice(0, -9) : last;
}

export interface ReadParameters {
  readonly parameters: CmdletParameter[];
  /** A Position or a set name was written somewhere: then nothing gets a position of itself. */
  readonly hasOwnPositions: boolean;
  /** Offset after the closing bracket. */
  readonly end: number;
}

/** The parameters between the round brackets of a param block that opens at `open`. null: it is not well formed. */
export function readParameters(text: string, open: number, cache: HeaderCache): ReadParameters | null {
  const parameters: CmdletParameter[] = [];
  let hasOwnPositions = false;
  let i = skipSpace(text, open + 1);
  while (text.charCodeAt(i) !== ch.rParen) {
    if (i >= text.length) return null;
    const { attributes, types, end } = readAttributes(text, i, cache);
    const name = variableAt(text, end);
    if (name === null) return null;
    const parameter = describe(name.name, attributes, types[0] ?? 'Object', cache);
    if (parameter.sets.some((entry) => entry.set !== allSets || entry.position !== null))
      hasOwnPositions = true;
    parameters.push(parameter);
    i = skipSpace(text, skipDefault(text, name.end));
    if (text.charCodeAt(i) === ch.comma) i = skipSpace(text, i + 1);
    else if (text.charCodeAt(i) !== ch.rParen) return null;
  }
  return { parameters, hasOwnPositions, end: i + 1 };
}

function variableAt(text: string, at: number): { name: string; end: number } | null {
  if (text.charCodeAt(at) !== ch.dollar) return null;
  if (text.charCodeAt(at + 1) === ch.lCurly) {
    const close = bracedNameEnd(text, at);
    return close < 0 ? null : { name: text.slice(at + 2, close).replace(/`(.)/g, '$1'), end: close + 1 };
  }
  let end = at + 1;
  while (isIdentifierPart(text.charCodeAt(end)) || text.charCodeAt(end) === ch.question) end++;
  return end === at + 1 ? null : { name: text.slice(at + 1, end), end };
}

/** Passes over ` = default`, up to the comma or bracket after it. */
function skipDefault(text: string, from: number): number {
  let i = skipSpace(text, from);
  if (text.charCodeAt(i) !== ch.equals) return i;
  i++;
  while (i < text.length) {
    const after = skipOpaque(text, i);
    const c = text.charCodeAt(i);
    if (after > i) i = after;
    else if (c === ch.lParen || c === ch.lCurly || c === ch.lBracket) i = closingBracket(text, i) + 1;
    else if (c === ch.comma || c === ch.rParen) return i;
    else i++;
  }
  return i;
}

function describe(
  name: string,
  attributes: readonly WrittenAttribute[],
  type: string,
  cache: HeaderCache,
): CmdletParameter {
  const sets: ParameterSetEntry[] = [];
  const aliases: string[] = [];
  const checks: {
    -readonly [K in 'values' | 'range' | 'length' | 'count' | 'notNull']?: CmdletParameter[K];
  } = {};
  for (const attribute of attributes) {
    const { positional } = attribute;
    const pair = limitsOf(positional);
    switch (attribute.name) {
      case 'parameter':
        addSet(sets, cache.entryOf(attribute));
        break;
      case 'alias':
        aliases.push(...asTexts(positional));
        break;
      case 'validateset':
        checks.values = asTexts(positional);
        break;
      case 'validaterange':
        if (pair !== undefined) checks.range = pair;
        break;
      case 'validatelength':
        if (pair !== undefined) checks.length = pair;
        break;
      case 'validatecount':
        if (pair !== undefined) checks.count = pair;
        break;
      case 'validatenotnull':
        checks.notNull ??= 'null';
        break;
      case 'validatenotnullorempty':
      case 'validatenotnullorwhitespace':
        checks.notNull = 'nullOrEmpty';
        break;
      default:
    }
  }
  if (sets.length === 0) {
    sets.push({ set: allSets, mandatory: false, position: null, pipeline: false, byName: false });
  }
  return { name, type: cache.typeOf(type), aliases, sets, ...checks };
}

/** The two whole numbers of a check such as ValidateLength. */
function limitsOf(positional: readonly PsValue[]): { min: number; max: number } | undefined {
  if (positional.length !== 2) return undefined;
  const min = asInteger(positional[0]);
  const max = asInteger(positional[1]);
  return min === null || max === null ? undefined : { min, max };
}

/** Sets stay in the order written (Get-Command lists them backwards). PowerShell refuses a set named twice. */
function addSet(sets: ParameterSetEntry[], added: ParameterSetEntry): void {
  const name = added.set.toLowerCase();
  if (!sets.some((entry) => entry.set.toLowerCase() === name)) sets.push(added);
}

function setEntry(attribute: WrittenAttribute): ParameterSetEntry {
  const setName = asTexts([attribute.named.get('parametersetname') ?? null])[0] ?? '';
  const set = setName === '' || setName.toLowerCase() === allSets.toLowerCase() ? allSets : setName;
  const position = asInteger(attribute.named.get('position'));
  return {
    set,
    mandatory: asBoolean(attribute.named.get('mandatory')),
    position: position === noPosition ? null : position,
    pipeline: asBoolean(attribute.named.get('valuefrompipeline')),
    byName: asBoolean(attribute.named.get('valuefrompipelinebypropertyname')),
  };
}
