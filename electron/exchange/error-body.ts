/** What an error answer says (exchange-rest-protocol.md 1.8). Every member is null where it is missing. */
export interface ServiceError {
  /** `Ex6F9304`: the service's own id of the text. */
  readonly id: string | null;
  /** Full .NET type name. */
  readonly exceptionType: string | null;
  /** The text for people. */
  readonly text: string | null;
  readonly category: string | null;
  readonly target: string | null;
  /** True: a `details` entry was there, so a cmdlet ran and refused. */
  readonly fromCmdlet: boolean;
}

const NOTHING: ServiceError = {
  id: null,
  exceptionType: null,
  text: null,
  category: null,
  target: null,
  fromCmdlet: false,
};

/** Reads an error body; null where it isn't one (HTML, plain text, nothing). */
export function readErrorBody(body: Uint8Array): ServiceError | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder().decode(body));
  } catch {
    return null;
  }
  const error = member(parsed, 'error');
  if (error === undefined) return null;
  const details = member(error, 'details');
  const first: unknown = Array.isArray(details) ? details[0] : undefined;
  const message = text(member(first, 'message'));
  const common = {
    category: label(member(first, 'code')),
    target: text(member(first, 'target')),
    fromCmdlet: first !== undefined,
  };
  if (message !== null) return { ...readMessage(message), ...common };
  const inner = member(member(error, 'innererror'), 'internalexception');
  const innerText = text(member(inner, 'message'));
  if (innerText !== null) {
    return { ...readMessage(innerText), exceptionType: text(member(inner, 'type')), ...common };
  }
  return { ...NOTHING, ...common, text: text(member(error, 'message')) };
}

/** `Id|ExceptionType|Text`, or an exception written as JSON, or just text. */
function readMessage(message: string): ServiceError {
  const triple = /^([^|\s]{0,80})\|([^|\s]{0,300})\|([\s\S]*)$/.exec(message);
  if (triple !== null) {
    return { ...NOTHING, id: triple[1] || null, exceptionType: triple[2] || null, text: triple[3] ?? '' };
  }
  if (message.startsWith('{')) {
    try {
      const exception: unknown = JSON.parse(message);
      return {
        ...NOTHING,
        id: text(member(member(exception, 'localizedString'), 'stringId')),
        exceptionType: text(member(exception, 'ClassName')) ?? text(member(exception, 'TypeName')),
        text: text(member(exception, 'Message')) ?? message,
      };
    } catch {
      return { ...NOTHING, text: message };
    }
  }
  return { ...NOTHING, text: message };
}

function member(value: unknown, name: string): unknown {
  if (value === null || typeof value !== 'object' || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function label(value: unknown): string | null {
  return typeof value === 'number' ? String(value) : text(value);
}
