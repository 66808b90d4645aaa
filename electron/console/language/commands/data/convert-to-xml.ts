import type { BuiltIn } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { convertTo } from '../../convert/convert.ts';
import { toText } from '../../convert/text.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import { enumerable } from '../../members/enumerate.ts';
import { propertiesOf } from '../../members/properties.ts';
import { typeNameOf } from '../../members/types.ts';
import { PsHashtable } from '../../values/collections.ts';
import { isNumber, type Value } from '../../values/model.ts';
import { PsObject } from '../../values/object.ts';
import { type XmlPart, xmlLines } from './xml-text.ts';

const HEAD = '<?xml version="1.0" encoding="utf-8"?>';

export const convertToXml: BuiltIn = {
  info: declare('ConvertTo-Xml', [
    parameter('Depth', 'Int32', { range: { min: 1, max: 2_147_483_647 } }),
    parameter('InputObject', 'PSObject', { position: 0, mandatory: true, pipeline: true, allow: ['null'] }),
    parameter('NoTypeInformation', 'SwitchParameter'),
    parameter('As', 'String', { values: ['Stream', 'String', 'Document'], notNull: 'nullOrEmpty' }),
  ]),
  typeName: 'Microsoft.PowerShell.Commands.ConvertToXmlCommand',
  aliases: [],
  synopsis: 'Writes objects as XML.',
  start(context) {
    const { bound, runtime } = context;
    const as = (bound.text('As') ?? 'Document').toLowerCase();
    const depth = bound.number('Depth') ?? 1;
    const writer = new XmlObjects(!bound.on('NoTypeInformation'), runtime);
    const objects: XmlPart[] = [];
    return {
      begin() {
        if (as !== 'stream') return;
        context.write(HEAD);
        context.write('<Objects>');
      },
      process(input) {
        const value = input === undefined ? (bound.get('InputObject') ?? null) : input;
        const part = writer.element('Object', null, value, depth);
        if (as === 'stream') context.write(xmlLines(part));
        else objects.push(part);
      },
      end() {
        if (as === 'stream') {
          context.write('</Objects>');
          return;
        }
        const text = `${HEAD}\n${xmlLines({ name: 'Objects', attributes: [], content: objects })}`;
        context.write(as === 'string' ? text : convertTo(text, 'System.Xml.XmlDocument', runtime.culture));
      },
    };
  },
};

class XmlObjects {
  readonly #types: boolean;
  readonly #rt: Runtime;

  constructor(types: boolean, rt: Runtime) {
    this.#types = types;
    this.#rt = rt;
  }

  element(name: string, property: string | null, value: Value, depth: number): XmlPart {
    const attributes: [string, string][] = [];
    if (property !== null) attributes.push(['Name', property]);
    if (value === null) return { name, attributes, content: null };
    if (this.#types) attributes.push(['Type', typeNameOf(value)]);
    if (isPrimitive(value)) {
      const text = toText(value);
      return { name, attributes, content: text === '' ? null : text };
    }
    if (depth < 0) return { name, attributes, content: toText(value) };
    return { name, attributes, content: this.#content(value, depth) };
  }

  #content(value: Value, depth: number): readonly XmlPart[] | string {
    if (value instanceof PsHashtable) {
      return [...value.entries()].flatMap(([key, item]) => [
        this.element('Property', 'Key', key, depth - 1),
        this.element('Property', 'Value', item, depth - 1),
      ]);
    }
    const items = value instanceof PsObject ? null : enumerable(value);
    if (items !== null) return [...items].map((item) => this.element('Property', null, item, depth - 1));
    if (depth < 1) return toText(value);
    return propertiesOf(value, this.#rt).map((property) =>
      this.element('Property', property.name, property.value(), depth - 1),
    );
  }
}

function isPrimitive(value: Value): boolean {
  if (value === null || typeof value !== 'object' || isNumber(value)) return true;
  if (Array.isArray(value)) return false;
  return ['char', 'dateTime', 'timeSpan', 'guid', 'version', 'uri', 'enum', 'scriptBlock', 'type'].includes(
    value.kind,
  );
}
