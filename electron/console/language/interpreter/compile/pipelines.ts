import type {
  CommandExpressionAst,
  PipelineAst,
  PipelineChainAst,
} from '../../../../../shared/powershell/ast.ts';
import { NOTHING } from '../../values/nothing.ts';
import { NORMAL, type Eval, type Exec } from '../code.ts';
import { statementFailed } from '../errors.ts';
import type { Out } from '../streams.ts';
import { Collector } from '../flow.ts';
import type { Frame } from '../frame.ts';
import { runPipeline, type Feed, type Prepared } from '../pipeline.ts';
import { command } from './commands.ts';
import type { Compiler } from './context.ts';
import { collected, emit } from './output.ts';
import { redirections, type Redirect } from './redirections.ts';

type PrepareStage = (frame: Frame) => Prepared;

/** A pipeline as a statement: its output is written. */
export function pipeline(c: Compiler, ast: PipelineAst): Exec {
  const [first, ...rest] = ast.elements;
  if (first === undefined) return () => NORMAL;
  if (first.kind === 'CommandExpression' && rest.length === 0) return expressionStatement(c, first);
  const run = stages(c, ast);
  return (f, out) => {
    run(f, out);
    return NORMAL;
  };
}

/** A pipeline as a value. */
export function pipelineValue(c: Compiler, ast: PipelineAst): Eval {
  const [first, ...rest] = ast.elements;
  if (first === undefined) {
    const run = pipeline(c, ast);
    return (f) => {
      run(f, () => undefined);
      return NOTHING;
    };
  }
  if (first.kind === 'CommandExpression' && rest.length === 0) {
    if (first.redirections.length === 0) return c.raw(first.expression);
    const run = expressionStatement(c, first);
    return (f) => {
      const collector = new Collector();
      run(f, collector.out);
      return collected(collector.items);
    };
  }
  const run = stages(c, ast);
  return (f) => {
    const collector = new Collector();
    run(f, collector.out);
    return collected(collector.items);
  };
}

function expressionStatement(c: Compiler, ast: CommandExpressionAst): Exec {
  const { interp } = c;
  const { expression } = ast;
  const value = c.raw(expression);
  if (ast.redirections.length > 0) return redirectedExpression(value, redirections(c, ast.redirections));
  // `$i++` on its own writes nothing.
  if (
    expression.kind === 'UnaryExpression' &&
    (expression.operator === '++' || expression.operator === '--')
  ) {
    return (f) => {
      value(f);
      return NORMAL;
    };
  }
  return (f, out) => {
    const result = value(f);
    interp.success = true;
    emit(result, out);
    return NORMAL;
  };
}

function redirectedExpression(value: Eval, redirect: Redirect): Exec {
  return (f, out) => {
    const to = redirect(f, out, f.streams);
    emit(value(f.withStreams(to.streams)), to.out);
    to.finish();
    return NORMAL;
  };
}

/** The commands of a pipeline made ready to run many times. */
function stages(c: Compiler, ast: PipelineAst): (frame: Frame, out: Out) => void {
  const { interp } = c;
  const [first, ...rest] = ast.elements;
  let source: ((f: Frame) => Feed) | null = null;
  const prepare: PrepareStage[] = [];
  if (first?.kind === 'CommandExpression') source = feedOf(c, first);
  else if (first?.kind === 'Command') prepare.push(command(c, first));
  for (const element of rest) if (element.kind === 'Command') prepare.push(command(c, element));
  return (f, out) => {
    interp.tick();
    const feed = source === null ? null : source(f);
    const prepared = prepare.map((each) => each(f));
    runPipeline(interp, f, prepared, feed, out);
  };
}

function feedOf(c: Compiler, ast: CommandExpressionAst): (f: Frame) => Feed {
  const value = c.raw(ast.expression);
  if (ast.redirections.length === 0) {
    return (f) => {
      const items = value(f);
      return (out) => {
        emit(items, out);
      };
    };
  }
  const redirect = redirections(c, ast.redirections);
  return (f) => (out) => {
    const to = redirect(f, out, f.streams);
    emit(value(f.withStreams(to.streams)), to.out);
    to.finish();
  };
}

/** `a && b`, `a || b` */
export function pipelineChain(c: Compiler, ast: PipelineChainAst): Exec {
  const { interp } = c;
  const left = c.statement(ast.left);
  const right = c.statement(ast.right);
  const wanted = ast.operator === '&&';
  return (f, out) => {
    interp.success = true;
    f.at = ast.left;
    try {
      const completion = left(f, out);
      if (completion !== NORMAL) return completion;
    } catch (error) {
      statementFailed(interp, f, error);
    }
    if (interp.success !== wanted) return NORMAL;
    f.at = ast.right;
    return right(f, out);
  };
}
