import { wildcard } from '../operators/wildcard.ts';
import { propertiesOf } from '../members/properties.ts';
import { toStringOf } from '../dotnet/to-string.ts';
import type { Runtime } from '../interpreter/runtime.ts';
import type { PropertyView } from '../members/views.ts';
import type { Value } from '../values/model.ts';

/** What a type calls the property that names it, where it is none of the usual ones. */
const KNOWN = new Map([['System.Net.IPAddress', 'IPAddressToString']]);
const PATTERNS = ['name', 'id', 'key', '*key', '*name', '*id'].map((pattern) => wildcard(pattern));

/** The property that an object is known by (Format-Wide shows it); undefined: none. */
export function displayProperty(
  value: Value,
  typeNames: readonly string[],
  rt: Runtime,
): PropertyView | undefined {
  const properties = propertiesOf(value, rt);
  const known = KNOWN.get(typeNames[0] ?? '');
  if (known !== undefined) return properties.find(({ name }) => name === known);
  for (const matches of PATTERNS) {
    const found = properties.find(({ name }) => matches(name));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The text of that property; undefined: none. */
export function displayName(value: Value, rt: Runtime): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value.kind !== 'reference')
    return undefined;
  if (value.typeName.startsWith('System.Collections.') || value.typeName.startsWith('System.Text.'))
    return undefined;
  const found = displayProperty(value, [value.typeName], rt);
  return found === undefined ? undefined : toStringOf(found.value(), rt.culture);
}
