import { allSearches, whileSearching, withFlags } from '../operators/regex-guard.ts';
import { repeatedGroups } from '../operators/regex-repeats.ts';
import { failure } from '../values/errors.ts';
import type { PsReference } from '../values/block.ts';
import type { PsRegex } from '../values/simple.ts';
import type { Value } from '../values/model.ts';

const SPACE = 'System.Text.RegularExpressions';

let lastSource = '';
let lastRepeated: ReadonlySet<number> = new Set();

/** The matches of one pattern come one after the other. */
function repeatedOf(source: string): ReadonlySet<number> {
  if (source !== lastSource) {
    lastRepeated = repeatedGroups(source);
    lastSource = source;
  }
  return lastRepeated;
}

/** State of a Capture, and what a Group and a Match have of one. */
export class CaptureState {
  readonly value: string;
  readonly index: number;

  constructor(value: string, index: number) {
    this.value = value;
    this.index = index;
  }

  toText(): string {
    return this.value;
  }
}

export class GroupState extends CaptureState {
  readonly name: string;
  readonly success: boolean;
  /** It may have caught more than what is known of it. */
  readonly repeated: boolean;

  constructor(name: string, value: string | undefined, index: number, repeated = false) {
    super(value ?? '', value === undefined ? 0 : index);
    this.repeated = repeated;
    this.name = name;
    this.success = value !== undefined;
  }

  /** Throws for a group that is repeated in its pattern: only its last capture is known. */
  get captures(): ListState {
    if (this.success && this.repeated) {
      throw failure(
        'CapturesNotSupported',
        'Captures of a group that is repeated in its pattern are not available here; only the last one is kept, as Value. Use [regex]::Matches on the text of the whole repetition.',
        { category: 'NotImplemented' },
      );
    }
    return new ListState(
      this.success ? [reference('Capture', new CaptureState(this.value, this.index))] : [],
    );
  }
}

export class MatchState extends GroupState {
  readonly regex: PsRegex;
  readonly input: string;
  /** .NET's order: the whole match, unnamed groups, named groups. */
  readonly groups: readonly GroupState[];

  constructor(regex: PsRegex, input: string, found: RegExpExecArray | null) {
    super('0', found?.[0], found?.index ?? 0);
    this.regex = regex;
    this.input = input;
    const repeated = repeatedOf(regex.regExp.source);
    this.groups =
      found === null
        ? []
        : regex.groups.map(({ name, places }) => {
            const place = places.findLast((each) => found[each] !== undefined) ?? places[0] ?? 0;
            return place === 0
              ? this
              : new GroupState(
                  name,
                  found[place],
                  found.indices?.[place]?.[0] ?? found.index,
                  repeated.has(place),
                );
          });
  }
}

/** State of a MatchCollection, GroupCollection or CaptureCollection. */
export class ListState {
  readonly items: readonly Value[];
  readonly names: readonly string[];

  constructor(items: readonly Value[], names: readonly string[] = []) {
    this.items = items;
    this.names = names;
  }

  unroll(): Iterable<Value> {
    return this.items;
  }

  indexed(index: Value): Value {
    if (typeof index === 'string') {
      const at = this.names.indexOf(index);
      return at >= 0 ? (this.items[at] ?? null) : this.names.length > 0 ? NO_GROUP : null;
    }
    if (typeof index !== 'number') return null;
    return (
      this.items[index < 0 ? index + this.items.length : index] ??
      (this.names.length > 0 && index >= 0 ? NO_GROUP : null)
    );
  }
}

function reference(kind: string, state: unknown): PsReference {
  return { kind: 'reference', typeName: `${SPACE}.${kind}`, state };
}

const NO_GROUP = reference('Group', new GroupState('', undefined, 0));

/** Groups of a pattern in .NET's order with their places in JavaScript's. */
export function groupsOf(regex: PsRegex): PsRegex['groups'] {
  return regex.groups;
}

/** The same pattern made to walk over a text and to tell where groups are. */
export function walker(regex: PsRegex): RegExp {
  return withFlags(regex.regExp, `${regex.regExp.flags.replace(/[gyd]/g, '')}gd`);
}

export function matchReference(state: MatchState): PsReference {
  return reference('Match', state);
}

/** The first match from a place on; a Match without success where there is none. */
export function firstMatch(regex: PsRegex, input: string, start = 0): PsReference {
  const search = walker(regex);
  search.lastIndex = start;
  return matchReference(new MatchState(regex, input, search.exec(input)));
}

/** Every match. */
export function matchStates(regex: PsRegex, input: string, start = 0): MatchState[] {
  const search = walker(regex);
  search.lastIndex = start;
  const found: MatchState[] = [];
  allSearches(search, input, () => {
    for (let hit = search.exec(input); hit !== null; hit = search.exec(input)) {
      found.push(new MatchState(regex, input, hit));
      whileSearching(found.length);
      if (hit[0] === '') search.lastIndex++;
    }
  });
  return found;
}

export function matchesReference(states: readonly MatchState[]): PsReference {
  return reference('MatchCollection', new ListState(states.map(matchReference)));
}

export function groupsReference(match: MatchState): PsReference {
  const items = match.groups.map((group) =>
    group === match ? matchReference(match) : reference('Group', group),
  );
  return reference(
    'GroupCollection',
    new ListState(
      items,
      match.groups.map(({ name }) => name),
    ),
  );
}

export function capturesReference(group: GroupState): PsReference {
  return reference('CaptureCollection', group.captures);
}

/** $1, ${name}, $&, $`, $', $+, $_ and $$ of a replacement. */
export function expandReplacement(match: MatchState, replacement: string): string {
  if (!replacement.includes('$')) return replacement;
  return replacement.replace(
    /\$(?:(\$)|(\d+)|\{([^}]+)\}|([&`'+_]))/g,
    (whole, dollar, number, name, sign) => {
      if (dollar !== undefined) return '$';
      const wanted = typeof number === 'string' ? number : typeof name === 'string' ? name : null;
      if (wanted !== null) {
        const group = /^\d+$/.test(wanted)
          ? match.groups[Number(wanted)]
          : match.groups.find((each) => each.name === wanted);
        return group === undefined ? whole : group.value;
      }
      switch (sign) {
        case '&':
          return match.value;
        case '`':
          return match.input.slice(0, match.index);
        case "'":
          return match.input.slice(match.index + match.value.length);
        case '+':
          return match.groups.at(-1)?.value ?? '';
        default:
          return match.input;
      }
    },
  );
}
