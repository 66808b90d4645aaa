/** Any object Graph hands out. */
export type Entity = Readonly<Record<string, unknown>>;

/** The value at a path such as customer/tenantId. */
export function valueAt(entity: unknown, path: string): unknown {
  let value: unknown = entity;
  for (const part of path.split('/')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

/** The text at a path; empty for anything else. */
export function textAt(entity: Entity, path: string): string {
  const value = valueAt(entity, path);
  return typeof value === 'string' ? value : '';
}
