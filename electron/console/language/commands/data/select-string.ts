import type { BuiltIn, Context } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { toText } from '../../convert/text.ts';
import type { FileEntry } from '../../host.ts';
import { invokeMember, getMember } from '../../members/members.ts';
import { enumerable } from '../../members/enumerate.ts';
import { toRegex } from '../../operators/regex.ts';
import { Terminating } from '../../values/errors.ts';
import { hasKind, type Value } from '../../values/model.ts';
import { NativeObject } from '../../values/native.ts';
import type { PsRegex } from '../../values/simple.ts';
import { ARGUMENT, commandFailure } from './failures.ts';
import { linesOf } from './get-content.ts';
import { nameFilter, resolve } from './folder/glob.ts';
import { fullPath, pathText } from './folder/paths.ts';
import { orError } from './folder/targets.ts';
import { decode, encodingArgument } from './folder/text-encodings.ts';
import { matchInfo, type MatchContext } from './match-info.ts';

const file = (set: string) => ({ set, mandatory: true, position: 1, byName: true });
const literal = (set: string) => ({ set, mandatory: true, byName: true });

export const selectString: BuiltIn = {
  info: declare(
    'Select-String',
    [
      parameter('Culture', 'String'),
      parameter('InputObject', 'PSObject', {
        sets: ['Object', 'ObjectRaw'].map((set) => ({ set, mandatory: true, pipeline: true })),
        allow: ['null', 'emptyString'],
      }),
      parameter('Pattern', 'String[]', { position: 0, mandatory: true }),
      parameter('Path', 'String[]', { sets: [file('File'), file('FileRaw')] }),
      parameter('LiteralPath', 'String[]', {
        aliases: ['PSPath', 'LP'],
        sets: [literal('LiteralFile'), literal('LiteralFileRaw')],
      }),
      parameter('Raw', 'SwitchParameter', {
        sets: ['ObjectRaw', 'FileRaw', 'LiteralFileRaw'].map((set) => ({ set, mandatory: true })),
      }),
      parameter('SimpleMatch', 'SwitchParameter'),
      parameter('CaseSensitive', 'SwitchParameter'),
      parameter('Quiet', 'SwitchParameter', { sets: ['Object', 'File', 'LiteralFile'] }),
      parameter('List', 'SwitchParameter'),
      parameter('NoEmphasis', 'SwitchParameter'),
      parameter('Include', 'String[]', { notNull: 'nullOrEmpty' }),
      parameter('Exclude', 'String[]', { notNull: 'nullOrEmpty' }),
      parameter('NotMatch', 'SwitchParameter'),
      parameter('AllMatches', 'SwitchParameter'),
      parameter('Encoding', 'Encoding'),
      parameter('Context', 'Int32[]', { notNull: 'nullOrEmpty', range: { min: 0, max: 2_147_483_647 } }),
    ],
    { defaultSet: 'File' },
  ),
  typeName: 'Microsoft.PowerShell.Commands.SelectStringCommand',
  aliases: ['sls'],
  synopsis: 'Finds lines that match a pattern, in objects of the pipeline or in files.',
  start(context) {
    const search = new Search(context);
    const texts = (name: string): string[] | undefined =>
      context.bound.list(name)?.map((item) => toText(item));
    const passes = nameFilter(texts('Include'), texts('Exclude'));
    const piped: string[] = [];
    return {
      process(input) {
        const { bound } = context;
        if (search.done) return;
        const paths = bound.list('LiteralPath') ?? bound.list('Path');
        const asFile = input !== undefined && isFile(input) ? [input] : undefined;
        for (const path of paths ?? asFile ?? []) {
          orError(context, () => {
            for (const entry of resolve(pathText(path), context.runtime, bound.has('LiteralPath'))) {
              if (!entry.folder && passes(entry.name)) searchFile(context, search, entry);
            }
          });
        }
        if (paths !== undefined || asFile !== undefined) return;
        const value = input === undefined ? (bound.get('InputObject') ?? null) : input;
        const line = value === null ? '' : toText(value);
        piped.push(line);
        if (search.around === null) search.line(line, piped.length, null);
        if (search.found > 0 && bound.on('List')) search.done = true;
      },
      end() {
        if (search.around !== null && piped.length > 0) search.lines(piped, null);
        if (search.quiet) context.write(search.found > 0);
      },
    };
  },
};

function isFile(value: Value): boolean {
  return (
    hasKind(value, 'reference') &&
    value.state instanceof NativeObject &&
    value.typeName === 'System.IO.FileInfo'
  );
}

function searchFile(context: Context, search: Search, entry: FileEntry): void {
  if (search.quiet && search.found > 0) return;
  const encoding = encodingArgument(context.bound.get('Encoding')) ?? 'utf8NoBOM';
  const text = decode(context.runtime.host.files.read(entry.path), encoding);
  search.lines(linesOf(text), { path: fullPath(entry.path, context.runtime), name: entry.name });
}

interface Source {
  readonly path: string;
  readonly name: string;
}

/** How one line matched: the pattern, and .NET's match objects. */
interface Hit {
  readonly pattern: string;
  readonly matches: readonly Value[];
}

class Search {
  done = false;
  found = 0;
  readonly quiet: boolean;
  /** Lines before and after; null: no context. */
  readonly around: { readonly before: number; readonly after: number } | null;
  readonly #context: Context;
  readonly #patterns: readonly { text: string; regex: PsRegex | null }[];
  readonly #not: boolean;
  readonly #all: boolean;
  readonly #raw: boolean;
  readonly #list: boolean;
  readonly #ignoreCase: boolean;

  constructor(context: Context) {
    const { bound } = context;
    this.#context = context;
    this.quiet = bound.on('Quiet');
    this.#not = bound.on('NotMatch');
    this.#all = bound.on('AllMatches');
    this.#raw = bound.on('Raw');
    this.#list = bound.on('List');
    this.#ignoreCase = !bound.on('CaseSensitive');
    const lines = bound.list('Context')?.map((value) => Number(toText(value)));
    const before = lines?.[0];
    this.around = before === undefined ? null : { before, after: lines?.[1] ?? before };
    const simple = bound.on('SimpleMatch');
    this.#patterns = (bound.list('Pattern') ?? []).map((value) => {
      const text = toText(value);
      return { text, regex: simple ? null : this.#regex(text) };
    });
  }

  #regex(pattern: string): PsRegex {
    try {
      return toRegex(pattern, this.#ignoreCase ? ['IgnoreCase'] : []);
    } catch (error) {
      if (!(error instanceof Terminating)) throw error;
      const cause = error.record.exception.inner ?? error.record.exception;
      throw commandFailure(
        ARGUMENT,
        'InvalidRegex',
        `The string ${pattern} is not a valid regular expression: ${cause.message}`,
        'InvalidArgument',
        pattern,
        cause,
      );
    }
  }

  lines(all: readonly string[], source: Source | null): void {
    const hits = new Map<number, Hit>();
    for (const [at, line] of all.entries()) {
      if ((at & 255) === 0) this.#context.runtime.host.checkStop();
      const hit = this.#match(line);
      if (hit === null) continue;
      hits.set(at, hit);
      if (this.#list || this.quiet) break;
    }
    const places = [...hits.keys()];
    for (const [index, at] of places.entries()) {
      const hit = hits.get(at);
      if (hit === undefined) continue;
      const context = this.#around(all, places, index);
      this.#write(all[at] ?? '', at + 1, source, hit, context);
    }
  }

  line(line: string, number: number, source: Source | null): void {
    const hit = this.#match(line);
    if (hit !== null) this.#write(line, number, source, hit, null);
  }

  #around(all: readonly string[], places: readonly number[], index: number): MatchContext | null {
    if (this.around === null) return null;
    const { before, after } = this.around;
    const at = places[index] ?? 0;
    const last = places[index - 1];
    const next = places[index + 1] ?? all.length;
    const shown = last === undefined ? 0 : Math.min(last + 1 + after, at);
    return {
      pre: all.slice(Math.max(0, at - before), at),
      post: all.slice(at + 1, at + 1 + after),
      displayPre: all.slice(Math.max(shown, at - before), at),
      displayPost: all.slice(at + 1, Math.min(at + 1 + after, next)),
    };
  }

  #match(line: string): Hit | null {
    for (const { text, regex } of this.#patterns) {
      if (regex === null) {
        const found = this.#ignoreCase
          ? line.toLowerCase().includes(text.toLowerCase())
          : line.includes(text);
        if (found !== this.#not) return { pattern: text, matches: [] };
        continue;
      }
      if (regex.regExp.test(line) === this.#not) continue;
      return {
        pattern: text,
        matches: this.#not || this.quiet || this.#raw ? [] : this.#matches(regex, line),
      };
    }
    return null;
  }

  #matches(regex: PsRegex, line: string): Value[] {
    const { runtime } = this.#context;
    if (this.#all) return [...(enumerable(invokeMember(regex, 'Matches', [line], runtime)) ?? [])];
    const match = invokeMember(regex, 'Match', [line], runtime);
    return getMember(match, 'Success', runtime) === true ? [match] : [];
  }

  #write(
    line: string,
    lineNumber: number,
    source: Source | null,
    hit: Hit,
    context: MatchContext | null,
  ): void {
    this.found++;
    if (this.quiet) {
      this.done = true;
      return;
    }
    if (this.#raw) {
      this.#context.write(line);
      return;
    }
    this.#context.write(
      matchInfo({
        line,
        lineNumber,
        path: source?.path ?? null,
        filename: source?.name ?? 'InputStream',
        pattern: hit.pattern,
        ignoreCase: this.#ignoreCase,
        matches: hit.matches,
        context,
      }),
    );
  }
}
