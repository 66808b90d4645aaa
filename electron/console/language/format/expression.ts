import { Terminating } from '../values/errors.ts';
import { findProperty } from '../members/properties.ts';
import { addedFirst } from './property-order.ts';
import { wildcard, hasWildcards } from '../operators/wildcard.ts';
import type { PsBlock } from '../values/block.ts';
import type { PsErrorRecord } from '../values/errors.ts';
import type { Runtime } from '../interpreter/runtime.ts';
import type { Value } from '../values/model.ts';

/** What reading a column gave; null: the object has no such property. */
export type Evaluated = { readonly value: Value; readonly error: PsErrorRecord | null } | null;

/** What a column shows: a property by name or pattern, or what a script block gives. */
export interface Expression {
  /** Its label where none is told. */
  readonly text: string;
  readonly isPattern: boolean;
  /** The properties that it stands for on this object; itself for a block. */
  resolve(target: Value): Expression[];
  evaluate(target: Value): Evaluated;
}

class NamedExpression implements Expression {
  readonly text: string;
  readonly isPattern = false;
  readonly #rt: Runtime;

  constructor(name: string, rt: Runtime) {
    this.text = name;
    this.#rt = rt;
  }

  resolve(target: Value): Expression[] {
    const set = propertySet(target, this.text);
    if (set !== null) return set.map((name) => new NamedExpression(name, this.#rt));
    const found = findProperty(target, this.text, this.#rt);
    return found === undefined
      ? []
      : [found.name === this.text ? this : new NamedExpression(found.name, this.#rt)];
  }

  evaluate(target: Value): Evaluated {
    if (
      target !== null &&
      typeof target === 'object' &&
      'shape' in target &&
      target.base === null &&
      target.extra === null
    ) {
      const at = target.shape.indexOf(this.text);
      if (at >= 0) return { value: target.values[at] ?? null, error: null };
    }
    const found = findProperty(target, this.text, this.#rt);
    if (found === undefined) return null;
    return evaluated(() => found.value());
  }
}

class PatternExpression implements Expression {
  readonly text: string;
  readonly isPattern = true;
  readonly #rt: Runtime;

  constructor(pattern: string, rt: Runtime) {
    this.text = pattern;
    this.#rt = rt;
  }

  resolve(target: Value): Expression[] {
    const matches = wildcard(this.text);
    const found = new Map<string, Expression>();
    for (const { name } of addedFirst(target, this.#rt)) {
      if (matches(name) && !found.has(name.toLowerCase())) {
        found.set(name.toLowerCase(), new NamedExpression(name, this.#rt));
      }
    }
    return [...found.values()];
  }

  evaluate(target: Value): Evaluated {
    return this.resolve(target)[0]?.evaluate(target) ?? null;
  }
}

class BlockExpression implements Expression {
  readonly text: string;
  readonly isPattern = false;
  readonly #call: (underscore: Value) => Value;

  constructor(block: PsBlock, rt: Runtime) {
    this.text = block.text;
    this.#call = rt.property(block);
  }

  resolve(): Expression[] {
    return [this];
  }

  evaluate(target: Value): Evaluated {
    return evaluated(() => this.#call(target));
  }
}

/** An expression of the formatter's own views. */
class ComputedExpression implements Expression {
  readonly text: string;
  readonly isPattern = false;
  readonly #get: (target: Value) => Value;

  constructor(label: string, get: (target: Value) => Value) {
    this.text = label;
    this.#get = get;
  }

  resolve(): Expression[] {
    return [this];
  }

  evaluate(target: Value): Evaluated {
    return evaluated(() => this.#get(target));
  }
}

function evaluated(get: () => Value): Evaluated {
  try {
    return { value: get(), error: null };
  } catch (thrown) {
    if (thrown instanceof Terminating) return { value: null, error: thrown.record };
    throw thrown;
  }
}

function propertySet(target: Value, name: string): readonly string[] | null {
  if (target === null || typeof target !== 'object' || !('shape' in target) || target.extra === null)
    return null;
  const member = target.extra.get(name.toLowerCase())?.member;
  return member?.type === 'PropertySet' ? member.names : null;
}

export function named(name: string, rt: Runtime): Expression {
  return new NamedExpression(name, rt);
}

export function nameOrPattern(text: string, rt: Runtime): Expression {
  return hasWildcards(text) ? new PatternExpression(text, rt) : new NamedExpression(text, rt);
}

export function blockExpression(block: PsBlock, rt: Runtime): Expression {
  return new BlockExpression(block, rt);
}

export function computed(label: string, get: (target: Value) => Value): Expression {
  return new ComputedExpression(label, get);
}
