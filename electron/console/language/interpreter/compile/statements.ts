import type {
  FlowAst,
  FunctionAst,
  IfAst,
  JumpAst,
  StatementAst,
  StatementBlockAst,
} from '../../../../../shared/powershell/ast.ts';
import { toText } from '../../convert/text.ts';
import { toDouble } from '../../convert/numbers.ts';
import { truth } from '../../convert/truth.ts';
import { PsErrorRecord, type PsException, type Terminating } from '../../values/errors.ts';
import { isNumber, type Value } from '../../values/model.ts';
import { NOTHING } from '../../values/nothing.ts';
import { BlockCode, BREAK, CONTINUE, NORMAL, RETURN, type Eval, type Exec } from '../code.ts';
import { byThrow, locate, statementFailed, thrownBy } from '../errors.ts';
import { Collector, ExitSignal } from '../flow.ts';
import { jumpFrom } from '../jumps.ts';
import { assignment } from './assign.ts';
import type { Compiler } from './context.ts';
import { doLoop, forLoop, foreachLoop, whileLoop } from './loops.ts';
import { collected } from './output.ts';
import { functionAliases } from './parameters.ts';
import { pipeline, pipelineChain, pipelineValue } from './pipelines.ts';
import { switchStatement } from './switch.ts';
import { trapped, tryStatement } from './try.ts';

export function statement(c: Compiler, ast: StatementAst): Exec {
  switch (ast.kind) {
    case 'Pipeline':
      return pipeline(c, ast);
    case 'PipelineChain':
      return pipelineChain(c, ast);
    case 'AssignmentStatement': {
      const assign = assignment(c, ast);
      const { interp } = c;
      const { right } = ast;
      const ofExpression = right.kind === 'Pipeline' && right.elements[0]?.kind === 'CommandExpression';
      return (f) => {
        assign(f);
        if (ofExpression) interp.success = true;
        return NORMAL;
      };
    }
    case 'IfStatement':
      return ifStatement(c, ast);
    case 'SwitchStatement':
      return switchStatement(c, ast);
    case 'ForStatement':
      return forLoop(c, ast);
    case 'ForEachStatement':
      return foreachLoop(c, ast);
    case 'WhileStatement':
      return whileLoop(c, ast);
    case 'DoWhileStatement':
    case 'DoUntilStatement':
      return doLoop(c, ast);
    case 'TryStatement':
      return tryStatement(c, ast);
    case 'TrapStatement':
      return () => NORMAL;
    case 'FunctionDefinition':
      return functionDefinition(c, ast);
    case 'ReturnStatement':
    case 'ThrowStatement':
    case 'ExitStatement':
      return flow(c, ast);
    case 'BreakStatement':
    case 'ContinueStatement':
      return jump(c, ast);
    case 'DataStatement':
      return dataStatement(c, ast.variable, ast.body);
    case 'UnsupportedStatement':
    case 'ErrorStatement':
      // Refused before anything ran (refused-syntax.ts), or `using namespace`.
      return () => NORMAL;
  }
}

/** A statement's output as one value. */
export function statementValue(c: Compiler, ast: StatementAst): Eval {
  if (ast.kind === 'Pipeline') return pipelineValue(c, ast);
  if (ast.kind === 'AssignmentStatement') return assignment(c, ast);
  const run = c.statement(ast);
  return (f) => {
    const collector = new Collector();
    const completion = run(f, collector.out);
    if (completion !== NORMAL) throw jumpFrom(f.label, completion);
    return collected(collector.items);
  };
}

export function condition(c: Compiler, ast: StatementAst): (f: Parameters<Eval>[0]) => boolean {
  const value = c.value(ast);
  return (f) => {
    f.at = ast;
    const result = value(f);
    return typeof result === 'boolean' ? result : result !== NOTHING && truth(result);
  };
}

/** The statements of a block, each ending by itself when it fails. */
export function block(c: Compiler, ast: StatementBlockAst): Exec {
  const { interp } = c;
  const { statements } = ast;
  const runs = statements.map((each) => c.statement(each));
  const count = runs.length;
  if (ast.traps.length > 0) return trapped(c, ast, runs);
  if (count === 0) return () => NORMAL;
  if (count === 1) {
    const run = runs[0] as Exec;
    const node = statements[0] as StatementAst;
    return (f, out) => {
      f.at = node;
      try {
        return run(f, out);
      } catch (error) {
        statementFailed(interp, f, error);
        return NORMAL;
      }
    };
  }
  return (f, out) => {
    for (let i = 0; i < count; i++) {
      f.at = statements[i] as StatementAst;
      try {
        const completion = (runs[i] as Exec)(f, out);
        if (completion !== NORMAL) return completion;
      } catch (error) {
        statementFailed(interp, f, error);
      }
    }
    return NORMAL;
  };
}

function ifStatement(c: Compiler, ast: IfAst): Exec {
  const clauses = ast.clauses.map((clause) => ({
    test: c.condition(clause.condition),
    body: c.block(clause.body),
  }));
  const otherwise = ast.otherwise === null ? null : c.block(ast.otherwise);
  const [first] = clauses;
  if (clauses.length === 1 && first !== undefined) {
    const { test, body } = first;
    if (otherwise === null) return (f, out) => (test(f) ? body(f, out) : NORMAL);
    return (f, out) => (test(f) ? body(f, out) : otherwise(f, out));
  }
  return (f, out) => {
    for (const { test, body } of clauses) if (test(f)) return body(f, out);
    return otherwise === null ? NORMAL : otherwise(f, out);
  };
}

function functionDefinition(c: Compiler, ast: FunctionAst): Exec {
  const isFilter = ast.type === 'filter';
  const { body } = ast;
  const withParameters =
    ast.parameters === null
      ? body
      : {
          ...body,
          param: { attributes: [], parameters: ast.parameters, start: ast.start, end: ast.end },
        };
  const aliasesOf = functionAliases(c, withParameters.param);
  let code: BlockCode | null = null;
  const colon = ast.name.indexOf(':');
  const name = colon > 0 ? ast.name.slice(colon + 1) : ast.name;
  const scopeName = colon > 0 ? ast.name.slice(0, colon).toLowerCase() : '';
  const text = c.unit.text.slice(body.start, body.end).replace(/^\{|\}$/g, '');
  return (f) => {
    code ??= new BlockCode(c.scriptBlock(withParameters, isFilter), null, isFilter);
    const scope =
      scopeName === 'global' ? f.scope.global() : scopeName === 'script' ? f.scope.script : f.scope;
    scope.functions ??= new Map();
    scope.functions.set(name.toLowerCase(), {
      name,
      type: isFilter ? 'Filter' : 'Function',
      block: { kind: 'scriptBlock', ast: withParameters, text, closure: code },
    });
    for (const alias of aliasesOf(f)) {
      scope.aliases ??= new Map();
      scope.aliases.set(alias.toLowerCase(), { name: alias, definition: name });
    }
    return NORMAL;
  };
}

function flow(c: Compiler, ast: FlowAst): Exec {
  if (ast.kind === 'ReturnStatement') {
    if (ast.pipeline === null) return () => RETURN;
    const run = c.statement(ast.pipeline);
    return (f, out) => {
      run(f, out);
      return RETURN;
    };
  }
  const value = ast.pipeline === null ? null : c.value(ast.pipeline);
  if (ast.kind === 'ExitStatement') {
    return (f) => {
      const code = value === null ? 0 : value(f);
      throw new ExitSignal(isNumber(code) ? toDouble(code) : 0);
    };
  }
  return (f) => {
    const given = value === null ? NOTHING : value(f);
    const thrown = toThrown(given, f.caught);
    if (given !== NOTHING || f.caught === null) {
      f.at = ast;
      locate(thrown.record, f.unit, ast);
    }
    throw thrown;
  };
}

/** What `throw value` throws; without a value the error of the catch block again. */
function toThrown(value: Value, caught: PsErrorRecord | null): Terminating {
  if (value === NOTHING || value === null) {
    return caught === null ? thrownBy(null, 'ScriptHalted', null) : byThrow(caught);
  }
  if (value instanceof PsErrorRecord) return byThrow(value);
  if (typeof value === 'object' && !Array.isArray(value) && value.kind === 'exception') {
    const record = new PsErrorRecord(fromThrow(value), value.message, 'OperationStopped', null);
    return byThrow(record);
  }
  return thrownBy(value, toText(value), value);
}

/** Error views show what `throw` threw without a place. */
function fromThrow(exception: PsException): PsException {
  return { ...exception, more: { ...exception.more, WasThrownFromThrowStatement: true } };
}

function jump(c: Compiler, ast: JumpAst): Exec {
  const completion = ast.kind === 'BreakStatement' ? BREAK : CONTINUE;
  if (ast.label === null) {
    return (f) => {
      f.label = null;
      return completion;
    };
  }
  const label = c.expression(ast.label);
  return (f) => {
    f.label = toText(label(f)).toLowerCase();
    return completion;
  };
}

/** `data name { … }`: what it gives goes to the variable. */
function dataStatement(c: Compiler, variable: string | null, body: StatementBlockAst): Exec {
  const run = c.block(body);
  const { interp } = c;
  return (f, out) => {
    if (variable === null) return run(f, out);
    const collector = new Collector();
    const completion = run(f, collector.out);
    const value = collected(collector.items);
    f.scope.assign(interp.names.get(variable), variable, value === NOTHING ? null : value);
    return completion;
  };
}
