import { failure } from '../../values/errors.ts';
import { isArray } from '../../values/model.ts';
import { toText } from '../../convert/text.ts';
import { simplified, XmlNode } from '../xml/node.ts';
import type { Value } from '../../values/model.ts';
import { stateOf } from '../../values/state-of.ts';
import type { PropertyView } from '../views.ts';

function nodeOf(value: Value): XmlNode | null {
  return stateOf(value, XmlNode);
}

/** Attributes and children of that name in any case. */
function named(node: XmlNode, name: string): XmlNode[] {
  const lower = name.toLowerCase();
  const same = (each: XmlNode): boolean =>
    each.name.toLowerCase() === lower || each.localName.toLowerCase() === lower;
  return [
    ...node.attributes.filter(same),
    ...node.children.filter((child) => child.kind !== 'Whitespace' && same(child)),
  ];
}

/** Child elements and attributes of an XML node by name, as PowerShell adds them; undefined: none of that name. */
export function xmlMember(value: Value, name: string): Value | undefined {
  const node = nodeOf(value);
  if (node === null) return undefined;
  const found = named(node, name);
  const only = found[0];
  if (only === undefined) return undefined;
  return found.length === 1 ? simplified(only) : found.map(simplified);
}

/** True: the attribute or element was set. */
export function setXmlMember(value: Value, name: string, changed: Value): boolean {
  const node = nodeOf(value);
  if (node === null) return false;
  const found = named(node, name);
  const only = found[0];
  if (only === undefined) return false;
  if (found.length > 1) {
    throw setting(name, `Cannot set "${name}" because it contains more than one node.`);
  }
  if (changed === null || typeof changed !== 'string') throw setting(name, needsText(name));
  const isPlain =
    only.kind !== 'Element' ||
    (only.attributes.length === 0 && only.children.every(({ kind }) => kind === 'Text'));
  if (!isPlain && only.children.some(({ kind }) => kind === 'Element')) {
    throw setting(name, needsText(name));
  }
  only.innerText = toText(changed);
  return true;
}

function needsText(name: string): string {
  return `Cannot set "${name}" because only strings can be used as values to set XmlNode properties.`;
}

function setting(name: string, message: string): Error {
  return failure('ExceptionWhenSetting', `Exception setting "${name}": "${message}"`, {
    type: 'System.Management.Automation.SetValueInvocationException',
    category: 'NotSpecified',
  });
}

/** What listings show of a node; null: the type's own properties. */
export function xmlViews(value: Value): readonly PropertyView[] | null {
  const node = nodeOf(value);
  if (node === null || (node.kind !== 'Element' && node.kind !== 'Document')) return null;
  const names = new Set<string>();
  for (const each of [...node.attributes, ...node.children])
    if (each.kind !== 'Whitespace') names.add(each.name);
  return [...names].map((name): PropertyView => {
    const held = (): Value => xmlMember(value, name) ?? null;
    return {
      name,
      type: 'Property',
      get valueType(): string {
        const now = held();
        return typeof now === 'string' ? 'string' : isArray(now) ? 'Object[]' : 'System.Xml.XmlElement';
      },
      value: held,
      set: (changed) => {
        setXmlMember(value, name, changed);
      },
    };
  });
}
