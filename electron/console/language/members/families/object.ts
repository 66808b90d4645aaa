import { identityOf } from '../../values/collections.ts';
import { isArray } from '../../values/model.ts';
import { netToString } from '../../dotnet/to-string.ts';
import { define } from '../define.ts';
import { given } from '../args.ts';
import { PsObject } from '../../values/object.ts';
import { typeNameOf } from '../types.ts';
import type { Value } from '../../values/model.ts';

/** .NET's Equals: same type and same value, or the same object. */
export function sameValue(left: Value, right: Value): boolean {
  return left === right || identityOf(left, true) === identityOf(right, true);
}

/** A number that equal values share; not .NET's own. */
export function hashOf(value: Value): number {
  const identity = identityOf(value, true);
  const name = typeof identity === 'string' ? identity : typeNameOf(value);
  let hash = 17;
  for (let at = 0; at < name.length; at++) hash = (Math.imul(hash, 31) + name.charCodeAt(at)) | 0;
  return hash;
}

define<Value>('System.Object')
  .method('bool Equals(Object obj)', (self, args) => sameValue(self, given(args, 0)))
  .method('int GetHashCode()', (self) => (typeof self === 'number' ? self : hashOf(self)))
  .method('type GetType()', (self) => ({ kind: 'type', name: typeNameOf(self) }))
  .method('string ToString()', (self, _, rt) => netToString(self, rt.culture))
  .static('bool Equals(Object objA, Object objB)', (args) => sameValue(given(args, 0), given(args, 1)))
  .static('bool ReferenceEquals(Object objA, Object objB)', (args) => {
    const left = given(args, 0);
    return left === given(args, 1) && (left === null || typeof left === 'object' || typeof left === 'string');
  })
  .constructors('()', () => new PsObject(PsObject.from([]).shape, [], ['System.Object']));

/** A custom object's own ToString() says nothing; "$object" does. A ToString that was added goes before it. */
define<PsObject>('System.Management.Automation.PSCustomObject').method('string ToString()', () => '');

define<PsObject>('System.Management.Automation.PSObject').constructors('()|(Object obj)', (args) => {
  const base = given(args, 0);
  if (args.length === 0 || base === null) return PsObject.from([]);
  return typeof base === 'object' && !isArray(base) && base.kind === 'object' ? base : base;
});
