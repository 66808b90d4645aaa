import { splitArguments } from './generic-names.ts';
import { NOTHING } from '../values/nothing.ts';
import type { Runtime } from '../interpreter/runtime.ts';
import type { Value } from '../values/model.ts';

export interface Parameter {
  readonly name: string;
  /** As written in the signature: a type's name, or T, K, V for the type arguments of the object. */
  readonly type: string;
  readonly kind: 'value' | 'params' | 'ref';
}

export interface Overload {
  readonly parameters: readonly Parameter[];
  readonly min: number;
  readonly max: number;
  /** As Get-Member shows it: "string Substring(int startIndex)". */
  readonly text: string;
}

export type Call = (self: Value, args: readonly Value[], rt: Runtime) => Value;

/** A method with its overloads; the signature is read when it is first needed. */
export class Method {
  readonly name: string;
  readonly call: Call;
  readonly isStatic: boolean;
  readonly #signature: string;
  #overloads: readonly Overload[] | null = null;

  constructor(signature: string, call: Call, isStatic = false) {
    const head = signature.slice(0, signature.indexOf('('));
    this.name = head.slice(head.lastIndexOf(' ') + 1);
    this.#signature = signature;
    this.call = call;
    this.isStatic = isStatic;
  }

  get overloads(): readonly Overload[] {
    this.#overloads ??= readSignature(this.#signature, this.isStatic);
    return this.#overloads;
  }
}

/** A property of a type. */
export interface Property {
  readonly name: string;
  /** Short type name as Get-Member shows it. */
  readonly type: string;
  readonly kind: 'Property' | 'AliasProperty' | 'ScriptProperty' | 'NoteProperty' | 'CodeProperty';
  readonly get: (self: Value, rt: Runtime) => Value;
  readonly set: ((self: Value, value: Value, rt: Runtime) => void) | null;
  /** Left out of Select-Object * and formatting. */
  readonly hidden: boolean;
}

/** What one type adds to its base. */
export class TypeMembers {
  readonly name: string;
  /** By lower-case name, in the order in which .NET declares them. */
  readonly properties = new Map<string, Property>();
  readonly methods = new Map<string, Method>();
  readonly staticProperties = new Map<string, Property>();
  readonly staticMethods = new Map<string, Method>();
  constructors: Method | null = null;

  constructor(name: string) {
    this.name = name;
  }
}

/** Every type's own members, by full name (generic types by their open name). */
export const TYPE_MEMBERS = new Map<string, TypeMembers>();

/** Says what a type has. `S`: how its values look here. */
export class Definition<S> {
  readonly members: TypeMembers;
  readonly #unwrap: (value: Value) => S;

  constructor(name: string, unwrap: (value: Value) => S) {
    const members = TYPE_MEMBERS.get(name) ?? new TypeMembers(name);
    TYPE_MEMBERS.set(name, members);
    this.members = members;
    this.#unwrap = unwrap;
  }

  property(
    name: string,
    type: string,
    get: (self: S, rt: Runtime) => Value,
    set: ((self: S, value: Value, rt: Runtime) => void) | null = null,
    kind: Property['kind'] = 'Property',
  ): this {
    const unwrap = this.#unwrap;
    this.members.properties.set(name.toLowerCase(), {
      name,
      type,
      kind,
      hidden: false,
      get: (self, rt) => get(unwrap(self), rt),
      set:
        set === null
          ? null
          : (self, value, rt) => {
              set(unwrap(self), value, rt);
            },
    });
    return this;
  }

  /** A property that scripts can read but that listings leave out. */
  hidden(name: string, type: string, get: (self: S, rt: Runtime) => Value): this {
    const unwrap = this.#unwrap;
    this.members.properties.set(name.toLowerCase(), {
      name,
      type,
      kind: 'Property',
      hidden: true,
      get: (self, rt) => get(unwrap(self), rt),
      set: null,
    });
    return this;
  }

  /** `signature`: "string Substring(int startIndex)|(int startIndex, int length)". */
  method(signature: string, call: (self: S, args: readonly Value[], rt: Runtime) => Value): this {
    const unwrap = this.#unwrap;
    const method = new Method(signature, (self, args, rt) => call(unwrap(self), args, rt));
    this.members.methods.set(method.name.toLowerCase(), method);
    return this;
  }

  /** A method without a result. */
  action(signature: string, call: (self: S, args: readonly Value[], rt: Runtime) => void): this {
    return this.method(`void ${signature}`, (self, args, rt) => {
      call(self, args, rt);
      return NOTHING;
    });
  }

  staticProperty(name: string, type: string, get: (rt: Runtime) => Value): this {
    this.members.staticProperties.set(name.toLowerCase(), {
      name,
      type,
      kind: 'Property',
      hidden: false,
      get: (_, rt) => get(rt),
      set: null,
    });
    return this;
  }

  static(signature: string, call: (args: readonly Value[], rt: Runtime) => Value): this {
    const method = new Method(signature, (_, args, rt) => call(args, rt), true);
    this.members.staticMethods.set(method.name.toLowerCase(), method);
    return this;
  }

  /** A static method without a result. */
  staticAction(signature: string, call: (args: readonly Value[], rt: Runtime) => void): this {
    return this.static(`void ${signature}`, (args, rt) => {
      call(args, rt);
      return NOTHING;
    });
  }

  /** `parameters`: "()|(char c, int count)". `type`: the closed name that was asked for. */
  constructors(parameters: string, call: (args: readonly Value[], rt: Runtime, type: string) => Value): this {
    this.members.constructors = new Method(`.ctor${parameters}`, (type, args, rt) =>
      call(args, rt, typeof type === 'string' ? type : this.members.name),
    );
    return this;
  }
}

function readSignature(signature: string, isStatic: boolean): Overload[] {
  const open = signature.indexOf('(');
  const head = signature.slice(0, open);
  return signature
    .slice(open + 1, -1)
    .split(')|(')
    .map((inner) => {
      const parameters = inner === '' ? [] : splitArguments(inner).map(readParameter);
      const spread = parameters.at(-1)?.kind === 'params';
      return {
        parameters,
        min: spread ? parameters.length - 1 : parameters.length,
        max: spread ? Infinity : parameters.length,
        text: shownSignature(`${isStatic ? 'static ' : ''}${head}(${inner})`),
      };
    });
}

/** Type names as Get-Member writes them, where signatures here use shorter ones. */
function shownSignature(text: string): string {
  return text
    .replace(/(?<![\w.])(Object|StringComparison|StringSplitOptions|IFormatProvider)(?=\W)/g, 'System.$1')
    .replace(/(?<![\w.])scriptblock (match|action|converter|evaluator)/g, 'System.Delegate $1');
}

function readParameter(text: string): Parameter {
  const words = text.split(' ');
  const name = words.pop() ?? '';
  const kind = words[0] === 'params' || words[0] === 'ref' ? words.shift() : 'value';
  return { name, type: words.join(' '), kind: kind === 'params' || kind === 'ref' ? kind : 'value' };
}

/** Members of a type whose values are of one kind. The caller makes sure that they are. */
export function define<S extends Value>(name: string): Definition<S> {
  return new Definition<S>(name, (value) => value as S);
}

/** Members of a type whose values are PsReferences with a state of type `S`. */
export function defineReference<S>(name: string): Definition<S> {
  return new Definition<S>(name, (value) => stateOf(value) as S);
}

function stateOf(value: Value): unknown {
  return value !== null && typeof value === 'object' && 'state' in value ? value.state : null;
}
