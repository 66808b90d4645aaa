import type { PropertyDef, PropertyType, Schema } from '../model/schema.ts';
import type { Row, Value } from '../model/values.ts';

/** `@data.type` and `@odata.type` of the types that InvokeCommand marks (exchange-rest-protocol.md 1.6). */
const MARKS: Readonly<Partial<Record<PropertyType, readonly [data: string | null, odata: string]>>> = {
  int16: ['System.Int16', '#Int16'],
  int32: ['System.Int32', '#Int32'],
  int64: ['System.Int64', '#Int64'],
  guid: ['System.Guid', '#Guid'],
  date: ['System.DateTime', '#DateTimeOffset'],
  list: [null, '#Collection(String)'],
  tables: [null, '#Collection(Exchange.GenericHashTable)'],
};

function marks(def: PropertyDef): string {
  const mark = MARKS[def.type];
  if (!mark) return '';
  const [data, odata] = mark;
  return `${data === null ? '' : `"${def.name}@data.type":"${data}",`}"${def.name}@odata.type":"${odata}",`;
}

/** Text of one value; plain ASCII without anything to escape is the common case and isn't worth a JSON.stringify. */
function valueText(value: Value | undefined): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return /^[ !#-[\]-~]*$/.test(value) ? `"${value}"` : JSON.stringify(value);
  if (typeof value === 'object') return value.length === 0 ? '[]' : JSON.stringify(value);
  return String(value);
}

type RowWriter = (row: Row) => string;

/** Writes objects as InvokeCommand answers them: each value behind its type annotations. */
export function invokeRowWriter(schema: Schema): RowWriter {
  const names = schema.properties.map((def) => def.name);
  const heads = schema.properties.map((def, n) => `${n === 0 ? '{' : ','}${marks(def)}"${def.name}":`);
  return (row) => {
    let text = '';
    for (let n = 0; n < heads.length; n++) text += `${heads[n] ?? ''}${valueText(row.props[names[n] ?? ''])}`;
    return `${text}}`;
  };
}

/** Writes entities as the entity sets answer them: no annotations on values, own ones in front. */
export function entityRowWriter(schema: Schema, front: (row: Row) => string): RowWriter {
  const names = schema.properties.map((def) => def.name);
  const heads = names.map((name) => `,"${name}":`);
  return (row) => {
    let text = `{${front(row)}`;
    if (text === '{') text = '';
    for (let n = 0; n < heads.length; n++) {
      const head = text === '' ? `{"${names[n] ?? ''}":` : (heads[n] ?? '');
      text += head + valueText(row.props[names[n] ?? '']);
    }
    return `${text === '' ? '{' : text}}`;
  };
}
