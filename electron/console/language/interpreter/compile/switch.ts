import type { ExpressionAst, SwitchAst } from '../../../../../shared/powershell/ast.ts';
import { toText } from '../../convert/text.ts';
import { truth } from '../../convert/truth.ts';
import { enumerable } from '../../members/enumerate.ts';
import { binary } from '../../operators/binary.ts';
import { wildcard } from '../../operators/wildcard.ts';
import { NOTHING } from '../../values/nothing.ts';
import type { Value } from '../../values/model.ts';
import { BREAK, CONTINUE, NORMAL, type Completion, type Exec } from '../code.ts';
import type { Out } from '../streams.ts';
import { ForeachCursor } from '../foreach-cursor.ts';
import type { Frame } from '../frame.ts';
import { caughtJump } from '../jumps.ts';
import { failure } from '../../values/errors.ts';
import type { Compiler } from './context.ts';
import { cursorValue } from './loops.ts';

type Test = (frame: Frame, item: Value) => boolean;

/** Runs every clause that fits, for each element of the value. */
export function switchStatement(c: Compiler, ast: SwitchAst): Exec {
  const { interp } = c;
  const source = c.value(ast.condition);
  const clauses = ast.clauses.map((clause) => ({
    test: clauseTest(c, clause.condition, ast.flags),
    body: c.block(clause.body),
  }));
  const otherwise = ast.otherwise === null ? null : c.block(ast.otherwise);
  const label = ast.label?.toLowerCase() ?? null;
  const ofFile = ast.flags.includes('file');
  return (f, out) => {
    f.at = ast.condition;
    const value = source(f);
    const items = ofFile ? linesOf(toText(value)) : itemsOf(value);
    const cursor = new ForeachCursor(items);
    const outer = f.scope.vars.get('_')?.value ?? null;
    const outerSwitch = f.scope.vars.get('switch')?.value ?? null;
    interp.force(f.scope, 'switch', cursorValue(cursor));
    try {
      while (cursor.moveNext()) {
        interp.tick();
        const ended = oneItem(f, out, cursor.current);
        if (ended === BREAK && (f.label === null || f.label === label)) {
          f.label = null;
          return NORMAL;
        }
        if (ended === CONTINUE && (f.label === null || f.label === label)) {
          f.label = null;
          continue;
        }
        if (ended !== NORMAL) return ended;
      }
      return NORMAL;
    } finally {
      interp.force(f.scope, '_', outer);
      interp.force(f.scope, 'switch', outerSwitch);
    }
  };

  function oneItem(f: Frame, out: Out, item: Value): Completion {
    let any = false;
    try {
      interp.force(f.scope, '_', item);
      for (const { test, body } of clauses) {
        if (!test(f, item)) continue;
        any = true;
        const completion = body(f, out);
        if (completion !== NORMAL) return completion;
        interp.force(f.scope, '_', item);
      }
      return any || otherwise === null ? NORMAL : otherwise(f, out);
    } catch (error) {
      const jump = caughtJump(f, error);
      if (jump === undefined) throw error;
      return jump;
    }
  }

  function linesOf(path: string): Value[] {
    if (interp.host.files.stat(path) === null) {
      const full = /^([A-Za-z]:|[\\/])/.test(path) ? path : `${interp.host.files.root ?? ''}/${path}`;
      throw failure('PathNotFound', `Cannot find path '${full}' because it does not exist.`, {
        type: 'System.Management.Automation.ItemNotFoundException',
        category: 'ObjectNotFound',
        target: path,
      });
    }
    const text = new TextDecoder('utf-8').decode(interp.host.files.read(path));
    const lines = text.split(/\r\n|\n|\r/);
    if (lines.at(-1) === '') lines.pop();
    return lines;
  }
}

function itemsOf(value: Value): Iterable<Value> {
  if (value === NOTHING) return [];
  return value === null ? [null] : (enumerable(value) ?? [value]);
}

function clauseTest(c: Compiler, ast: ExpressionAst, flags: SwitchAst['flags']): Test {
  const { interp } = c;
  if (ast.kind === 'ScriptBlockExpression') {
    const block = c.scriptBlock(ast.body);
    const body = block.expression;
    if (body !== null) return (f) => truthOf(body(f));
    const run = block.end;
    return (f) => {
      const items: Value[] = [];
      run?.(f, (value) => items.push(value));
      return truth(items.length === 1 ? (items[0] as Value) : items);
    };
  }
  const value = c.expression(ast);
  const caseSensitive = flags.includes('casesensitive');
  if (flags.includes('regex')) {
    const match = binary(caseSensitive ? '-cmatch' : '-match');
    return (f, item) => {
      interp.frame = f;
      return truth(match(toText(item), value(f), interp.env));
    };
  }
  if (flags.includes('wildcard')) {
    return (f, item) => wildcard(toText(value(f)), caseSensitive)(toText(item));
  }
  return (f, item) => {
    const wanted = toText(value(f));
    const text = toText(item);
    return wanted === text || (!caseSensitive && wanted.toLowerCase() === text.toLowerCase());
  };
}

function truthOf(value: Value): boolean {
  return value !== NOTHING && truth(value);
}
