import { readFileSync } from 'node:fs';
import { declare, parameter } from '../electron/console/language/commands/declare.ts';
import type { CmdletInfo } from '../shared/model/cmdlet.ts';
import type { CommandAst } from '../shared/powershell/ast.ts';
import { bindCommand } from '../shared/powershell/binder.ts';
import { parseScript } from '../shared/powershell/parser/index.ts';
import { isPsNumber, numberOf } from '../shared/powershell/values.ts';
import { allNodes } from '../shared/powershell/walk.ts';
import type { Difference } from './report.ts';

interface ExampleError {
  readonly id: string;
  readonly line: number;
  readonly column: number;
}

type BoundText = Record<string, { value: unknown } | { source: string; ast: string }>;

interface ExampleCommand {
  readonly name: string | null;
  readonly known?: boolean;
  readonly bound: BoundText;
  readonly failed: readonly { readonly element: string; readonly id: string }[];
}

/** One line of an examples file (../shared/oracle/README.md). */
export interface Example {
  readonly cmdletPage?: string;
  readonly exampleNumber?: number;
  readonly code: string;
  readonly valid: boolean;
  readonly errors: readonly ExampleError[];
  readonly commands: readonly ExampleCommand[];
}

export interface ExamplesReport {
  total: number;
  /** How many of them real PowerShell parses. */
  valid: number;
  /** Valid ones that parse here too, every command of them bound in the same way. */
  equal: number;
  invalid: number;
  /** Invalid ones that are refused here too, with the same first error id. */
  sameVerdict: number;
  /** Commands of known cmdlets, and those bound alike. */
  commands: number;
  commandsEqual: number;
}

interface CorpusCmdlet {
  readonly name: string;
  readonly parameters: readonly {
    name: string;
    switch?: boolean;
    aliases?: string[];
    position?: number;
    pipeline?: boolean;
  }[];
}

/** Cmdlets by lower-case name. The oracle's were functions with these parameters, all of them in every set. */
export function readCmdlets(file: string): Map<string, CmdletInfo> {
  const list = JSON.parse(readFileSync(file, 'utf8')) as CorpusCmdlet[];
  return new Map(
    list.map(({ name, parameters }) => [
      name.toLowerCase(),
      declare(
        name,
        parameters.map((p) =>
          parameter(p.name, p.switch === true ? 'SwitchParameter' : 'Object', {
            ...(p.aliases === undefined ? {} : { aliases: p.aliases }),
            ...(p.position === undefined ? {} : { position: p.position }),
            pipeline: p.pipeline ?? false,
          }),
        ),
      ),
    ]),
  );
}

export function runExamples(
  examples: readonly Example[],
  cmdlets: ReadonlyMap<string, CmdletInfo>,
): { report: ExamplesReport; differences: Difference[] } {
  const report: ExamplesReport = {
    total: examples.length,
    valid: 0,
    equal: 0,
    invalid: 0,
    sameVerdict: 0,
    commands: 0,
    commandsEqual: 0,
  };
  const differences: Difference[] = [];
  examples.forEach((example, index) => {
    const id = `${example.cmdletPage ?? 'example'}#${String(example.exampleNumber ?? index + 1)}`;
    const { ast, errors } = parseScript(example.code);
    if (!example.valid) {
      report.invalid++;
      // A text that only isn't finished has no errors in the list.
      const same = errors.length > 0 && (example.errors[0]?.id ?? errors[0]?.id) === errors[0]?.id;
      if (same) report.sameVerdict++;
      else {
        const actual = errors.map((error) => error.id);
        differences.push({ id, kind: 'verdict', expected: example.errors.map((error) => error.id), actual });
      }
      return;
    }
    report.valid++;
    let same = errors.length === 0;
    if (!same) differences.push({ id, kind: 'valid', expected: [], actual: errors.map((error) => error.id) });
    const piped = new Set<unknown>();
    const commands: CommandAst[] = [];
    for (const node of allNodes(ast)) {
      if (node.kind === 'Pipeline') for (const element of node.elements.slice(1)) piped.add(element);
      if (node.kind === 'Command') commands.push(node);
    }
    example.commands.forEach((wanted, at) => {
      const cmdlet = wanted.known === false ? undefined : cmdlets.get(wanted.name?.toLowerCase() ?? '');
      if (cmdlet === undefined) return;
      report.commands++;
      const command = commands[at];
      const expected = bindingText(wanted.bound, wanted.failed);
      const actual = command === undefined ? '' : bound(command, cmdlet, example.code, piped.has(command));
      if (actual === expected) report.commandsEqual++;
      else {
        same = false;
        differences.push({ id, kind: 'bound', expected, actual });
      }
    });
    if (same) report.equal++;
  });
  return { report, differences };
}

/** What was bound and what failed, as the oracle writes it, in a fixed order. */
function bindingText(given: BoundText, failed: readonly { element: string; id: string }[]): string {
  const entries = Object.entries(given).sort(([a], [b]) => (a < b ? -1 : 1));
  const errors = failed.map((f) => `${f.id} ${f.element}`).sort();
  return JSON.stringify([entries, errors]);
}

function bound(command: CommandAst, cmdlet: CmdletInfo, source: string, pipelineInput: boolean): string {
  const result = bindCommand(command, cmdlet, { source, pipelineInput });
  const found: BoundText = {};
  for (const {
    parameter: { name, type },
    value,
  } of result.bound) {
    const text = value === null ? '' : source.slice(value.start, value.end);
    if (type === 'SwitchParameter') {
      if (text.toLowerCase() !== '$false') found[name] = { value: true };
    } else if (value?.kind === 'StringConstantExpression') {
      found[name] = { value: value.value };
    } else if (value?.kind === 'ConstantExpression') {
      const isNumber = value.value !== null && isPsNumber(value.value);
      found[name] = { value: isNumber ? numberOf(value.value) : null };
    } else if (value !== null) {
      found[name] = { source: text, ast: value.kind };
    }
  }
  return bindingText(found, result.failures);
}
