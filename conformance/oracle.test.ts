import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CmdletInfo } from '../shared/model/cmdlet.ts';
import type { CommandAst } from '../shared/powershell/ast.ts';
import { bindCommand } from '../shared/powershell/binder.ts';
import { testCmdlet, testParameter } from '../shared/powershell/cmdlet.fixture.ts';
import { parseScript } from '../shared/powershell/parser/index.ts';
import { isPsNumber, numberOf } from '../shared/powershell/values.ts';
import { allNodes } from '../shared/powershell/walk.ts';

/** What real PowerShell did with published examples; kept beside the project, not in it. */
const shared = path.join(import.meta.dirname, '..', '..', 'shared');
const examplesFile = path.join(shared, 'oracle', 'parse.train.jsonl');
const casesFile = path.join(shared, 'oracle', 'cases.train.jsonl');
const present = existsSync(examplesFile) && existsSync(casesFile);

/** Reached so far; never less. */
const ratchet = { valid: 1073, invalid: 11, commands: 1191, cases: 422 };

interface OracleError {
  id: string;
  line: number;
  column: number;
}
interface OracleCommand {
  name: string | null;
  known?: boolean;
  bound: Record<string, { value: unknown } | { source: string; ast: string }>;
  failed: { element: string; id: string }[];
}
interface Example {
  code: string;
  valid: boolean;
  errors: OracleError[];
  commands: OracleCommand[];
}
interface CorpusCmdlet {
  name: string;
  parameters: { name: string; switch?: boolean; aliases?: string[]; position?: number; pipeline?: boolean }[];
}

function lines<T>(file: string): T[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}

function errorList(errors: readonly OracleError[]): string {
  return errors.map((error) => `${error.id} ${error.line}:${error.column}`).join(', ');
}

/** The oracle's cmdlets were functions with these parameters, all in every set. */
function corpus(): Map<string, CmdletInfo> {
  const list = JSON.parse(
    readFileSync(path.join(shared, 'corpus', 'cmdlets.json'), 'utf8'),
  ) as CorpusCmdlet[];
  return new Map(
    list.map(({ name, parameters }) => [
      name.toLowerCase(),
      testCmdlet(
        name,
        parameters.map((p) =>
          testParameter(p.name, p.switch === true ? 'SwitchParameter' : 'Object', {
            aliases: p.aliases ?? [],
            sets: [{ position: p.position ?? null, pipeline: p.pipeline ?? false }],
          }),
        ),
      ),
    ]),
  );
}

/** What was bound and what failed, as the oracle writes it, in a fixed order. */
function bindingText(
  bound: Record<string, unknown>,
  failed: readonly { element: string; id: string }[],
): string {
  const entries = Object.entries(bound).sort(([a], [b]) => (a < b ? -1 : 1));
  const errors = failed.map((f) => `${f.id} ${f.element}`).sort();
  return JSON.stringify([entries, errors]);
}

function boundText(command: CommandAst, cmdlet: CmdletInfo, source: string, pipelineInput: boolean): string {
  const result = bindCommand(command, cmdlet, { source, pipelineInput });
  const bound: Record<string, unknown> = {};
  for (const { parameter, value } of result.bound) {
    const text = value === null ? '' : source.slice(value.start, value.end);
    if (parameter.type === 'SwitchParameter') {
      if (text.toLowerCase() !== '$false') bound[parameter.name] = { value: true };
    } else if (value?.kind === 'StringConstantExpression') {
      bound[parameter.name] = { value: value.value };
    } else if (value?.kind === 'ConstantExpression') {
      bound[parameter.name] = {
        value: value.value !== null && isPsNumber(value.value) ? numberOf(value.value) : null,
      };
    } else if (value !== null) {
      bound[parameter.name] = { source: text, ast: value.kind };
    }
  }
  return bindingText(bound, result.failures);
}

describe.runIf(present)('as real PowerShell does (skipped where ../shared is not there)', () => {
  it('parses and binds the published examples', () => {
    const cmdlets = corpus();
    const total = { valid: 0, invalid: 0, commands: 0 };
    const reached = { valid: 0, invalid: 0, commands: 0 };
    for (const example of lines<Example>(examplesFile)) {
      const { ast, errors, tokens } = parseScript(example.code);
      expect(tokens.map((t) => t.text).join('')).toBe(example.code);
      const kind = example.valid ? 'valid' : 'invalid';
      total[kind]++;
      if (errorList(errors) === errorList(example.errors)) reached[kind]++;
      const piped = new Set<unknown>();
      const commands: CommandAst[] = [];
      for (const node of allNodes(ast)) {
        if (node.kind === 'Pipeline') for (const element of node.elements.slice(1)) piped.add(element);
        if (node.kind === 'Command') commands.push(node);
      }
      example.commands.forEach((wanted, index) => {
        const cmdlet = wanted.known === false ? undefined : cmdlets.get(wanted.name?.toLowerCase() ?? '');
        const command = commands[index];
        if (cmdlet === undefined) return;
        total.commands++;
        if (command === undefined) return;
        const got = boundText(command, cmdlet, example.code, piped.has(command));
        if (got === bindingText(wanted.bound, wanted.failed)) reached.commands++;
      });
    }
    console.log(
      `examples: ${reached.valid} of ${total.valid} valid, ${reached.invalid} of ${total.invalid} invalid (all ids and places), ` +
        `${reached.commands} of ${total.commands} commands bound`,
    );
    expect(reached.valid).toBeGreaterThanOrEqual(ratchet.valid);
    expect(reached.invalid).toBeGreaterThanOrEqual(ratchet.invalid);
    expect(reached.commands).toBeGreaterThanOrEqual(ratchet.commands);
  });

  it('parses the small scripts', () => {
    let reached = 0;
    let total = 0;
    type Case = { script: string; stopped: { kind: string; errors?: OracleError[] } | null };
    for (const { script, stopped } of lines<Case>(casesFile)) {
      const wanted = stopped?.kind === 'parse' ? (stopped.errors ?? []) : [];
      total++;
      if (errorList(parseScript(script).errors) === errorList(wanted)) reached++;
    }
    console.log(`scripts: ${reached} of ${total} with the same errors at the same places`);
    expect(reached).toBeGreaterThanOrEqual(ratchet.cases);
  });
});
