import { toText } from '../../language/convert/text.ts';
import { formatDate } from '../../language/dotnet/dates.ts';
import { INVARIANT } from '../../language/culture.ts';
import { enumerable } from '../../language/members/enumerate.ts';
import { isNumber, type Value } from '../../language/values/model.ts';
import type { PsObject } from '../../language/values/object.ts';
import type { PsValue } from '../../../../shared/powershell/values.ts';

/** What names an object of the service, best first. */
const NAMES = ['Identity', 'ExternalDirectoryObjectId', 'Guid', 'DistinguishedName', 'Name'];

/** A value of the language as plain data that a cmdlet's parameter takes. */
export function toWire(value: Value): PsValue {
  if (value === null || typeof value === 'boolean' || typeof value === 'string' || isNumber(value))
    return value;
  const items = enumerable(value);
  if (items !== null) return Array.from(items, toWire);
  if (Array.isArray(value)) return [];
  switch (value.kind) {
    case 'dateTime':
      return { kind: 'dateTime', iso: formatDate(value, 'o', INVARIANT) };
    case 'scriptBlock':
      return { kind: 'scriptBlock', text: value.text };
    case 'secureString':
      return value.reveal();
    case 'hashtable':
      return {
        kind: 'hashtable',
        ordered: value.ordered,
        pairs: Array.from(value.entries(), ([key, item]): [PsValue, PsValue] => [toWire(key), toWire(item)]),
      };
    case 'object':
      return objectName(value);
    default:
      return toText(value);
  }
}

/** An object given where a name is wanted (`-Identity $mailbox`) stands for what names it. */
function objectName(value: PsObject): PsValue {
  if (value.base !== null) return toWire(value.base);
  for (const name of NAMES) {
    const found = value.get(name);
    if (found !== undefined && found !== null && found !== '') return toWire(found);
  }
  return toText(value);
}
