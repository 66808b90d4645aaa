import { functionInfo } from '../../../../shared/powershell/completion/commands.ts';
import type {
  CompletionWorld,
  FileName,
  Named,
  NamedCommand,
} from '../../../../shared/powershell/completion/world.ts';
import type { CmdletInfo } from '../../../../shared/model/cmdlet.ts';
import { toText } from '../../language/convert/text.ts';
import type { CommandEntry, Runtime } from '../../language/interpreter/runtime.ts';
import { propertiesOf } from '../../language/members/properties.ts';
import { typeNameOf } from '../../language/members/types.ts';
import type { Value } from '../../language/values/model.ts';
import { minimumProperties } from '../../../exchange/output-properties.ts';
import type { ResultLibrary } from '../../results/library.ts';
import type { ResultSet } from '../../results/result-set.ts';
import { knownProperties } from './known-properties.ts';

/** Items of a list that are looked at. */
const LOOKED_AT = 20;
/** Results that identities are taken from, and rows of each: what is typed chooses among them. */
const RESULTS_LOOKED_AT = 3;
const ROWS_LOOKED_AT = 5000;
/** Columns whose text names an object, best first, and the one that says who it is. */
const NAMING = ['PrimarySmtpAddress', 'UserPrincipalName', 'Alias', 'Identity'];
const SHOWN = 'DisplayName';

export interface TabWorldSources {
  readonly runtime: Runtime;
  readonly library: ResultLibrary;
  readonly files: readonly FileName[];
  /** Names of properties that a cmdlet's objects had in a script; empty: none called it yet. */
  readonly remembered: (cmdlet: string) => readonly string[];
}

/** What a tab knows for completion: its session's commands and variables, its results, its folder. */
export function tabWorld({ runtime, library, files, remembered }: TabWorldSources): CompletionWorld {
  const find = (name: string): CmdletInfo | undefined => infoOf(resolved(name, runtime));
  return {
    commands: () => commandsOf(runtime),
    find,
    *variables() {
      for (const { name, value } of runtime.variables()) yield { name, detail: shortType(value) };
    },
    propertiesOfVariable(name) {
      const found = runtime.getVariable(name);
      return found === undefined ? [] : namesOf(found.value, runtime);
    },
    propertiesOfCommand(name) {
      const lower = name.toLowerCase();
      const result = library.newest().find(({ cmdlet }) => cmdlet.toLowerCase() === lower);
      return union(
        result === undefined ? [] : columnNames(result),
        remembered(name),
        isOfService(name, runtime) ? knownProperties(name, find) : [],
      );
    },
    minimumOfCommand: minimumProperties,
    propertiesOfLastResult() {
      const result = library.newest().find(({ table }) => table.columns.length > 0);
      return result === undefined ? [] : columnNames(result);
    },
    identities: () => identitiesOf(library.newest().slice(0, RESULTS_LOOKED_AT)),
    files,
  };
}

function* commandsOf(runtime: Runtime): Generator<NamedCommand> {
  const aliases: NamedCommand[] = [];
  for (const entry of runtime.commands()) {
    const { name } = entry;
    if (entry.type === 'Alias') aliases.push({ name, kind: 'alias', detail: entry.definition });
    else yield { name, kind: entry.type === 'Cmdlet' ? 'cmdlet' : 'function', detail: '' };
  }
  yield* aliases;
}

function resolved(name: string, runtime: Runtime): CommandEntry | undefined {
  let found = runtime.findCommand(name);
  for (let depth = 0; found?.type === 'Alias' && depth < 20; depth++) {
    found = runtime.findCommand(found.definition);
  }
  return found;
}

function isOfService(name: string, runtime: Runtime): boolean {
  const found = resolved(name, runtime);
  return found?.type === 'Cmdlet' && 'service' in found;
}

function infoOf(entry: CommandEntry | undefined): CmdletInfo | undefined {
  if (entry === undefined || entry.type === 'Alias') return undefined;
  if (entry.type !== 'Cmdlet') return functionInfo(entry.name, entry.block.ast.param?.parameters ?? []);
  return 'builtIn' in entry ? entry.builtIn.info : entry.service;
}

function shortType(value: Value): string {
  if (value === null) return '';
  const name = typeNameOf(value);
  return name.startsWith('System.') ? (/[^.]+$/.exec(name)?.[0] ?? name) : name;
}

/** Of the first items where the value is a list: those are what `$list.Name` and a pipeline see. */
function namesOf(value: Value, runtime: Runtime): string[] {
  return union(...firstOf(value).map((item) => ownNames(item, runtime)));
}

function firstOf(value: Value): readonly Value[] {
  if (value === null || typeof value !== 'object') return [value];
  if (Array.isArray(value)) return value.slice(0, LOOKED_AT);
  return value.kind === 'list' ? value.items.slice(0, LOOKED_AT) : [value];
}

function ownNames(value: Value, runtime: Runtime): string[] {
  if (value !== null && typeof value === 'object' && !Array.isArray(value) && value.kind === 'hashtable') {
    return [...Array.from(value.entries(), ([key]) => toText(key)), 'Keys', 'Values', 'Count'];
  }
  return propertiesOf(value, runtime).map(({ name }) => name);
}

/** Names of all lists, the first ones first, each once in whatever case. */
function union(...lists: readonly (readonly string[])[]): string[] {
  const names = new Map<string, string>();
  for (const name of lists.flat()) {
    const key = name.toLowerCase();
    if (!names.has(key)) names.set(key, name);
  }
  return [...names.values()];
}

function columnNames(result: ResultSet): string[] {
  return result.table.columns.map(({ name }) => name);
}

function* identitiesOf(results: readonly ResultSet[]): Generator<Named> {
  for (const { table } of results) {
    const shown = table.column(SHOWN);
    for (const column of NAMING.flatMap((name) => table.column(name) ?? [])) {
      for (let row = 0; row < Math.min(table.rows, ROWS_LOOKED_AT); row++) {
        const name = column.values[row];
        const detail = shown?.values[row];
        if (typeof name === 'string' && name !== '') {
          yield { name, detail: typeof detail === 'string' ? detail : '' };
        }
      }
    }
  }
}
