import { builtIns, extraAliases } from '../electron/console/language/commands/index.ts';
import { toText } from '../electron/console/language/convert/text.ts';
import { outString } from '../electron/console/language/format/formatter.ts';
import { createEngine, type Outcome } from '../electron/console/language/interpreter/engine.ts';
import type { Runtime } from '../electron/console/language/interpreter/runtime.ts';
import type { PsErrorRecord } from '../electron/console/language/values/errors.ts';
import type { Value } from '../electron/console/language/values/model.ts';
import { CaseHost } from './case-host.ts';
import type { FixtureService } from './fixture-service.ts';
import type { Difference } from './report.ts';
import { sameTyped, typed, type Typed } from './typed.ts';

interface CaseError {
  id: string;
  category?: string;
  message: string;
  line: number;
  column: number;
}

/** One line of a cases file (../shared/oracle/README.md). */
export interface Case {
  readonly id: string;
  readonly script: string;
  readonly text: string;
  readonly objects: readonly Typed[] | null;
  readonly errors: readonly CaseError[];
  readonly stopped:
    | null
    | { readonly kind: 'parse'; readonly errors: readonly CaseError[] }
    | { readonly kind: 'terminating'; readonly error: CaseError };
  readonly warnings: readonly string[];
  readonly host: readonly { text: string; newline: boolean; color: string }[];
  readonly information: readonly string[];
  readonly verbose: readonly string[];
}

export interface CasesReport {
  total: number;
  passed: number;
  byCategory: Record<string, { total: number; passed: number }>;
}

export function runCases(
  cases: readonly Case[],
  service: FixtureService,
): { report: CasesReport; differences: Difference[] } {
  const report: CasesReport = { total: 0, passed: 0, byCategory: {} };
  const differences: Difference[] = [];
  for (const one of cases) {
    const category = /^[a-z]+-[a-z]+/.exec(one.id)?.[0] ?? one.id;
    const group = (report.byCategory[category] ??= { total: 0, passed: 0 });
    report.total++;
    group.total++;
    const found = runCase(one, service);
    if (found.length === 0) {
      report.passed++;
      group.passed++;
    } else differences.push(...found);
  }
  return { report, differences };
}

/** What is different from what real PowerShell did; empty: nothing. */
export function runCase(one: Case, service: FixtureService): Difference[] {
  const host = new CaseHost(service);
  const output: Value[] = [];
  let outcome: Outcome;
  let runtime: Runtime;
  try {
    const engine = createEngine({ host, builtIns, extraAliases });
    runtime = engine.runtime;
    outcome = engine.run(one.script, (value) => output.push(value));
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return [{ id: one.id, kind: 'crash', expected: null, actual: text }];
  }
  const differences: Difference[] = [];
  const compare = (kind: string, expected: unknown, actual: unknown): void => {
    if (JSON.stringify(expected) !== JSON.stringify(actual)) {
      differences.push({ id: one.id, kind, expected, actual });
    }
  };
  compare('stopped', stoppedText(one.stopped), stoppedOf(outcome, one.stopped));
  compare('text', trimmed(one.text), trimmed(safely(() => outString(output, runtime, 120))));
  if (one.objects !== null) {
    const actual = safelyTyped(output, runtime);
    const expected = one.objects;
    const same =
      Array.isArray(actual) &&
      actual.length === expected.length &&
      expected.every((value, at) => sameTyped(actual[at] ?? null, value));
    if (!same) differences.push({ id: one.id, kind: 'objects', expected, actual });
  }
  compare('errors', one.errors.map(errorText), host.errors.map(recordText));
  compare('warnings', one.warnings, host.warnings);
  compare('verbose', one.verbose, host.verboses);
  compare('information', one.information, host.informations);
  compare('host', one.host, host.written);
  return differences;
}

function safely(make: () => string): string {
  try {
    return make();
  } catch (error) {
    return error instanceof Error ? `crash: ${error.stack ?? error.message}` : String(error);
  }
}

function safelyTyped(output: readonly Value[], runtime: Runtime): Typed[] | string {
  try {
    return output.map((value) => typed(value, runtime));
  } catch (error) {
    return error instanceof Error ? `crash: ${error.stack ?? error.message}` : String(error);
  }
}

/** Line ends trimmed, as the oracle's recorder did. */
function trimmed(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(/[ \t]+$/gm, '');
}

function errorText({ id, category, message, line, column }: CaseError): string {
  return `${id} | ${category ?? ''} | ${message} | ${String(line)}:${String(column)}`;
}

function recordText(record: PsErrorRecord): string {
  return errorText({
    id: record.fullyQualifiedErrorId,
    category: record.category,
    message: toText(record.message),
    line: record.place?.line ?? 0,
    column: record.place?.column ?? 0,
  });
}

/** A script that only isn't finished has no errors in the oracle's list: there the verdict alone counts. */
function stoppedText(stopped: Case['stopped']): readonly string[] | null {
  if (stopped === null) return null;
  if (stopped.kind === 'terminating') return ['terminating', errorText(stopped.error)];
  return ['parse', ...stopped.errors.map((error) => errorText({ ...error, category: '' }))];
}

function stoppedOf(outcome: Outcome, expected: Case['stopped']): readonly string[] | null {
  const { stopped } = outcome;
  if (stopped === null || stopped.kind === 'exit') return null;
  if (stopped.kind === 'terminating') return ['terminating', recordText(stopped.record)];
  if (stopped.kind === 'stopped') return ['stopped', stopped.message];
  if (expected?.kind === 'parse' && expected.errors.length === 0) return ['parse'];
  return [
    'parse',
    ...stopped.errors.map(({ id, message, line, column }) =>
      errorText({ id, message, line, column, category: '' }),
    ),
  ];
}
