import type {
  ExpressionAst,
  IndexAst,
  InvokeMemberAst,
  MemberAst,
} from '../../../../../shared/powershell/ast.ts';
import { toText } from '../../convert/text.ts';
import { getIndex } from '../../members/index-access.ts';
import { construct, getMember, getStatic, invokeMember, invokeStatic } from '../../members/members.ts';
import { resolveType } from '../../members/types.ts';
import { NOTHING } from '../../values/nothing.ts';
import { PsObject } from '../../values/object.ts';
import type { PsType } from '../../values/simple.ts';
import type { Shape } from '../../values/shape.ts';
import type { Value } from '../../values/model.ts';
import type { Eval } from '../code.ts';
import type { Frame } from '../frame.ts';
import { invocationOf } from '../invocation.ts';
import { NativeObject } from '../../values/native.ts';
import { blockMethod } from '../block-methods.ts';
import { resolvedType, typeNotFound } from './casts.ts';
import type { Compiler } from './context.ts';

/** The member's name: mostly a constant. */
function memberName(
  c: Compiler,
  member: ExpressionAst,
): { constant: string | null; read: (f: Frame) => string } {
  if (member.kind === 'StringConstantExpression') {
    const { value } = member;
    return { constant: value, read: () => value };
  }
  const read = c.expression(member);
  return { constant: null, read: (f) => toText(read(f)) };
}

/** The type that a static member is asked of. */
export function staticType(c: Compiler, target: ExpressionAst): (f: Frame) => string {
  if (target.kind === 'TypeExpression') return resolvedType(target.typeName);
  const read = c.expression(target);
  return (f) => {
    const value = read(f);
    if (isType(value)) return value.name;
    if (typeof value === 'string') {
      const found = resolveType(value);
      if (found !== null) return found;
    }
    throw typeNotFound(toText(value));
  };
}

function isType(value: Value): value is PsType {
  return value !== null && typeof value === 'object' && !Array.isArray(value) && value.kind === 'type';
}

export function memberRead(c: Compiler, ast: MemberAst): Eval {
  const { interp } = c;
  const name = memberName(c, ast.member);
  if (ast.isStatic) {
    const type = staticType(c, ast.target);
    return (f) => getStatic(type(f), name.read(f), interp.runtime);
  }
  const target = c.expression(ast.target);
  if (name.constant !== null) return propertyRead(c, target, name.constant, ast.nullConditional);
  return (f) => {
    const on = target(f);
    if (ast.nullConditional && on === null) return null;
    return getMember(on, name.read(f), interp.runtime);
  };
}

/** Reads a property whose name is known, remembering where the last shape had it. */
function propertyRead(c: Compiler, target: Eval, name: string, conditional: boolean): Eval {
  const { interp } = c;
  let shape: Shape | null = null;
  let at = -1;
  return (f) => {
    const on = target(f);
    if (on instanceof PsObject && on.extra === null) {
      if (on.shape === shape) return on.values[at] as Value;
      const found = on.shape.indexOf(name);
      if (found >= 0) {
        ({ shape } = on);
        at = found;
        return on.values[found] as Value;
      }
    }
    if (on === null && conditional) return null;
    return getMember(on, name, interp.runtime);
  };
}

export function memberCall(c: Compiler, ast: InvokeMemberAst): Eval {
  const { interp } = c;
  const name = memberName(c, ast.member);
  const args = ast.arguments.map((argument) => c.expression(argument));
  const values = (f: Frame): Value[] => {
    const list: Value[] = new Array<Value>(args.length);
    for (let i = 0; i < args.length; i++) list[i] = (args[i] as Eval)(f);
    return list;
  };
  if (ast.isStatic) {
    const type = staticType(c, ast.target);
    return (f) => {
      interp.tick();
      const on = type(f);
      const method = name.read(f);
      const list = values(f);
      interp.frame = f;
      return method.toLowerCase() === 'new'
        ? construct(on, list, interp.runtime)
        : invokeStatic(on, method, list, interp.runtime);
    };
  }
  const target = c.expression(ast.target);
  const { nullConditional } = ast;
  return (f) => {
    interp.tick();
    const on = target(f);
    if (on === null && nullConditional) return null;
    const method = name.read(f);
    const list = values(f);
    interp.frame = f;
    if (on !== null && typeof on === 'object' && !Array.isArray(on)) {
      if (on.kind === 'scriptBlock') {
        const done = blockMethod(interp, f, on, method, list);
        if (done !== undefined) return done;
      } else if (
        on.kind === 'reference' &&
        invocationOf(on) !== undefined &&
        on.state instanceof NativeObject
      ) {
        // $PSCmdlet: what it throws is the function's own error, not one of a method.
        const run = on.state.methods.get(method.toLowerCase());
        if (run !== undefined) return run(list);
      }
    }
    return invokeMember(on, method, list, interp.runtime);
  };
}

export function indexRead(c: Compiler, ast: IndexAst): Eval {
  const { interp } = c;
  const target = c.expression(ast.target);
  const index = c.expression(ast.index);
  const { nullConditional } = ast;
  return (f) => {
    const on = target(f);
    if (on === null && nullConditional) return null;
    const at = index(f);
    if (typeof at === 'number' && Array.isArray(on) && at >= 0 && at < on.length) return on[at] as Value;
    const found = getIndex(on, at, interp.runtime);
    return found === NOTHING ? null : found;
  };
}
