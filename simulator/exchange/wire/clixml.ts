import type { PropertyType, Schema } from '../model/schema.ts';
import type { Row, Value } from '../model/values.ts';

/**
 * PowerShell's own object format (MS-PSRP 2.2.5), as much of it as Exchange's objects need. The client rebuilds the objects
 * with exactly the types written here (real-client.md 4.5).
 */
const OPEN = '<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">';
const LIST_OF_TEXT = 'Deserialized.Microsoft.Exchange.Data.MultiValuedProperty`1[[System.String, mscorlib]]';

// MS-PSRP 2.2.5.3.2: characters that XML can't hold are written _xHHHH_, and so is the underscore that would look like one.
// prettier-ignore
const ENCODED = new RegExp('_(?=[xX][0-9a-fA-F]{4}_)|[\\u0000-\\u001f\\u007f-\\u009f]|[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]', 'g');

export function clixmlText(text: string): string {
  return text
    .replace(ENCODED, (c) => `_x${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const ELEMENTS: Readonly<Partial<Record<PropertyType, string>>> = {
  bool: 'B',
  int16: 'I16',
  int32: 'I32',
  int64: 'I64',
  guid: 'G',
  date: 'DT',
};

class Writer {
  #ref = 0;
  readonly #types = new Map<string, number>();

  ref(): number {
    return this.#ref++;
  }

  /** Type names stand once in a document; later objects of the type refer to them. */
  typeNames(...names: readonly [string, ...string[]]): string {
    const key = names.join('\n');
    const known = this.#types.get(key);
    if (known !== undefined) return `<TNRef RefId="${known}" />`;
    const id = this.#types.size;
    this.#types.set(key, id);
    return `<TN RefId="${id}">${names.map((name) => `<T>${clixmlText(name)}</T>`).join('')}</TN>`;
  }

  value(type: PropertyType, name: string, value: Value | undefined): string {
    const label = ` N="${clixmlText(name)}"`;
    if (value === null || value === undefined) return `<Nil${label} />`;
    if (typeof value === 'object') return this.list(label, value);
    const element =
      typeof value === 'string' && type !== 'guid' && type !== 'date' ? 'S' : (ELEMENTS[type] ?? 'S');
    const text = typeof value === 'string' ? clixmlText(value) : String(value);
    return `<${element}${label}>${text}</${element}>`;
  }

  list(label: string, items: readonly (string | Readonly<Record<string, string>>)[]): string {
    const open = `<Obj${label} RefId="${this.ref()}">${this.typeNames(LIST_OF_TEXT, 'Deserialized.System.Object')}<LST>`;
    return `${open}${items.map((item) => this.item(item)).join('')}</LST></Obj>`;
  }

  item(item: string | Readonly<Record<string, string>>): string {
    if (typeof item === 'string') return `<S>${clixmlText(item)}</S>`;
    const types = this.typeNames('Deserialized.System.Collections.Hashtable', 'Deserialized.System.Object');
    const entries = Object.entries(item).map(
      ([key, value]) => `<En><S N="Key">${clixmlText(key)}</S><S N="Value">${clixmlText(value)}</S></En>`,
    );
    return `<Obj RefId="${this.ref()}">${types}<DCT>${entries.join('')}</DCT></Obj>`;
  }

  object(schema: Schema, row: Row): string {
    const open = `<Obj RefId="${this.ref()}">${this.typeNames(`Deserialized.${schema.typeName}`, 'Deserialized.System.Object')}`;
    const shown = row.props[schema.shownAs];
    const values = schema.properties.map((def) => this.value(def.type, def.name, row.props[def.name]));
    const name = typeof shown === 'string' ? `<ToString>${clixmlText(shown)}</ToString>` : '';
    return `${open}${name}<Props>${values.join('')}</Props></Obj>`;
  }
}

/** One object as itself, none or several in an ArrayList (real-client.md 4.5: no object is an empty ArrayList). */
export function clixmlDocument(schema: Schema | null, rows: readonly Row[]): string {
  const writer = new Writer();
  const [first] = rows;
  if (schema && first && rows.length === 1) return `${OPEN}${writer.object(schema, first)}</Objs>`;
  const list = `<Obj RefId="${writer.ref()}">${writer.typeNames('System.Collections.ArrayList', 'System.Object')}<LST>`;
  const items = schema ? rows.map((row) => writer.object(schema, row)).join('') : '';
  return `${OPEN}${list}${items}</LST></Obj></Objs>`;
}
