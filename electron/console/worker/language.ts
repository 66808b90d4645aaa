import { EXO_CMDLETS } from '../../exchange/exo/cmdlets.ts';
import type { CmdletInfo } from '../../../shared/model/cmdlet.ts';
import type { CommandHelp, Problem } from '../../../shared/model/console.ts';
import { complete } from '../../../shared/powershell/completion/complete.ts';
import { worldOf, type CompletionWorld, type FileName } from '../../../shared/powershell/completion/world.ts';
import {
  isPlan,
  planSingleCommand,
  type Plan,
  type PlannedParameter,
} from '../../../shared/powershell/plan.ts';
import { toText, type PsValue } from '../../../shared/powershell/values.ts';
import type { CompletionAnswer, PlaceholderValues, PlannedCommand } from '../protocol.ts';
import { helpAt } from './completion/help.ts';
import { wantedFrom, type Wanted } from './paging.ts';
import { problemBefore } from './script/script-problems.ts';

/** Longest text that is looked at while it is typed. */
const CHECKED = 200_000;

/** The tab's scripts, as far as planning needs them. */
export interface Scripts {
  setCmdlets(cmdlets: readonly CmdletInfo[], complete: boolean): void;
  check(text: string): Problem[];
  isOwn(name: string): boolean;
  /** True: calls may go elsewhere than to the tab's own connection. */
  readonly hasOthers: boolean;
  /** What can be offered while a text is typed. */
  world(files: readonly FileName[]): CompletionWorld;
  /** One sentence about a command; null: there is none. */
  describe(command: string): string | null;
}

/** What shows that a text is more than one cmdlet with constant values. */
const SCRIPT_IDS = new Set(['NotAvailable', 'UnknownCmdlet']);

export type Planned =
  | { readonly script: true }
  | { readonly command: PlannedCommand; readonly wanted: Wanted }
  | { readonly problems: Problem[]; readonly cmdlet: string | null };

/** The command language over the cmdlets of the tab's connection. */
export class Language {
  #cmdlets: readonly CmdletInfo[] = EXO_CMDLETS;
  #byName = byName(EXO_CMDLETS);
  /** False: the connection's own list is not there, so an unknown name says nothing. */
  #known = false;

  readonly #scripts: Scripts | null;

  /** @param scripts null: only single commands are understood. */
  constructor(scripts: Scripts | null = null) {
    this.#scripts = scripts;
    scripts?.setCmdlets(EXO_CMDLETS, false);
  }

  /** JSON of CmdletInfo[]; null: not known (yet). */
  setCmdlets(text: string | null): void {
    this.#known = text !== null;
    this.#cmdlets = text === null ? EXO_CMDLETS : (JSON.parse(text) as CmdletInfo[]);
    this.#byName = byName(this.#cmdlets);
    this.#scripts?.setCmdlets(this.#cmdlets, this.#known);
  }

  check(text: string): Problem[] {
    if (text.trim() === '' || text.length > CHECKED) return [];
    const result = this.#planText(text, null);
    if (this.#scripts !== null && (isScript(result) || isOnlyComments(result, text))) {
      return this.#scripts.check(text);
    }
    if (isPlan(result)) return [];
    return result.problems
      .filter((problem) => this.#known || problem.id !== 'UnknownCmdlet')
      .map((problem) => problemBefore(problem, null));
  }

  complete(text: string, offset: number, files: readonly FileName[]): CompletionAnswer {
    if (text.length > CHECKED) {
      return { from: offset, to: offset, items: [], statement: false, more: false };
    }
    const { items, ...answer } = complete(text, offset, this.#world(files));
    return { ...answer, items: [...items] };
  }

  help(text: string, offset: number): CommandHelp | null {
    if (text.length > CHECKED) return null;
    return helpAt(text, offset, this.#world([]), (command) => this.#scripts?.describe(command) ?? null);
  }

  #world(files: readonly FileName[]): CompletionWorld {
    return this.#scripts?.world(files) ?? worldOf(this.#cmdlets);
  }

  /** @param largest page that the connection asks for */
  plan(text: string, values: PlaceholderValues | null, largest: number): Planned {
    const result = this.#planText(text, values);
    if (this.#scripts !== null && values === null) {
      if (isScript(result) || isOnlyComments(result, text)) return { script: true };
      if (isPlan(result) && (this.#scripts.hasOthers || this.#scripts.isOwn(result.cmdlet.name)))
        return { script: true };
    }
    if (!isPlan(result)) {
      const cmdlet = /^\s*([A-Za-z]+-[A-Za-z0-9]+)/.exec(text.slice(0, 200))?.[1] ?? null;
      return { problems: result.problems.map((problem) => problemBefore(problem, cmdlet)), cmdlet };
    }
    const given = [...result.parameters, ...result.common].filter(
      (parameter) => !isLeftEmpty(parameter, text, values),
    );
    const size = given.find(([name]) => name.toLowerCase() === 'resultsize');
    const wanted = wantedFrom(size === undefined ? null : sizeText(size[1]));
    if (wanted === null) return { problems: [wrongSize(size, result)], cmdlet: result.cmdlet.name };
    return {
      command: {
        cmdlet: result.cmdlet.name,
        parameters: Object.fromEntries(given.map(([name, value]) => [name, value])),
        place: result.place,
        pageSize: Math.min(wanted.limit ?? largest, largest),
      },
      wanted,
    };
  }

  #planText(text: string, values: PlaceholderValues | null): ReturnType<typeof planSingleCommand> {
    return planSingleCommand(text, (name) => this.#byName.get(name.toLowerCase()), {
      names: this.#cmdlets.map(({ name }) => name),
      ...(values === null ? {} : { placeholders: values }),
    });
  }
}

/** More than one cmdlet with constant values, so that the whole language is needed. */
function isScript(result: ReturnType<typeof planSingleCommand>): boolean {
  return !isPlan(result) && result.problems.some(({ id }) => SCRIPT_IDS.has(id));
}

/** A script that does nothing, as in PowerShell; an empty text is no script. */
function isOnlyComments(result: ReturnType<typeof planSingleCommand>, text: string): boolean {
  return text.trim() !== '' && !isPlan(result) && result.problems.some(({ id }) => id === 'NothingToRun');
}

function byName(cmdlets: readonly CmdletInfo[]): ReadonlyMap<string, CmdletInfo> {
  return new Map(cmdlets.map((cmdlet) => [cmdlet.name.toLowerCase(), cmdlet]));
}

/** A parameter whose field of the form was left empty is left out. */
function isLeftEmpty(
  [, value, place]: PlannedParameter,
  text: string,
  values: PlaceholderValues | null,
): boolean {
  if (values === null || value !== null) return false;
  const name = /\{\s*([A-Za-z][A-Za-z0-9_]*)\s*\}\s*$/.exec(text.slice(place.start, place.end))?.[1];
  return name !== undefined && Object.hasOwn(values, name) && values[name] === null;
}

function sizeText(value: PsValue): string | null {
  return value === null ? null : toText(value);
}

function wrongSize(size: PlannedParameter | undefined, plan: Plan): Problem {
  return problemBefore(
    {
      id: 'ResultSize',
      message: '-ResultSize must be a whole number above 0, or Unlimited.',
      hint: 'Write -ResultSize Unlimited to get everything.',
      ...(size?.[2] ?? plan.place),
    },
    plan.cmdlet.name,
  );
}
