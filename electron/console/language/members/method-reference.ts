import type { PsReference } from '../values/block.ts';
import type { Value } from '../values/model.ts';
import type { Method } from './define.ts';

/** What `'text'.Substring` without parentheses gives. */
export class MethodReference {
  readonly method: Method;
  readonly self: Value;

  constructor(method: Method, self: Value) {
    this.method = method;
    this.self = self;
  }

  toText(): string {
    return this.method.overloads.map((overload) => overload.text).join(', ');
  }
}

export function methodReference(method: Method, self: Value): PsReference {
  return {
    kind: 'reference',
    typeName: 'System.Management.Automation.PSMethod',
    state: new MethodReference(method, self),
  };
}
