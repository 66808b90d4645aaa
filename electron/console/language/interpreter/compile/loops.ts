import type { ForAst, ForEachAst, WhileAst } from '../../../../../shared/powershell/ast.ts';
import { enumerable } from '../../members/enumerate.ts';
import { nativeProperty, nativeReference } from '../../values/native.ts';
import { NOTHING } from '../../values/nothing.ts';
import type { PsReference } from '../../values/block.ts';
import type { Value } from '../../values/model.ts';
import { BREAK, CONTINUE, NORMAL, type Completion, type Exec } from '../code.ts';
import type { Out } from '../streams.ts';
import { ForeachCursor } from '../foreach-cursor.ts';
import type { Frame } from '../frame.ts';
import { caughtJump } from '../jumps.ts';
import type { Compiler } from './context.ts';
import { variableWrite } from './variables.ts';

/** The loop goes on. */
const GO_ON = -1;

/** Runs a loop's body once. GO_ON, or the completion that the loop ends with. */
export function turn(body: Exec, frame: Frame, out: Out, label: string | null): Completion | typeof GO_ON {
  let completion: Completion;
  try {
    completion = body(frame, out);
  } catch (error) {
    const jump = caughtJump(frame, error);
    if (jump === undefined) throw error;
    completion = jump;
  }
  if (completion === NORMAL) return GO_ON;
  return afterTurn(completion, frame, label);
}

function afterTurn(completion: Completion, frame: Frame, label: string | null): Completion | typeof GO_ON {
  if (completion !== BREAK && completion !== CONTINUE) return completion;
  if (frame.label !== null && frame.label !== label) return completion;
  frame.label = null;
  return completion === BREAK ? NORMAL : GO_ON;
}

export function whileLoop(c: Compiler, ast: WhileAst): Exec {
  const { interp } = c;
  const test = c.condition(ast.condition);
  const body = c.block(ast.body);
  const label = ast.label?.toLowerCase() ?? null;
  return (f, out) => {
    while (test(f)) {
      interp.tick();
      const ended = turn(body, f, out, label);
      if (ended !== GO_ON) return ended;
    }
    return NORMAL;
  };
}

export function doLoop(c: Compiler, ast: WhileAst): Exec {
  const { interp } = c;
  const test = c.condition(ast.condition);
  const body = c.block(ast.body);
  const label = ast.label?.toLowerCase() ?? null;
  const until = ast.kind === 'DoUntilStatement';
  return (f, out) => {
    do {
      interp.tick();
      const ended = turn(body, f, out, label);
      if (ended !== GO_ON) return ended;
    } while (test(f) !== until);
    return NORMAL;
  };
}

export function forLoop(c: Compiler, ast: ForAst): Exec {
  const { interp } = c;
  const silent = (): void => undefined;
  const start = ast.initializer === null ? null : c.statement(ast.initializer);
  const test = ast.condition === null ? null : c.condition(ast.condition);
  const step = ast.iterator === null ? null : c.statement(ast.iterator);
  const body = c.block(ast.body);
  const label = ast.label?.toLowerCase() ?? null;
  const { iterator } = ast;
  return (f, out) => {
    if (start !== null) start(f, silent);
    for (;;) {
      if (test !== null && !test(f)) return NORMAL;
      interp.tick();
      const ended = turn(body, f, out, label);
      if (ended !== GO_ON) return ended;
      if (step !== null && iterator !== null) {
        f.at = iterator;
        step(f, silent);
      }
    }
  };
}

export function foreachLoop(c: Compiler, ast: ForEachAst): Exec {
  const { interp } = c;
  const source = c.value(ast.condition);
  const write = variableWrite(c, ast.variable);
  const body = c.block(ast.body);
  const label = ast.label?.toLowerCase() ?? null;
  const usesCursor = /\$foreach/i.test(c.unit.text);
  const key = interp.names.get('foreach');
  return (f, out) => {
    f.at = ast.condition;
    const value = source(f);
    if (value === null || value === NOTHING) return NORMAL;
    if (usesCursor) return withCursor(f, out, value);
    if (Array.isArray(value)) {
      for (const item of value) {
        interp.tick();
        write(f, item);
        const ended = turn(body, f, out, label);
        if (ended !== GO_ON) return ended;
      }
      return NORMAL;
    }
    const items = enumerable(value);
    if (items === null) {
      write(f, value);
      const ended = turn(body, f, out, label);
      return ended === GO_ON ? NORMAL : ended;
    }
    for (const item of items) {
      interp.tick();
      write(f, item);
      const ended = turn(body, f, out, label);
      if (ended !== GO_ON) return ended;
    }
    return NORMAL;
  };

  /** The loop with `$foreach`, which the body may move on. */
  function withCursor(f: Frame, out: Out, value: Value): Completion {
    const items = Array.isArray(value) ? value : (enumerable(value) ?? [value]);
    const cursor = new ForeachCursor(items);
    const outer = f.scope.vars.get(key.lower)?.value ?? null;
    interp.force(f.scope, 'foreach', cursorValue(cursor));
    try {
      while (cursor.moveNext()) {
        interp.tick();
        write(f, cursor.current);
        const ended = turn(body, f, out, label);
        if (ended !== GO_ON) return ended;
      }
      return NORMAL;
    } finally {
      interp.force(f.scope, 'foreach', outer);
    }
  }
}

/** `$foreach` and `$switch` */
export function cursorValue(cursor: ForeachCursor): PsReference {
  const typeName = 'System.Collections.IEnumerator';
  return nativeReference({
    typeNames: [typeName, 'System.Object'],
    properties: [nativeProperty('Current', 'Object', () => cursor.current)],
    toText: () => 'System.Array+ArrayEnumerator',
    methods: new Map<string, () => Value>([
      ['movenext', () => cursor.moveNext()],
      [
        'reset',
        () => {
          cursor.reset();
          return NOTHING;
        },
      ],
    ]),
  });
}
