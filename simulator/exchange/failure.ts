/** What one refused command says of itself (exchange-rest-protocol.md 1.8). */
interface FailureDetail {
  /** ErrorCategory by name or number. */
  readonly category: string;
  readonly target: string;
  /** `Id|ExceptionType|Text`. */
  readonly message: string;
}

interface FailureParts {
  readonly status: number;
  /** `error.code`. */
  readonly code: string;
  /** `error.message`. */
  readonly message: string;
  readonly detail?: FailureDetail;
  readonly internal?: { readonly type: string; readonly message: string };
  readonly exceptionType?: string;
  readonly targetType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal in the service's own shape. */
export class ServiceFailure extends Error {
  readonly parts: FailureParts;

  constructor(parts: FailureParts) {
    super(parts.detail?.message ?? parts.internal?.message ?? parts.message);
    this.name = 'ServiceFailure';
    this.parts = parts;
  }
}

/** An unknown cmdlet, or one this account may not run: 403 whose body is no body (exchange-rest-protocol.md 1.8). */
export class NotPermitted extends Error {
  constructor(cmdlet: string) {
    super(`${cmdlet} isn't known or isn't permitted`);
    this.name = 'NotPermitted';
  }
}

const EXECUTING = 'Error executing cmdlet';
const TASKS = 'Microsoft.Exchange.Configuration.Tasks';

/** Ids of messages look like Ex6F9304: the same text always has the same one. */
function messageId(exceptionType: string): string {
  let h = 0x811c9dc5;
  for (const c of exceptionType) h = Math.imul(h ^ c.charCodeAt(0), 0x01000193) >>> 0;
  return `Ex${(h & 0xffffff).toString(16).toUpperCase().padStart(6, '0')}`;
}

function cmdletFailure(
  status: number,
  code: string,
  category: string,
  exception: string,
  text: string,
  target: string,
  targetType?: string,
): ServiceFailure {
  return new ServiceFailure({
    status,
    code,
    message: EXECUTING,
    detail: { category, target, message: `${messageId(exception)}|${exception}|${text}` },
    exceptionType: exception.slice(exception.lastIndexOf('.') + 1),
    ...(targetType === undefined ? {} : { targetType }),
  });
}

export function objectNotFound(identity: string, targetType: string): ServiceFailure {
  const text = `The operation couldn't be performed because object '${identity}' couldn't be found on 'EURPR01A01DC001.EURPR01A001.prod.outlook.com'.`;
  return cmdletFailure(
    404,
    'NotFound',
    'NotSpecified',
    `${TASKS}.ManagementObjectNotFoundException`,
    text,
    identity,
    targetType,
  );
}

export function objectAmbiguous(identity: string, targetType: string): ServiceFailure {
  const text = `The operation couldn't be performed because '${identity}' matches multiple entries.`;
  return cmdletFailure(
    400,
    'BadRequest',
    'InvalidData',
    `${TASKS}.ManagementObjectAmbiguousException`,
    text,
    identity,
    targetType,
  );
}

/** A command that was understood and can't be carried out. */
export function cannotDo(exception: string, text: string, target = ''): ServiceFailure {
  return cmdletFailure(400, 'BadRequest', 'InvalidArgument', exception, text, target);
}

/** A parameter that isn't there: both `details` and `innererror` (exchange-rest-protocol.md 1.8). */
export function unknownParameter(name: string): ServiceFailure {
  const text = `A parameter cannot be found that matches parameter name '${name}'.`;
  const exception = 'System.Management.Automation.ParameterBindingException';
  return new ServiceFailure({
    status: 400,
    code: 'BadRequest',
    message: EXECUTING,
    detail: { category: 'InvalidArgument', target: name, message: `|${exception}|${text}` },
    internal: {
      type: 'Microsoft.Exchange.AdminApi.CommandInvocation.DirectInvokeCmdletExecutionException',
      message: text,
    },
    exceptionType: 'ParameterBindingException',
  });
}

/** A value that doesn't fit its parameter: only `innererror` (exchange-rest-protocol.md 1.8). */
export function badValue(name: string, text: string): ServiceFailure {
  const exception = 'Microsoft.Exchange.AdminApi.CommandInvocation.ParameterTransformationException';
  return new ServiceFailure({
    status: 400,
    code: 'BadRequest',
    message: EXECUTING,
    internal: {
      type: exception,
      message: `|${exception}|Cannot process argument transformation on parameter '${name}'. ${text}`,
    },
    exceptionType: 'ParameterTransformationException',
  });
}

export function ambiguousSet(text: string): ServiceFailure {
  const exception = 'Microsoft.Exchange.AdminApi.CommandInvocation.AmbiguousParameterSetException';
  return new ServiceFailure({
    status: 400,
    code: 'BadRequest',
    message: EXECUTING,
    internal: { type: exception, message: `|${exception}|${text}` },
    exceptionType: 'AmbiguousParameterSetException',
  });
}

/** A request that isn't what the address takes: malformed body, wrong option, stale skip token. */
export function badRequest(text: string, code = 'BadRequest'): ServiceFailure {
  return new ServiceFailure({
    status: 400,
    code,
    message: text,
    internal: { type: 'Microsoft.OData.ODataException', message: text },
  });
}

export function notFoundAddress(path: string): ServiceFailure {
  return new ServiceFailure({ status: 404, code: 'NotFound', message: `No resource answers at '${path}'.` });
}

export function methodNotAllowed(method: string, allowed: string): ServiceFailure {
  return new ServiceFailure({
    status: 405,
    code: 'MethodNotAllowed',
    message: `The requested resource doesn't support the method '${method}'.`,
    headers: { Allow: allowed },
  });
}
