import { Script } from 'node:vm';
import { failure } from '../values/errors.ts';
import { riskOf, type RegexRisk } from './regex-risk.ts';

/** Milliseconds that one search may take, and all searches of one replacement or split together. */
const ONE_MS = 2000;
const ALL_MS = 10_000;
/** Characters up to which even the worst pattern ends soon, and up to which a merely slow one does. */
const SHORT = 24;
const LONG = 20_000;

const holder = globalThis as unknown as Record<symbol, (() => unknown) | undefined>;
/** A search can be interrupted from nowhere but a thread of V8's own: that is what the time limit of a script has. */
const script = new Script("globalThis[Symbol.for('tenantdeck.search')]()");
const ENTRY = Symbol.for('tenantdeck.search');
let active = false;

// As lib.es5 has it: what a replacer gets depends on the pattern's groups.
type Replacer = Parameters<RegExp[typeof Symbol.replace]>[1];

/** A regular expression whose searches end: with an error of .NET's kind where they take too long. */
class GuardedRegExp extends RegExp {
  risk: RegexRisk = { steep: true, long: true };

  override exec(text: string): RegExpExecArray | null {
    return limited(this, text, ONE_MS, () => super.exec(text));
  }

  override [Symbol.replace](text: string, by: string | Replacer): string {
    return limited(this, text, ALL_MS, () =>
      typeof by === 'string' ? super[Symbol.replace](text, by) : super[Symbol.replace](text, by),
    );
  }
}

/** A RegExp, guarded where its shape says that it may need it. Throws SyntaxError. */
export function makeRegExp(source: string, flags: string): RegExp {
  const risk = riskOf(source);
  if (!risk.steep && !risk.long) return new RegExp(source, flags);
  const made = new GuardedRegExp(source, flags);
  made.risk = risk;
  return made;
}

/** The same pattern with other flags, guarded as it is. */
export function withFlags(regExp: RegExp, flags: string): RegExp {
  return regExp instanceof GuardedRegExp
    ? makeRegExp(regExp.source, flags)
    : new RegExp(regExp.source, flags);
}

/** Runs many searches of one text under one limit. `run` must not call a script's block. */
export function allSearches<T>(regExp: RegExp, text: string, run: () => T): T {
  return regExp instanceof GuardedRegExp ? limited(regExp, text, ALL_MS, run) : run();
}

function limited<T>(regExp: GuardedRegExp, text: string, milliseconds: number, run: () => T): T {
  const { steep, long } = regExp.risk;
  const harmless = !(steep && text.length > SHORT) && !(long && text.length > LONG);
  if (active || harmless) return run();
  active = true;
  holder[ENTRY] = run;
  try {
    return script.runInThisContext({ timeout: milliseconds }) as T;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') {
      throw tooSlow(regExp.source, text.length, milliseconds);
    }
    throw error;
  } finally {
    active = false;
    holder[ENTRY] = undefined;
  }
}

function tooSlow(source: string, length: number, milliseconds: number): Error {
  const shown = source.length > 80 ? `${source.slice(0, 79)}…` : source;
  const type = 'System.Text.RegularExpressions.RegexMatchTimeoutException';
  return failure(
    type,
    `The regular expression ${shown} took more than ${String(milliseconds / 1000)} seconds on a text of ` +
      `${String(length)} characters and was stopped. Repetitions inside repetitions, such as (a+)+, can take for ever: ` +
      'write it without them, or look at shorter texts.',
    { type, category: 'OperationStopped' },
  );
}
