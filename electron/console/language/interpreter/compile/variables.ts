import type { VariableAst } from '../../../../../shared/powershell/ast.ts';
import { failure } from '../../values/errors.ts';
import type { PsVariableReference } from '../../values/block.ts';
import { NOTHING } from '../../values/nothing.ts';
import type { Value } from '../../values/model.ts';
import { toText } from '../../convert/text.ts';
import type { Eval } from '../code.ts';
import type { Frame } from '../frame.ts';
import { notWritable, type Box, type Name, type Scope } from '../scope.ts';
import type { Compiler } from './context.ts';

/** A variable as written: its scope or drive, and its name. */
export interface Written {
  readonly prefix: string;
  /** In the case that was typed. */
  readonly name: string;
}

const PREFIXES = ['global', 'script', 'local', 'private', 'using', 'variable', 'env', 'function', 'workflow'];

export function writtenName(full: string): Written {
  const colon = full.indexOf(':');
  if (colon > 0) {
    const prefix = full.slice(0, colon).toLowerCase();
    if (PREFIXES.includes(prefix)) return { prefix, name: full.slice(colon + 1) };
  }
  return { prefix: '', name: full };
}

const CONSTANTS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** Reads a variable; NOTHING where it holds that. */
export function variableRead(c: Compiler, ast: VariableAst): Eval {
  const { interp } = c;
  const { prefix, name } = writtenName(ast.name);
  const lower = name === 'PSItem' || name.toLowerCase() === 'psitem' ? '_' : name.toLowerCase();
  if (prefix === '' || prefix === 'global' || prefix === 'script' || prefix === 'local') {
    const constant = CONSTANTS.get(lower);
    if (constant !== undefined) return () => constant;
  }
  switch (prefix) {
    case 'env':
      return () => interp.environment.get(lower)?.value ?? null;
    case 'function':
      return (f) => f.scope.findFunction(lower)?.block ?? null;
    case 'global':
      return scoped(c, name, ast.name, (f) => f.scope.global());
    case 'script':
      return scoped(c, name, ast.name, (f) => f.scope.script);
    case 'local':
    case 'private':
      return scoped(c, name, ast.name, (f) => f.scope);
    default:
  }
  if (lower === '?') return () => interp.success;
  return cachedRead(interp.names.get(lower), name, strictFrom(c));
}

/** The version of strict mode from which an unset variable is an error where it stands. */
function strictFrom(c: Compiler): number {
  return c.inText ? 2 : 1;
}

function cachedRead(key: Name, written: string, strict: number): Eval {
  let scope: Scope | null = null;
  let version = -1;
  let box: Box | null = null;
  return (f) => {
    if (box !== null && f.scope === scope && key.version === version) return box.value;
    const found = f.scope.find(key);
    if (found === null) return missing(f, key, written);
    scope = f.scope;
    version = key.version;
    box = found;
    return found.value;
  };

  function missing(f: Frame, name: Name, text: string): Value {
    if (f.scope.strictVersion >= strict && name.lower !== '_') throw undefinedVariable(text);
    return null;
  }
}

function scoped(c: Compiler, name: string, written: string, scopeOf: (f: Frame) => Scope): Eval {
  const key = c.interp.names.get(name);
  const strict = strictFrom(c);
  return (f) => {
    const box = scopeOf(f).own(key);
    if (box !== undefined) return box.value;
    if (f.scope.strictVersion >= strict) throw undefinedVariable(written);
    return null;
  };
}

function undefinedVariable(name: string): Error {
  return failure(
    'VariableIsUndefined',
    `The variable '$${name}' cannot be retrieved because it has not been set.`,
    { target: name },
  );
}

export type Assign = (frame: Frame, value: Value) => void;

/** Assigns to a variable as written. Values are never NOTHING for strict readers: it is kept and read as null. */
export function variableWrite(c: Compiler, ast: VariableAst): Assign {
  const { interp } = c;
  const { prefix, name } = writtenName(ast.name);
  const lower = name.toLowerCase() === 'psitem' ? '_' : name.toLowerCase();
  if (lower === 'null') return () => undefined;
  if (lower === 'true' || lower === 'false' || lower === '?') {
    return () => {
      throw notWritable(name);
    };
  }
  const key = interp.names.get(lower);
  switch (prefix) {
    case 'env':
      return (_, value) => {
        const text = value === NOTHING || value === null ? '' : toText(value);
        if (text === '') interp.environment.delete(lower);
        else interp.environment.set(lower, { name, value: text });
      };
    case 'function':
      return (f, value) => {
        if (value === null || typeof value !== 'object' || Array.isArray(value)) return;
        if (value.kind !== 'scriptBlock') return;
        f.scope.functions ??= new Map();
        f.scope.functions.set(lower, { name, type: 'Function', block: value });
      };
    case 'global':
      return (f, value) => {
        f.scope.global().assign(key, name, value);
      };
    case 'script':
      return (f, value) => {
        f.scope.script.assign(key, name, value);
      };
    case 'private':
      return (f, value) => {
        f.scope.assign(key, name, value);
        const box = f.scope.vars.get(key.lower);
        if (box !== undefined) {
          box.isPrivate = true;
          key.version++;
        }
      };
    default:
  }
  let scope: Scope | null = null;
  let version = -1;
  let box: Box | null = null;
  return (f, value) => {
    if (box !== null && f.scope === scope && key.version === version) {
      if (box.check === null && !box.locked) box.value = value;
      else box.assign(value);
      return;
    }
    f.scope.assign(key, name, value);
    box = f.scope.vars.get(key.lower) ?? null;
    scope = f.scope;
    version = key.version;
  };
}

/** The variable's own box in the scope that an assignment goes to; made where it isn't there. */
export function ownBox(c: Compiler, ast: VariableAst): (frame: Frame) => Box | null {
  const { prefix, name } = writtenName(ast.name);
  const key = c.interp.names.get(name);
  return (f) => {
    const scope = prefix === 'global' ? f.scope.global() : prefix === 'script' ? f.scope.script : f.scope;
    return scope.vars.get(key.lower) ?? null;
  };
}

/** `[ref]$x` */
export function variableReference(c: Compiler, ast: VariableAst): (frame: Frame) => PsVariableReference {
  const { interp } = c;
  const { name } = writtenName(ast.name);
  const key = interp.names.get(name);
  return (f) => {
    const found = f.scope.find(key);
    if (found === null) {
      throw failure(
        'NonExistingVariableReference',
        '[ref] cannot be applied to a variable that does not exist.',
        { category: 'InvalidOperation' },
      );
    }
    const box = found;
    return {
      kind: 'ref',
      get: () => (box.value === NOTHING ? null : box.value),
      set: (value) => {
        box.assign(value);
      },
    };
  };
}
