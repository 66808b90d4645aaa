import type { PsBlock } from '../values/block.ts';
import { failure } from '../values/errors.ts';
import type { Value } from '../values/model.ts';
import type { AliasEntry, VariableInfo } from './runtime.ts';

/** Variables of every call that few look at. */
const LAZY: ReadonlySet<string> = new Set(['myinvocation', 'psboundparameters', 'pscmdlet', 'input']);

/** A variable's name, shared by all sites that use it. `version` is raised when what the name means may have changed. */
export class Name {
  readonly lower: string;
  version = 0;
  /** One of those that a scope makes only when somebody asks. */
  readonly isLazy: boolean;

  constructor(lower: string) {
    this.lower = lower;
    this.isLazy = LAZY.has(lower);
  }
}

/** All names of one engine. */
export class Names {
  readonly #names = new Map<string, Name>();

  get(name: string): Name {
    const lower = name.toLowerCase();
    let found = this.#names.get(lower);
    if (found === undefined) {
      found = new Name(lower);
      this.#names.set(lower, found);
    }
    return found;
  }
}

type Option = VariableInfo['options'][number];

/** One variable. */
export class Box implements VariableInfo {
  readonly name: string;
  value: Value;
  description = '';
  options: readonly Option[] = [];
  /** Converts and checks what is assigned: `[int]$x`, `[ValidateSet()]$x`. */
  check: ((value: Value) => Value) | null = null;
  /** Not to be seen by inner scopes. */
  isPrivate = false;
  locked = false;

  constructor(name: string, value: Value) {
    this.name = name;
    this.value = value;
  }

  assign(value: Value): void {
    if (this.locked) throw notWritable(this.name);
    this.value = this.check === null ? value : this.check(value);
  }

  setOptions(options: readonly Option[]): void {
    this.options = options;
    this.isPrivate = options.includes('Private');
    this.locked = options.includes('ReadOnly') || options.includes('Constant');
  }
}

export function notWritable(name: string): Error {
  return failure(
    'VariableNotWritable',
    `Cannot overwrite variable ${name} because it is read-only or constant.`,
    {
      type: 'System.Management.Automation.SessionStateUnauthorizedAccessException',
      category: 'WriteError',
      target: name,
    },
  );
}

export interface FunctionEntry {
  readonly name: string;
  readonly type: 'Function' | 'Filter';
  readonly block: PsBlock;
}

/** Variables, functions and aliases of one running function, block or of the console itself. */
export class Scope {
  readonly parent: Scope | null;
  readonly vars = new Map<string, Box>();
  /** Makes the variables of a call that few look at. */
  lazy: ((lower: string) => Box | undefined) | null = null;
  functions: Map<string, FunctionEntry> | null = null;
  aliases: Map<string, AliasEntry> | null = null;
  /** Version that Set-StrictMode set here; null: as outside. */
  strict: number | null = null;
  /** `$script:` starts here. */
  readonly script: Scope;

  constructor(parent: Scope | null, isScript = false) {
    this.parent = parent;
    this.script = isScript || parent === null ? this : parent.script;
  }

  find(name: Name): Box | null {
    const { lower } = name;
    if (name.isLazy) return this.#findLazy(name);
    const own = this.vars.get(lower);
    if (own !== undefined) return own;
    for (let scope = this.parent; scope !== null; scope = scope.parent) {
      const box = scope.vars.get(lower);
      if (box !== undefined && !box.isPrivate) return box;
    }
    return null;
  }

  #findLazy(name: Name): Box | null {
    const own = this.own(name);
    if (own !== undefined) return own;
    for (let scope = this.parent; scope !== null; scope = scope.parent) {
      const box = scope.own(name);
      if (box !== undefined) return box;
    }
    return null;
  }

  /** The variable of this very scope. */
  own(name: Name): Box | undefined {
    const box = this.vars.get(name.lower);
    if (box !== undefined || !name.isLazy || this.lazy === null) return box;
    const made = this.lazy(name.lower);
    if (made !== undefined) this.vars.set(name.lower, made);
    return made;
  }

  /** Puts a variable in here; sites that remember another one for the name look again. */
  define(name: Name, box: Box): void {
    this.vars.set(name.lower, box);
    name.version++;
  }

  /** The same in a scope that no site has seen yet. */
  prepare(lower: string, name: string, value: Value): Box {
    const box = new Box(name, value);
    this.vars.set(lower, box);
    return box;
  }

  /** Assigns in this very scope. */
  assign(name: Name, display: string, value: Value): void {
    const box = this.own(name);
    if (box !== undefined) {
      box.assign(value);
      return;
    }
    const outer = this.find(name);
    if (outer?.options.includes('AllScope') === true) {
      outer.assign(value);
      return;
    }
    this.define(name, new Box(display, value));
  }

  get strictVersion(): number {
    if (this.strict !== null) return this.strict;
    for (let scope = this.parent; scope !== null; scope = scope.parent) {
      if (scope.strict !== null) return scope.strict;
    }
    return 0;
  }

  global(): Scope {
    let top = this.parent;
    if (top === null) return this;
    while (top.parent !== null) top = top.parent;
    return top;
  }

  findFunction(lower: string): FunctionEntry | undefined {
    const own = this.functions?.get(lower);
    if (own !== undefined) return own;
    for (let scope = this.parent; scope !== null; scope = scope.parent) {
      const found = scope.functions?.get(lower);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  findAlias(lower: string): AliasEntry | undefined {
    const own = this.aliases?.get(lower);
    if (own !== undefined) return own;
    for (let scope = this.parent; scope !== null; scope = scope.parent) {
      const found = scope.aliases?.get(lower);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}
