import { forgetConnections } from '../commands/session/connection-state.ts';
import type { ParseError } from '../../../../shared/powershell/problems.ts';
import { parseScript } from '../../../../shared/powershell/parser/index.ts';
import type { BuiltIn } from '../commands/builtin.ts';
import { Stopped, type Host } from '../host.ts';
import type { PsErrorRecord } from '../values/errors.ts';
import type { Value } from '../values/model.ts';
import { setAfterSearch } from '../operators/regex-guard.ts';
import { setListSeparator, setScriptText, toText } from '../convert/text.ts';
import { defineAutomatic } from './automatic.ts';
import { BREAK, CONTINUE, type CompiledBlock } from './code.ts';
import { Unit } from './unit.ts';
import { compilerFor } from './compile/compiler.ts';
import { isUncatchable, toTerminating, locate } from './errors.ts';
import { ExitSignal, Signal } from './flow.ts';
import { Frame } from './frame.ts';
import { Interp } from './interp.ts';
import { checkSyntax } from './refused-syntax.ts';
import { EngineRuntime, parseFailure } from './runtime-impl.ts';
import type { Runtime } from './runtime.ts';

export interface Outcome {
  /** null: the script ran to its end. */
  readonly stopped:
    | null
    | { readonly kind: 'parse'; readonly errors: readonly ParseError[] }
    | { readonly kind: 'terminating'; readonly record: PsErrorRecord }
    | { readonly kind: 'exit'; readonly code: number }
    | { readonly kind: 'stopped'; readonly reason: Stopped['reason']; readonly message: string };
}

/** One console's interpreter: variables and functions stay from run to run. */
export interface Engine {
  /** Runs a script; `out` gets its output an object at a time. Never throws what a script did. */
  run(text: string, out: (value: Value) => void): Outcome;
  readonly runtime: Runtime;
}

export function createEngine(options: {
  readonly host: Host;
  readonly builtIns: readonly BuiltIn[];
  /** Aliases of commands that aren't here, so that they are listed and refused by name. */
  readonly extraAliases?: readonly { readonly name: string; readonly definition: string }[];
}): Engine {
  const builtIns = new Map<string, BuiltIn>();
  for (const builtIn of options.builtIns) {
    for (const alias of builtIn.aliases) builtIns.set(alias.toLowerCase(), builtIn);
  }
  for (const builtIn of options.builtIns) builtIns.set(builtIn.info.name.toLowerCase(), builtIn);
  const interp = new Interp(options.host, builtIns);
  const runtime = new EngineRuntime(interp);
  interp.runtime = runtime;
  interp.env = {
    runtime,
    matches: (groups) => {
      interp.setMatches(groups);
    },
  };
  interp.compile = (text) => compileText(interp, text);
  defineAutomatic(interp);
  const aliases = (options.extraAliases ?? []).map((alias) => [alias.name.toLowerCase(), alias] as const);
  interp.global.aliases = new Map(aliases);
  return { run: (text, out) => run(interp, text, out), runtime };
}

function compileText(interp: Interp, text: string): CompiledBlock {
  const parsed = parseScript(text);
  if (parsed.errors.length > 0) throw parseFailure(text, parsed.errors);
  const unit = new Unit(text);
  checkSyntax(parsed.ast, unit);
  return compilerFor(interp, unit).scriptBlock(parsed.ast);
}

function run(interp: Interp, text: string, out: (value: Value) => void): Outcome {
  const parsed = parseScript(text);
  if (parsed.errors.length > 0) return { stopped: { kind: 'parse', errors: parsed.errors } };
  const unit = new Unit(text);
  const frame = new Frame(interp.global, unit, interp.streams, parsed.ast, 0, false, null);
  interp.frame = frame;
  forgetConnections(interp.runtime);
  interp.forgetAnswers();
  const ofs = interp.names.get('ofs');
  setAfterSearch(() => {
    interp.host.checkStop();
  });
  setListSeparator(() => interp.frame.scope.find(ofs)?.value ?? null);
  setScriptText((body, self) => {
    const made = interp.runtime.invoke(body, { newScope: true, variables: { this: self } });
    return toText(made.length === 1 ? (made[0] ?? null) : made);
  });
  try {
    checkSyntax(parsed.ast, unit);
    const block = compilerFor(interp, unit).scriptBlock(parsed.ast);
    setParameters(interp, frame, block);
    for (const body of [block.begin, block.process, block.end]) {
      if (body === null) continue;
      const completion = body(frame, out);
      if (completion === BREAK || completion === CONTINUE) break;
    }
    return { stopped: null };
  } catch (error) {
    return outcomeOf(interp, frame, error);
  }
}

/** The script's own parameters: nobody gives them here, so those without a value that must have one are asked for. */
function setParameters(interp: Interp, frame: Frame, block: CompiledBlock): void {
  if (block.parameters.length === 0) return;
  const { info } = block.target('', frame);
  for (const parameter of block.parameters) {
    const declared = info.parameters.find((each) => each.name === parameter.name);
    const asked = parameter.defaultValue === null && declared?.sets.some((entry) => entry.mandatory) === true;
    const given = asked
      ? interp.host.readLine(`${parameter.name}: `)
      : (parameter.defaultValue?.(frame) ?? parameter.empty(frame));
    const check = parameter.check(frame);
    const takes = asked || parameter.defaultValue !== null;
    const box = interp.force(interp.global, parameter.name, check !== null && takes ? check(given) : given);
    box.check = check;
  }
}

/** What ended the script. */
function outcomeOf(interp: Interp, frame: Frame, error: unknown): Outcome {
  if (error instanceof ExitSignal) return { stopped: { kind: 'exit', code: error.code } };
  // break, continue or return outside of everything end the script.
  if (error instanceof Signal) return { stopped: null };
  if (error instanceof Stopped) {
    return { stopped: { kind: 'stopped', reason: error.reason, message: error.message } };
  }
  if (isUncatchable(error)) throw error;
  const thrown = toTerminating(error);
  locate(thrown.record, frame.unit, frame.at);
  interp.remember(thrown.record);
  return { stopped: { kind: 'terminating', record: thrown.record } };
}
