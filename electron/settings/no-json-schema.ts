/**
 * Stands in the bundle for ajv, which electron-store loads for its `schema` option: the stores here have none, zod checks
 * what they hold. A third of what main reads and runs before it can answer its first call would be for nothing.
 */
function refuse(): never {
  throw new Error('This build has no JSON Schema: check the store’s content with zod.');
}

export { refuse as Ajv2020, refuse as default };
