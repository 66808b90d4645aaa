import {
  commandOf,
  commandWords,
  nameOf,
  statementOf,
  statementsOf,
  type Command,
  type Cursor,
  type Level,
  type Statement,
  type Word,
} from './cursor.ts';
import type { CompletionWorld } from './world.ts';

/** How far a variable's origin is followed. */
const DEPTH = 6;

/** Commands that hand on the objects that they get. */
const PASSING = new Set(['where-object', 'sort-object', 'tee-object', 'get-unique', 'add-member']);
/** Properties of what these write, whatever they get. */
const OWN: ReadonlyMap<string, readonly string[]> = new Map([
  ['group-object', ['Count', 'Name', 'Group', 'Values']],
  ['measure-object', ['Count', 'Average', 'Sum', 'Maximum', 'Minimum', 'StandardDeviation', 'Property']],
  ['compare-object', ['InputObject', 'SideIndicator']],
  ['get-member', ['TypeName', 'Name', 'MemberType', 'Definition']],
]);
const CAUGHT = [
  'Exception',
  'FullyQualifiedErrorId',
  'CategoryInfo',
  'TargetObject',
  'InvocationInfo',
  'ErrorDetails',
  'ScriptStackTrace',
];

/** Of what an error's properties hold. */
const IN_ERRORS: ReadonlyMap<string, readonly string[]> = new Map([
  ['exception', ['Message', 'InnerException', 'StackTrace', 'Source', 'HelpLink', 'Data']],
  ['innerexception', ['Message', 'InnerException', 'StackTrace', 'Source', 'HelpLink', 'Data']],
  ['categoryinfo', ['Category', 'Activity', 'Reason', 'TargetName', 'TargetType']],
  ['invocationinfo', ['MyCommand', 'ScriptLineNumber', 'OffsetInLine', 'Line', 'PositionMessage']],
  ['errordetails', ['Message', 'RecommendedAction']],
]);

/** Names of properties by where an object comes from, as far as text and session tell; empty: nobody knows. */
export class PropertySource {
  readonly #cursor: Cursor;
  readonly #world: CompletionWorld;

  constructor(cursor: Cursor, world: CompletionWorld) {
    this.#cursor = cursor;
    this.#world = world;
  }

  /** Of what stands before a dot at the end of the words: a variable, a list's item, something in brackets. */
  ofTarget(words: Command): readonly string[] {
    let at = words.length - 1;
    while (words[at]?.token.kind === 'lBracket' && at > 0) at--;
    const word = words[at];
    const before = words[at - 1];
    if (word === undefined) return [];
    const isMember = before?.token.kind === 'dot' && before.end === word.start;
    return isMember ? (IN_ERRORS.get(word.token.text.toLowerCase()) ?? []) : this.#ofWord(word, DEPTH);
  }

  /** Of `$_` at the cursor, and of what a command there gets from the pipeline. */
  ofPipeline(depth = DEPTH): readonly string[] {
    if (this.#isCaught()) return CAUGHT;
    const upstream = this.#upstream();
    const found = upstream === null ? [] : this.#ofPipeline(upstream, depth);
    return found.length > 0 ? found : this.#world.propertiesOfLastResult();
  }

  #isCaught(): boolean {
    for (let level: Level | null = this.#cursor.level; level?.parent; level = level.parent) {
      if (level.opener?.kind !== 'lCurly') continue;
      if (statementOf(level.parent).length > 1) return false;
      const words = commandOf(level.parent);
      for (let at = words.length - 2; at >= 0 && words[at]?.token.kind !== 'lCurly'; at--) {
        if (words[at]?.token.text.toLowerCase() === 'catch') return true;
      }
    }
    return false;
  }

  /** The commands before the one that the cursor is in, or what `.Where({` and `.ForEach({` are called on. */
  #upstream(): Statement | null {
    for (let level: Level | null = this.#cursor.level; level !== null; level = level.parent) {
      const called = calledOn(level);
      if (called !== null) return [called];
      const statement = statementOf(level);
      if (statement.length > 1) return statement.slice(0, -1);
    }
    return null;
  }

  #ofPipeline(commands: Statement, depth: number): readonly string[] {
    if (depth === 0) return [];
    for (let at = commands.length - 1; at >= 0; at--) {
      const words = commandWords(commands[at] ?? []);
      const name = nameOf(words);
      if (name === null) return words.length === 0 ? [] : this.#ofExpression(words, depth);
      const command = (this.#world.find(name)?.name ?? name).toLowerCase();
      if (command === 'select-object') {
        const chosen = selected(words);
        if (chosen !== null) return chosen;
      } else if (!PASSING.has(command)) {
        return OWN.get(command) ?? this.#ofCommand(command, words);
      }
    }
    return [];
  }

  #ofCommand(command: string, words: Command): readonly string[] {
    const minimum = this.#world.minimumOfCommand(command);
    const asked = minimum.length > 0 ? askedFor(words) : null;
    return asked === null ? this.#world.propertiesOfCommand(command) : [...new Set([...minimum, ...asked])];
  }

  #ofExpression(words: Command, depth: number): readonly string[] {
    // [pscustomobject]@{ … }, @{ … }
    const table = words.find((word) => word.token.kind === 'atCurly');
    if (table?.group && words.length <= 2) return keysOf(table.group);
    const first = words[0];
    return first !== undefined && words.length === 1 ? this.#ofWord(first, depth) : [];
  }

  #ofWord(word: Word, depth: number): readonly string[] {
    if (depth === 0) return [];
    if (word.token.kind === 'atCurly' && word.group) return keysOf(word.group);
    if (word.group !== null) return this.#ofPipeline(statementOf(word.group), depth - 1);
    if (word.token.kind !== 'variable') return [];
    const name = word.token.value.toLowerCase().replace(/^(script|global|local|private|using):/, '');
    if (name === '_' || name === 'psitem') return this.ofPipeline(depth - 1);
    const now = this.#world.propertiesOfVariable(name);
    return now.length > 0 ? now : this.#ofAssigned(name, depth - 1);
  }

  /** From the last place in the text that gives the variable a value. */
  #ofAssigned(name: string, depth: number): readonly string[] {
    let found: readonly string[] = [];
    for (const statement of statementsOf(this.#cursor.root)) {
      const command = statement[0] ?? [];
      if (isVariable(command[0], name) && command[1]?.token.text === '=') {
        if (commandWords(command).length > 0) found = this.#ofPipeline(statement, depth);
      }
      for (const [at, part] of statement.entries()) {
        if (isKeptIn(part, name)) found = this.#ofPipeline(statement.slice(0, at + 1), depth);
      }
      for (const [at, word] of command.entries()) {
        if (word.token.kind !== 'keyword' || word.token.text.toLowerCase() !== 'foreach') continue;
        const loop = command[at + 1]?.group;
        const [variable, , ...rest] = loop?.statements[0]?.[0] ?? [];
        if (isVariable(variable, name)) {
          found = this.#ofPipeline([rest, ...(loop?.statements[0]?.slice(1) ?? [])], depth);
        }
      }
    }
    return found;
  }
}

/** `-PipelineVariable name` and `-OutVariable name`. */
function isKeptIn(command: Command, name: string): boolean {
  return command.some(
    ({ token }, at) =>
      token.kind === 'parameter' &&
      /^(pipelinevariable|pv|outvariable|ov)$/i.test(token.value) &&
      command[at + 1]?.token.value.toLowerCase() === name,
  );
}

/** What stands before `.Where(` or `.ForEach(` around a level. */
function calledOn(level: Level): Command | null {
  const { opener, parent } = level;
  if (opener?.kind !== 'lCurly' || parent?.opener?.kind !== 'lParen' || parent.parent === null) return null;
  const [target, dot, method] = commandWords(commandOf(parent.parent)).slice(-4);
  const isCall = dot?.token.kind === 'dot' && /^(where|foreach)$/i.test(method?.token.text ?? '');
  return isCall && target !== undefined ? [target] : null;
}

function isVariable(word: Word | undefined, name: string): boolean {
  return word?.token.kind === 'variable' && word.group === null && word.token.value.toLowerCase() === name;
}

/** Values of -Properties; null: sets of them are asked for too, or a list that only a run knows. */
function askedFor(words: Command): string[] | null {
  const names: string[] = [];
  let takes = false;
  for (const { token } of words.slice(1)) {
    if (token.kind === 'parameter') {
      if (/^propertys/i.test(token.value)) return null;
      takes = /^properties$/i.test(token.value);
    } else if (takes && token.kind !== 'comma') {
      if (token.kind === 'variable' || token.value.includes('*')) return null;
      names.push(token.value);
    }
  }
  return names;
}

/** What Select-Object leaves; null: all that comes in, or nobody can tell. */
function selected(words: Command): string[] | null {
  const names: string[] = [];
  let takes = true;
  for (const { token, group } of words.slice(1)) {
    if (token.kind === 'parameter') {
      if (/^(expand|exclude)/i.test(token.value)) return null;
      takes = /^p/i.test(token.value);
    } else if (!takes || token.kind === 'comma') continue;
    else if (group !== null) names.push(...calculated(group));
    else if (token.value.includes('*')) return null;
    else if (token.kind === 'identifier' || token.kind === 'generic' || token.kind.startsWith('string')) {
      names.push(token.value);
    }
  }
  return names.length > 0 ? names : null;
}

/** The name of a calculated property. */
function calculated(level: Level): string[] {
  for (const statement of level.statements) {
    const [key, , value] = statement[0] ?? [];
    if (/^(n|name|l|label)$/i.test(key?.token.value ?? '') && value !== undefined) return [value.token.value];
  }
  return [];
}

/** Keys of a hashtable, as far as it is written. */
export function keysOf(table: Level): string[] {
  return table.statements.flatMap((statement) => {
    const [key, sign] = statement[0] ?? [];
    return key !== undefined && sign?.token.text === '=' ? [key.token.value] : [];
  });
}
