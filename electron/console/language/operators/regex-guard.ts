import { Script } from 'node:vm';
import { failure } from '../values/errors.ts';
import { harmlessLength } from './regex-risk.ts';

/**
 * Milliseconds that one search may take, or all searches of one replacement or split together: Stop cannot end them, and
 * a thread that does not answer a stop for three seconds is ended with all it holds.
 */
const MOST_MS = 2000;

const holder = globalThis as unknown as Record<symbol, (() => unknown) | undefined>;
/** A search can be interrupted from nowhere but a thread of V8's own: that is what the time limit of a script has. */
const script = new Script("globalThis[Symbol.for('tenantdeck.search')]()");
const ENTRY = Symbol.for('tenantdeck.search');
let active = false;
let afterSearch = (): void => undefined;

/** What is called after each search that may have taken long: it may throw to end the script. */
export function setAfterSearch(check: () => void): void {
  afterSearch = check;
}

/** Hits between two looks at Stop while one text is searched again and again. */
const TURNS = 4096;

/** Called with the number of hits so far, while one text is searched again and again. */
export function whileSearching(hits: number): void {
  if (hits % TURNS === 0) afterSearch();
}

// As lib.es5 has it: what a replacer gets depends on the pattern's groups.
type Replacer = Parameters<RegExp[typeof Symbol.replace]>[1];

/** A regular expression whose searches end: with an error of .NET's kind where they take too long. */
class GuardedRegExp extends RegExp {
  /** Characters of a text up to which it needs no limit. */
  harmless = 0;

  override exec(text: string): RegExpExecArray | null {
    return limited(this, text, () => super.exec(text));
  }

  override [Symbol.replace](text: string, by: string | Replacer): string {
    return limited(this, text, () =>
      typeof by === 'string' ? super[Symbol.replace](text, by) : super[Symbol.replace](text, by),
    );
  }
}

/** A RegExp, guarded where its shape says that it may need it. Throws SyntaxError. */
export function makeRegExp(source: string, flags: string): RegExp {
  const harmless = harmlessLength(source);
  if (harmless === Number.POSITIVE_INFINITY) return new RegExp(source, flags);
  const made = new GuardedRegExp(source, flags);
  made.harmless = harmless;
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
  return regExp instanceof GuardedRegExp ? limited(regExp, text, run) : run();
}

function limited<T>(regExp: GuardedRegExp, text: string, run: () => T): T {
  if (active || text.length <= regExp.harmless) return run();
  active = true;
  holder[ENTRY] = run;
  let done: T;
  try {
    done = script.runInThisContext({ timeout: MOST_MS }) as T;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') {
      afterSearch();
      throw tooSlow(regExp.source, text.length);
    }
    throw error;
  } finally {
    active = false;
    holder[ENTRY] = undefined;
  }
  afterSearch();
  return done;
}

function tooSlow(source: string, length: number): Error {
  const shown = source.length > 80 ? `${source.slice(0, 79)}…` : source;
  const type = 'System.Text.RegularExpressions.RegexMatchTimeoutException';
  return failure(
    type,
    `The regular expression ${shown} took more than ${String(MOST_MS / 1000)} seconds on a text of ` +
      `${String(length)} characters and was stopped. Repetitions inside repetitions, such as (a+)+, can take for ever: ` +
      'write it without them, or look at shorter texts.',
    { type, category: 'OperationStopped' },
  );
}
