import { propertiesOf } from '../members/properties.ts';
import type { Runtime } from '../interpreter/runtime.ts';
import type { PropertyView } from '../members/views.ts';
import type { Value } from '../values/model.ts';

/** Where a property comes from: the type itself, this object alone, PowerShell's additions to the type. */
function origin({ type }: PropertyView): 'type' | 'object' | 'addition' {
  if (type === 'Property' || type === 'ParameterizedProperty') return 'type';
  return type === 'NoteProperty' ? 'object' : 'addition';
}

function ordered(
  value: Value,
  rt: Runtime,
  origins: readonly ReturnType<typeof origin>[],
): readonly PropertyView[] {
  const properties = propertiesOf(value, rt);
  const first = properties[0];
  if (first === undefined) return properties;
  const from = origin(first);
  if (properties.every((property) => origin(property) === from)) return properties;
  // A custom object's own script properties stay where they were added.
  if (!properties.some((property) => origin(property) === 'type')) return properties;
  return origins.flatMap((wanted) => properties.filter((property) => origin(property) === wanted));
}

/** All properties as a view without names has them: those of the type first. */
export function declaredFirst(value: Value, rt: Runtime): readonly PropertyView[] {
  return ordered(value, rt, ['type', 'object', 'addition']);
}

/** All properties as `*` finds them: what was added comes first. */
export function addedFirst(value: Value, rt: Runtime): readonly PropertyView[] {
  return ordered(value, rt, ['object', 'addition', 'type']);
}
