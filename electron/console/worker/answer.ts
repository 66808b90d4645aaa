/** One page as its envelope tells (exchange-rest-protocol.md 1.6; real-client.md 6.4). */
export interface PageAnswer {
  readonly rows: readonly object[];
  readonly nextLink: string | null;
  readonly warnings: readonly string[];
  readonly errors: readonly string[];
  readonly confirmation: string | null;
}

const BOM = 0xfeff;

/** Text of a page. Plain letters take the short way: one byte a character, in memory too. */
function textOf(body: Uint8Array<ArrayBuffer>): string {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return bytes.toString('utf8');
}

/** Parses a page. Throws SyntaxError where it isn't a JSON object. */
export function readPage(body: Uint8Array<ArrayBuffer>, cmdlet: string): PageAnswer {
  if (body.byteLength === 0)
    return { rows: [], nextLink: null, warnings: [], errors: [], confirmation: null };
  const text = textOf(body);
  const page: unknown = JSON.parse(text.charCodeAt(0) === BOM ? text.slice(1) : text);
  if (page === null || typeof page !== 'object' || Array.isArray(page)) {
    throw new SyntaxError('the answer is not an object');
  }
  const link = own(page, '@odata.nextLink');
  const confirmation = own(page, '@adminapi.confirmationmessage');
  return {
    rows: rowsOf(page, cmdlet),
    nextLink: typeof link === 'string' && link !== '' ? link : null,
    warnings: texts(own(page, '@adminapi.warnings')),
    errors: texts(own(page, '@adminapi.errors')),
    confirmation: typeof confirmation === 'string' && confirmation !== '' ? confirmation : null,
  };
}

function rowsOf(page: object, cmdlet: string): readonly object[] {
  const value = own(page, 'value');
  if (Array.isArray(value)) {
    return flattened(value.every(isRow) ? value : value.map(asRow), cmdlet);
  }
  const hasData = Object.keys(page).some((name) => !name.includes('@'));
  return hasData ? flattened([page], cmdlet) : [];
}

const isRow = (value: unknown): value is object =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** A value that is no object becomes one, so that every row has properties. */
const asRow = (value: unknown): object => (isRow(value) ? value : { Value: value });

/** Get-EXORecipientPermission answers recipients with their permissions inside; the permissions are the rows. */
function flattened(rows: readonly object[], cmdlet: string): readonly object[] {
  if (cmdlet.toLowerCase() !== 'get-exorecipientpermission') return rows;
  return rows.flatMap((row) => {
    const inner = own(row, 'RecipientPermission');
    return Array.isArray(inner) ? inner.map(asRow) : [row];
  });
}

function own(value: object, name: string): unknown {
  return Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
