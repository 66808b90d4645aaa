import { toText } from '../../convert/text.ts';
import { formatDate } from '../../dotnet/dates.ts';
import { toStringOf } from '../../dotnet/to-string.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import { enumerable } from '../../members/enumerate.ts';
import { propertiesOf } from '../../members/properties.ts';
import { typeNamesOf } from '../../members/types.ts';
import { PsHashtable, PsList } from '../../values/collections.ts';
import { hasKind, type Value } from '../../values/model.ts';
import { PsObject } from '../../values/object.ts';
import { commandFailure, PS_NOT_SUPPORTED } from './failures.ts';
import { encodeClixml, toDuration } from './clixml-text.ts';
import type { XmlPart } from './xml-text.ts';

const NUMBERS: Readonly<Record<string, string>> = {
  long: 'I64',
  double: 'Db',
  decimal: 'D',
  byte: 'By',
  sbyte: 'SB',
  short: 'I16',
  ushort: 'U16',
  uint: 'U32',
  ulong: 'U64',
};

/** Turns values into the elements of a CLIXML file. */
export class ClixmlWriter {
  readonly #rt: Runtime;
  #references = 0;
  readonly #types = new Map<string, number>();

  constructor(rt: Runtime) {
    this.#rt = rt;
  }

  element(value: Value, depth: number, name: string | null = null): XmlPart {
    const attributes: [string, string][] = name === null ? [] : [['N', encodeClixml(name)]];
    const simple = this.#primitive(value);
    if (simple !== null) return { name: simple[0], attributes, content: simple[1] };
    refuseSecret(value);
    if (depth < 1) {
      return { name: 'S', attributes, content: encodeClixml(toStringOf(value, this.#rt.culture)) };
    }
    this.#rt.host.checkStop();
    const reference = String(this.#references++);
    return {
      name: 'Obj',
      attributes: [...attributes, ['RefId', reference]],
      content: this.#object(value, depth),
    };
  }

  /** Tag and text of a value that stands alone. */
  #primitive(value: Value): [string, string | null] | null {
    if (value === null) return ['Nil', null];
    if (typeof value === 'string') return ['S', encodeClixml(value)];
    if (typeof value === 'boolean') return ['B', value ? 'true' : 'false'];
    if (typeof value === 'number') return ['I32', String(value)];
    if (Array.isArray(value)) {
      if (value.elementType !== 'Byte') return null;
      return ['BA', Buffer.from(value.map((byte) => Number(toText(byte)))).toString('base64')];
    }
    const number = Object.hasOwn(NUMBERS, value.kind) ? NUMBERS[value.kind] : undefined;
    if (number !== undefined) return [number, toText(value)];
    switch (value.kind) {
      case 'char':
        return ['C', String(value.code)];
      case 'dateTime':
        return ['DT', formatDate(value, 'yyyy-MM-ddTHH:mm:ss.FFFFFFFK', this.#rt.culture)];
      case 'timeSpan':
        return ['TS', toDuration(value.ticks)];
      case 'guid':
        return ['G', value.text];
      case 'uri':
        return ['URI', encodeClixml(value.text)];
      case 'version':
        return ['Version', value.text];
      case 'scriptBlock':
        return ['SBK', encodeClixml(value.text)];
      default:
        return null;
    }
  }

  #typeNames(names: readonly string[]): XmlPart {
    const key = names.join('|');
    const known = this.#types.get(key);
    if (known !== undefined) {
      return { name: 'TNRef', attributes: [['RefId', String(known)]], content: null };
    }
    const reference = this.#types.size;
    this.#types.set(key, reference);
    const content = names.map((name): XmlPart => ({
      name: 'T',
      attributes: [],
      content: encodeClixml(name),
    }));
    return { name: 'TN', attributes: [['RefId', String(reference)]], content };
  }

  #object(value: Value, depth: number): XmlPart[] {
    const parts = [this.#typeNames(typeNamesOf(value))];
    const within = (name: string, content: readonly XmlPart[]): XmlPart => ({
      name,
      attributes: [],
      content,
    });
    if (value instanceof PsHashtable) {
      const entries = [...value.entries()].map(([key, item]) =>
        within('En', [this.element(key, depth - 1, 'Key'), this.element(item, depth - 1, 'Value')]),
      );
      return [...parts, within('DCT', entries)];
    }
    if (value instanceof PsObject && value.base === null) {
      return [...parts, within('MS', this.#members(value, depth))];
    }
    if (value instanceof PsObject) {
      const own = value.shape.names.map((name, at) =>
        this.element(value.values[at] ?? null, depth - 1, name),
      );
      return [...parts, this.element(value.base, depth), within('MS', own)];
    }
    const items = enumerable(value);
    if (items !== null) {
      const tag = Array.isArray(value) || value instanceof PsList ? 'LST' : 'IE';
      return [
        ...parts,
        within(
          tag,
          [...items].map((item) => this.element(item, depth - 1)),
        ),
      ];
    }
    const text: XmlPart = {
      name: 'ToString',
      attributes: [],
      content: encodeClixml(toStringOf(value, this.#rt.culture)),
    };
    if (hasKind(value, 'enum')) {
      return [...parts, text, { name: 'I32', attributes: [], content: String(value.value) }];
    }
    return [...parts, text, within('Props', this.#members(value, depth))];
  }

  #members(value: Value, depth: number): XmlPart[] {
    return propertiesOf(value, this.#rt).map((property) =>
      this.element(property.value(), depth - 1, property.name),
    );
  }
}

/** Passwords are never written to a file. */
function refuseSecret(value: Value): void {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return;
  if (value.kind !== 'secureString' && value.kind !== 'credential') return;
  throw commandFailure(
    PS_NOT_SUPPORTED,
    'NotSupported',
    'The console writes no secure strings and no credentials to files. Leave the property out with Select-Object -ExcludeProperty.',
    'PermissionDenied',
  );
}
