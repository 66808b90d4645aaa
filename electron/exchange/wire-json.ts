/** A number whose digits matter on the wire: `5.0` for a double (real-client.md 4.3), longs beyond 2^53. */
export class WireNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/**
 * JSON text of an encoded value. Differs from JSON.stringify in that it writes WireNumber as it is and takes objects
 * only by their own keys, so that a key called `__proto__` is data like any other.
 */
export function writeWireJson(value: unknown): string {
  if (value instanceof WireNumber) return value.text;
  if (Array.isArray(value)) return `[${value.map(writeWireJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${writeWireJson(member)}`).join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}
