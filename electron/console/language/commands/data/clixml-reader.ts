import { convertTo } from '../../convert/convert.ts';
import type { Culture } from '../../culture.ts';
import { PsHashtable, PsList } from '../../values/collections.ts';
import type { Value } from '../../values/model.ts';
import { typedArray } from '../../values/model.ts';
import { PsObject } from '../../values/object.ts';
import { char } from '../../values/simple.ts';
import { broken, decodeClixml, fromDuration } from './clixml-text.ts';
import type { XmlElement } from './clixml-elements.ts';
import { dateOrText } from './json-dates.ts';

/** .NET types of the tags that hold one value in text that converts. */
const CONVERTED: Readonly<Record<string, string>> = {
  I64: 'System.Int64',
  Db: 'System.Double',
  Sg: 'System.Single',
  D: 'System.Decimal',
  By: 'System.Byte',
  SB: 'System.SByte',
  I16: 'System.Int16',
  U16: 'System.UInt16',
  U32: 'System.UInt32',
  U64: 'System.UInt64',
  G: 'System.Guid',
  URI: 'System.Uri',
  Version: 'System.Version',
  XD: 'System.Xml.XmlDocument',
};

/** Makes values of the elements of a CLIXML file. */
export class ClixmlReader {
  readonly #culture: Culture;
  readonly #objects = new Map<string, Value>();
  readonly #types = new Map<string, readonly string[]>();

  constructor(culture: Culture) {
    this.#culture = culture;
  }

  value(element: XmlElement): Value {
    const text = element.text;
    const type = Object.hasOwn(CONVERTED, element.name) ? CONVERTED[element.name] : undefined;
    if (type !== undefined) return convertTo(text.trim(), type, this.#culture);
    switch (element.name) {
      case 'Nil':
        return null;
      case 'S':
      case 'SBK':
        return decodeClixml(text);
      case 'B':
        return text.trim() === 'true';
      case 'I32':
        return Number(text);
      case 'C':
        return char(Number(text));
      case 'DT':
        return dateOrText(text.trim(), 'Default', this.#culture);
      case 'TS':
        return { kind: 'timeSpan', ticks: fromDuration(text) };
      case 'BA':
        return typedArray(
          Array.from(Buffer.from(text, 'base64'), (byte): Value => ({ kind: 'byte', value: BigInt(byte) })),
          'Byte',
        );
      case 'Ref':
        return this.#objects.get(element.attributes.get('RefId') ?? '') ?? null;
      case 'Obj':
        return this.#object(element);
      case 'SS':
        throw broken('it holds a secure string, which the console does not read from files');
      default:
        throw broken(`<${element.name}> is not known`);
    }
  }

  #object(element: XmlElement): Value {
    const value = this.#made(element);
    const reference = element.attributes.get('RefId');
    if (reference !== undefined) this.#objects.set(reference, value);
    return value;
  }

  #made(element: XmlElement): Value {
    let typeNames: readonly string[] = [];
    let base: Value = null;
    const members: [string, Value][] = [];
    for (const child of element.children) {
      switch (child.name) {
        case 'TN':
          typeNames = child.children.map((name) => decodeClixml(name.text));
          this.#types.set(child.attributes.get('RefId') ?? '', typeNames);
          break;
        case 'TNRef':
          typeNames = this.#types.get(child.attributes.get('RefId') ?? '') ?? [];
          break;
        case 'LST':
        case 'IE':
        case 'STK':
        case 'QUE':
          base = new PsList(
            'System.Collections.ArrayList',
            null,
            child.children.map((item) => this.value(item)),
          );
          break;
        case 'DCT':
          base = this.#table(child, typeNames);
          break;
        case 'MS':
        case 'Props':
          for (const member of child.children) {
            members.push([decodeClixml(member.attributes.get('N') ?? ''), this.value(member)]);
          }
          break;
        case 'ToString':
          break;
        default:
          base = this.value(child);
      }
    }
    if (base !== null && members.length === 0) return base;
    const names = typeNames.map((name) => (name === 'System.Object' ? name : `Deserialized.${name}`));
    const made = PsObject.from(
      members,
      names.map((name) => name.replace('Deserialized.System.Object', 'System.Object')),
    );
    if (base !== null) made.base = base;
    return made;
  }

  #table(element: XmlElement, typeNames: readonly string[]): PsHashtable {
    const ordered = typeNames.some((name) => name.includes('Ordered'));
    const table = new PsHashtable({ ordered });
    for (const entry of element.children) {
      const [key, value] = entry.children;
      if (key !== undefined) table.set(this.value(key), value === undefined ? null : this.value(value));
    }
    return table;
  }
}
