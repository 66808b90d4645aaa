import type {
  CatchClause,
  NodeBase,
  StatementBlockAst,
  TrapAst,
  TryAst,
  TypeConstraintAst,
} from '../../../../../shared/powershell/ast.ts';
import { Stopped } from '../../host.ts';
import { isSubclass, resolveType } from '../../members/types.ts';
import { PsErrorRecord, Terminating, type PsException } from '../../values/errors.ts';
import { BREAK, CONTINUE, NORMAL, type Completion, type Exec } from '../code.ts';
import type { Out } from '../streams.ts';
import { isUncatchable, locate, statementFailed, toTerminating } from '../errors.ts';
import type { Frame } from '../frame.ts';
import type { Interp } from '../interp.ts';
import type { Compiler } from './context.ts';

interface Handler {
  /** Types as written; none: catches everything. */
  readonly types: readonly string[];
  readonly body: Exec;
}

export function tryStatement(c: Compiler, ast: TryAst): Exec {
  const { interp } = c;
  const body = c.block(ast.body);
  const handlers = ast.catches.map((clause) => handler(c, clause));
  const last = ast.finally === null ? null : c.block(ast.finally);
  const guarded: Exec =
    handlers.length === 0
      ? (f, out) => {
          const outer = f.inTry;
          try {
            const completion = body(f, out);
            return completion;
          } finally {
            f.inTry = outer;
          }
        }
      : (f, out) => {
          const outer = f.inTry;
          f.inTry = true;
          try {
            const completion = body(f, out);
            f.inTry = outer;
            return completion;
          } catch (error) {
            f.inTry = outer;
            return caught(interp, f, out, error, handlers);
          }
        };
  if (last === null) return guarded;
  return (f, out) => {
    let completion: Completion;
    try {
      completion = guarded(f, out);
    } catch (error) {
      if (error instanceof Stopped) afterStop(error, f, out);
      else runFinally(f, out);
      throw error;
    }
    const { label } = f;
    const ended = runFinally(f, out);
    f.label = label;
    return ended === NORMAL ? completion : ended;
  };

  function afterStop({ reason }: Stopped, f: Frame, out: Out): void {
    if (reason !== 'memory') interp.host.atLast?.(() => runFinally(f, out));
  }

  function runFinally(f: Frame, out: Out): Completion {
    interp.frame = f;
    const { at } = f;
    const ended = last === null ? NORMAL : last(f, out);
    f.at = at;
    return ended;
  }
}

function handler(c: Compiler, clause: CatchClause): Handler {
  return {
    types: clause.types.map((type: TypeConstraintAst) => type.typeName.name),
    body: c.block(clause.body),
  };
}

/** Runs the catch block that fits; rethrows where none does. */
function caught(
  interp: Interp,
  f: Frame,
  out: Out,
  error: unknown,
  handlers: readonly Handler[],
): Completion {
  if (isUncatchable(error)) throw error;
  const thrown = toTerminating(error);
  interp.frame = f;
  locate(thrown.record, f.unit, f.at);
  const found = choose(thrown.record, handlers);
  interp.remember(thrown.record);
  if (found === null) throw thrown;
  return withError(interp, f, found.record, () => found.handler.body(f, out));
}

/** Runs with `$_` (and `throw` alone) as the error. */
function withError<T>(interp: Interp, f: Frame, record: PsErrorRecord, run: () => T): T {
  const outer = f.scope.vars.get('_');
  const value = outer?.value ?? null;
  const { caught: before } = f;
  interp.force(f.scope, '_', record);
  f.caught = record;
  try {
    return run();
  } finally {
    f.caught = before;
    const box = f.scope.vars.get('_');
    if (box !== undefined) {
      if (outer === undefined) {
        f.scope.vars.delete('_');
        interp.names.get('_').version++;
      } else box.value = value;
    }
  }
}

function choose(
  record: PsErrorRecord,
  handlers: readonly Handler[],
): { handler: Handler; record: PsErrorRecord } | null {
  const { exception } = record;
  const { inner } = exception;
  if (inner !== null) {
    const byInner = handlers.find(({ types }) => types.length > 0 && fits(inner, types));
    const byOuter = handlers.find(({ types }) => types.length > 0 && fits(exception, types));
    if (byInner !== undefined && byOuter === undefined) {
      return { handler: byInner, record: withException(record, inner) };
    }
    if (byOuter !== undefined) return { handler: byOuter, record };
  }
  const found = handlers.find(({ types }) => types.length === 0 || fits(exception, types));
  return found === undefined ? null : { handler: found, record };
}

function fits(exception: PsException, types: readonly string[]): boolean {
  return types.some((written) => {
    const type = resolveType(written) ?? written;
    return exception.typeName.toLowerCase() === type.toLowerCase() || isSubclass(exception.typeName, type);
  });
}

/** The same error around its inner exception, as a typed catch sees it. */
function withException(record: PsErrorRecord, inner: PsException): PsErrorRecord {
  const made = new PsErrorRecord(inner, record.errorId, record.category, record.target, record.command);
  made.place = record.place;
  made.lineText = record.lineText;
  made.activity = record.activity;
  made.details = record.details;
  made.scriptStackTrace = record.scriptStackTrace;
  return made;
}

/** Statements of a block that has traps. */
export function trapped(c: Compiler, ast: StatementBlockAst, runs: readonly Exec[]): Exec {
  const { interp } = c;
  const traps = ast.traps.map((trap: TrapAst) => ({
    types: trap.type === null ? [] : [trap.type.typeName.name],
    body: c.block(trap.body),
  }));
  return (f, out) => {
    for (let i = 0; i < runs.length; i++) {
      f.at = ast.statements[i] as NodeBase;
      const outer = f.inTry;
      f.inTry = true;
      try {
        const completion = (runs[i] as Exec)(f, out);
        f.inTry = outer;
        if (completion !== NORMAL) return completion;
      } catch (error) {
        f.inTry = outer;
        if (isUncatchable(error)) throw error;
        const thrown = toTerminating(error);
        locate(thrown.record, f.unit, f.at);
        const found = choose(thrown.record, traps);
        if (found === null) {
          statementFailed(interp, f, thrown);
          continue;
        }
        interp.frame = f;
        const ended = withError(interp, f, found.record, () => found.handler.body(f, out));
        if (ended === CONTINUE) {
          interp.remember(thrown.record);
          continue;
        }
        if (ended === BREAK) throw new Terminating(thrown.record, 'script');
        if (ended !== NORMAL) return ended;
        interp.remember(thrown.record);
        f.streams.error(thrown.record);
      }
    }
    return NORMAL;
  };
}
