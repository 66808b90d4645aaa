import type { BuiltIn, Context } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { exception, PsErrorRecord, type PsException } from '../../values/errors.ts';
import { hasKind, type Value } from '../../values/model.ts';
import { enumArgument } from '../data/failures.ts';

/** ErrorCategory, in the order of its numbers. */
export const CATEGORIES = [
  'NotSpecified',
  'OpenError',
  'CloseError',
  'DeviceError',
  'DeadlockDetected',
  'InvalidArgument',
  'InvalidData',
  'InvalidOperation',
  'InvalidResult',
  'InvalidType',
  'MetadataError',
  'NotImplemented',
  'NotInstalled',
  'ObjectNotFound',
  'OperationStopped',
  'OperationTimeout',
  'SyntaxError',
  'ParserError',
  'PermissionDenied',
  'ResourceBusy',
  'ResourceExists',
  'ResourceUnavailable',
  'ReadError',
  'WriteError',
  'FromStdErr',
  'SecurityError',
  'ProtocolError',
  'ConnectionError',
  'AuthenticationError',
  'LimitsExceeded',
  'QuotaExceeded',
  'NotEnabled',
] as const;

const WRITE_ERROR = 'Microsoft.PowerShell.Commands.WriteErrorException';
const described = ['NoException', 'WithException'];

export const writeError: BuiltIn = {
  info: declare(
    'Write-Error',
    [
      parameter('Exception', 'System.Exception', {
        sets: [{ set: 'WithException', mandatory: true, position: 0 }],
      }),
      parameter('Message', 'String', {
        aliases: ['Msg'],
        sets: [
          { set: 'NoException', mandatory: true, position: 0, pipeline: true },
          { set: 'WithException' },
        ],
        allow: ['null', 'emptyString'],
      }),
      parameter('ErrorRecord', 'System.Management.Automation.ErrorRecord', {
        sets: [{ set: 'ErrorRecord', mandatory: true, position: 0 }],
      }),
      parameter('Category', 'System.Management.Automation.ErrorCategory', { sets: described }),
      parameter('ErrorId', 'String', { sets: described }),
      parameter('TargetObject', 'Object', { sets: described }),
      parameter('RecommendedAction', 'String'),
      parameter('CategoryActivity', 'String', { aliases: ['Activity'] }),
      parameter('CategoryReason', 'String', { aliases: ['Reason'] }),
      parameter('CategoryTargetName', 'String', { aliases: ['TargetName'] }),
      parameter('CategoryTargetType', 'String', { aliases: ['TargetType'] }),
    ],
    { defaultSet: 'NoException' },
  ),
  typeName: 'Microsoft.PowerShell.Commands.WriteErrorCommand',
  aliases: [],
  synopsis: 'Writes an error after which the script goes on.',
  start(context) {
    return {
      process() {
        context.error(recordOf(context));
      },
    };
  },
};

function isRecord(value: Value | undefined): value is PsErrorRecord {
  return value instanceof PsErrorRecord;
}

function isException(value: Value | undefined): value is PsException {
  return hasKind(value, 'exception');
}

function recordOf(context: Context): PsErrorRecord {
  const { bound } = context;
  const given = bound.get('ErrorRecord');
  const record = isRecord(given) ? copyOf(given) : made(context);
  record.recommendedAction = bound.text('RecommendedAction') ?? record.recommendedAction;
  record.activity = bound.text('CategoryActivity') ?? record.activity;
  record.reason = bound.text('CategoryReason') ?? record.reason;
  record.targetName = bound.text('CategoryTargetName') ?? record.targetName;
  record.targetType = bound.text('CategoryTargetType') ?? record.targetType;
  return record;
}

function copyOf(record: PsErrorRecord): PsErrorRecord {
  const copy = new PsErrorRecord(
    record.exception,
    record.errorId,
    record.category,
    record.target,
    record.command,
  );
  copy.details = record.details;
  copy.recommendedAction = record.recommendedAction;
  copy.reason = record.reason;
  copy.targetName = record.targetName;
  copy.targetType = record.targetType;
  return copy;
}

function made(context: Context): PsErrorRecord {
  const { bound } = context;
  const message = bound.text('Message') ?? '';
  const given = bound.get('Exception');
  const thrown = isException(given) ? given : exception(WRITE_ERROR, message);
  const category = enumArgument(
    'Category',
    bound.get('Category'),
    'System.Management.Automation.ErrorCategory',
    CATEGORIES,
  );
  const id = bound.text('ErrorId') ?? '';
  const record = new PsErrorRecord(
    thrown,
    id === '' ? thrown.typeName : id,
    category?.name ?? 'NotSpecified',
    bound.get('TargetObject') ?? null,
  );
  if (isException(given) && message !== '') record.details = message;
  return record;
}
