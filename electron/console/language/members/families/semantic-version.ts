import { addCast } from '../../convert/convert.ts';
import { castFailure, noConversion, shown } from '../../convert/cast-errors.ts';
import { Terminating } from '../../values/errors.ts';
import { isArray } from '../../values/model.ts';
import { argumentNull, given, int, net, outOfRange, reference, text } from '../args.ts';
import { defineReference } from '../define.ts';
import { compareOrdinal } from '../text-order.ts';
import { stateOf } from '../../values/state-of.ts';
import type { ComparableState } from '../../values/comparable.ts';
import type { PsReference } from '../../values/block.ts';

const TYPE = 'System.Management.Automation.SemanticVersion';

/** State of a SemanticVersion; labels are null where there is none. */
export class SemanticState implements ComparableState {
  readonly numbers: readonly [major: number, minor: number, patch: number];
  readonly label: string | null;
  readonly build: string | null;

  constructor(
    numbers: readonly [number, number, number],
    label: string | null = null,
    build: string | null = null,
  ) {
    this.numbers = numbers;
    this.label = label;
    this.build = build;
  }

  toText(): string {
    const label = this.label === null ? '' : `-${this.label}`;
    return `${this.numbers.join('.')}${label}${this.build === null ? '' : `+${this.build}`}`;
  }

  compareWith(other: unknown): number | null {
    if (!(other instanceof SemanticState)) return null;
    for (const [at, number] of this.numbers.entries()) {
      const difference = number - (other.numbers[at] ?? 0);
      if (difference !== 0) return Math.sign(difference);
    }
    return compareLabels(this.label, other.label);
  }
}

/** A version without a label comes after those with one; parts of digits come before others. */
function compareLabels(left: string | null, right: string | null): number {
  if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
  const others = right.split('.');
  const parts = left.split('.');
  for (let at = 0; at < Math.min(parts.length, others.length); at++) {
    const [a, b] = [parts[at] ?? '', others[at] ?? ''];
    const [isNumber, isOtherNumber] = [/^\d+$/.test(a), /^\d+$/.test(b)];
    if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
    const difference = isNumber ? Number(a) - Number(b) : compareOrdinal(a, b, false);
    if (difference !== 0) return Math.sign(difference);
  }
  return Math.sign(parts.length - others.length);
}

function make(state: SemanticState): PsReference {
  return { kind: 'reference', typeName: TYPE, state };
}

export function semanticVersion(major: number, minor: number, patch: number): PsReference {
  return make(new SemanticState([major, minor, patch]));
}

/** Throws .NET's exception where the text is none. */
function parse(written: string): PsReference {
  const found =
    /^(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z][0-9A-Za-z.-]*))?(?:\+([0-9A-Za-z][0-9A-Za-z.-]*))?$/.exec(
      written,
    );
  const numbers = [found?.[1], found?.[2], found?.[3]].map((part) => Number(part ?? 0));
  if (found === null || numbers.some((number) => number > 2147483647)) {
    throw net('System.FormatException', "The input string '' was not in a correct format.");
  }
  return make(
    new SemanticState(
      [numbers[0] ?? 0, numbers[1] ?? 0, numbers[2] ?? 0],
      found[4] ?? null,
      found[5] ?? null,
    ),
  );
}

defineReference<SemanticState>(TYPE)
  .property('Major', 'int', (self) => self.numbers[0])
  .property('Minor', 'int', (self) => self.numbers[1])
  .property('Patch', 'int', (self) => self.numbers[2])
  .property('PreReleaseLabel', 'string', (self) => self.label)
  .property('BuildLabel', 'string', (self) => self.build)
  .method('string ToString()', (self) => self.toText())
  .method('bool Equals(Object obj)', (self, args) => self.compareWith(stateOf(args[0], SemanticState)) === 0)
  .method(
    'int CompareTo(Object version)',
    (self, args) => self.compareWith(stateOf(args[0], SemanticState)) ?? 1,
  )
  .static(`${TYPE} Parse(string version)`, (args) => parse(text(args, 0)))
  .static(`bool TryParse(string version, ref ${TYPE} result)`, (args) => {
    try {
      reference(args, 1).set(parse(text(args, 0)));
      return true;
    } catch (error) {
      if (!(error instanceof Terminating)) throw error;
      reference(args, 1).set(null);
      return false;
    }
  })
  .static(`int Compare(${TYPE} versionA, ${TYPE} versionB)`, (args) => {
    const first = stateOf(args[0], SemanticState);
    return first?.compareWith(stateOf(args[1], SemanticState)) ?? (first === null ? -1 : 1);
  })
  .constructors(
    '(string version)|(int major)|(int major, int minor)|(int major, int minor, int patch)|(int major, int minor, int patch, string label)|(int major, int minor, int patch, string preReleaseLabel, string buildLabel)|(version version)',
    (args) => {
      const first = given(args, 0);
      if (first === null) throw argumentNull('version');
      if (typeof first === 'string') return parse(first);
      if (typeof first === 'object' && !isArray(first) && first.kind === 'version') return fromVersion(first);
      for (const [at, name] of ['major', 'minor', 'patch'].entries()) {
        if (int(args, at) < 0) {
          throw outOfRange('Specified argument was out of the range of valid values.', name);
        }
      }
      return make(
        new SemanticState(
          [int(args, 0), int(args, 1), int(args, 2)],
          text(args, 3) || null,
          text(args, 4) || null,
        ),
      );
    },
  );

function fromVersion(value: { readonly parts: readonly [number, number, number, number] }): PsReference {
  const [major, minor, build] = value.parts;
  return make(new SemanticState([major, minor, Math.max(build, 0)]));
}

addCast(TYPE, (value) => {
  if (value !== null && typeof value === 'object' && !isArray(value) && value.kind === 'version') {
    return fromVersion(value);
  }
  if (typeof value === 'number' && value >= 0) return semanticVersion(value, 0, 0);
  if (typeof value !== 'string') throw noConversion(value, TYPE);
  try {
    return parse(value);
  } catch (error) {
    if (!(error instanceof Terminating)) throw error;
    throw castFailure(
      'InvalidCastParseTargetInvocation',
      `Cannot convert value "${shown(value)}" to type "${TYPE}". Error: "${error.record.exception.message}"`,
    );
  }
});
