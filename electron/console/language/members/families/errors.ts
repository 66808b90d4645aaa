import { exception, PsErrorRecord } from '../../values/errors.ts';
import { isArray } from '../../values/model.ts';
import { PsHashtable } from '../../values/collections.ts';
import { toText } from '../../convert/text.ts';
import { argumentNull, enumName, given, text } from '../args.ts';
import { define, Definition } from '../define.ts';
import { enumNamed } from '../enum-names.ts';
import { shortName } from '../overloads.ts';
import { nameOf } from './types-as-values.ts';
import { typeNameOf } from '../types.ts';
import type { PsReference } from '../../values/block.ts';
import { NativeObject, nativeProperty } from '../../values/native.ts';
import type { Value } from '../../values/model.ts';

const SPACE = 'System.Management.Automation';

/** State of what an error record is made of. */
class Part {
  readonly record: PsErrorRecord;
  readonly #text: (record: PsErrorRecord) => string;

  constructor(record: PsErrorRecord, text: (record: PsErrorRecord) => string) {
    this.record = record;
    this.#text = text;
  }

  toText(): string {
    return this.#text(this.record);
  }
}

function part(kind: string, record: PsErrorRecord, text: (record: PsErrorRecord) => string): PsReference {
  return { kind: 'reference', typeName: `${SPACE}.${kind}`, state: new Part(record, text) };
}

/** Members of a part; they work on the record. */
function definePart(kind: string): Definition<PsErrorRecord> {
  return new Definition<PsErrorRecord>(`${SPACE}.${kind}`, (value) => {
    const state = value !== null && typeof value === 'object' && 'state' in value ? value.state : null;
    return state instanceof Part ? state.record : new PsErrorRecord(exception('System.Exception', ''), '');
  });
}

function detailsOf(record: PsErrorRecord): string {
  return record.details ?? record.exception.message;
}

export function targetNameOf(record: PsErrorRecord): string {
  if (record.targetName !== null) return record.targetName;
  return record.target === null ? '' : toText(record.target);
}

export function targetTypeOf(record: PsErrorRecord): string {
  if (record.targetType !== null) return record.targetType;
  return record.target === null ? '' : nameOf({ kind: 'type', name: typeNameOf(record.target) });
}

export function reasonOf(record: PsErrorRecord): string {
  return record.reason ?? shortName(record.exception.typeName);
}

/** Long texts with their middle left out, as CategoryInfo shows them. */
function shortened(value: string): string {
  return value.length > 40 ? `${value.slice(0, 19)}…${value.slice(-19)}` : value;
}

export function categoryText(record: PsErrorRecord): string {
  const target = shortened(targetNameOf(record));
  const type = shortened(targetTypeOf(record));
  const where = type === '' ? '(:)' : `(${target}:${type})`;
  return `${record.category}: ${where} [${shortened(record.activity ?? '')}], ${shortened(reasonOf(record))}`;
}

define<PsErrorRecord>(`${SPACE}.ErrorRecord`)
  .property('PSMessageDetails', 'Object', () => null, null, 'ScriptProperty')
  .property('Exception', 'System.Exception', (self) => self.exception)
  .property('TargetObject', 'Object', (self) => self.target)
  .property('CategoryInfo', 'Object', (self) => part('ErrorCategoryInfo', self, categoryText))
  .property('FullyQualifiedErrorId', 'string', (self) => self.fullyQualifiedErrorId)
  .property(
    'ErrorDetails',
    'Object',
    (self) =>
      self.details === null && self.recommendedAction === '' ? null : part('ErrorDetails', self, detailsOf),
    (self, value) => {
      self.details = value === null ? null : toText(value);
    },
  )
  .property('InvocationInfo', 'Object', (self) =>
    part('InvocationInfo', self, () => `${SPACE}.InvocationInfo`),
  )
  .property('ScriptStackTrace', 'string', (self) => self.scriptStackTrace)
  .property('PipelineIterationInfo', 'Object', () => [])
  .method('string ToString()', (self) => self.message)
  .constructors(
    `(System.Exception exception, string errorId, ${SPACE}.ErrorCategory errorCategory, Object targetObject)`,
    (args) => {
      const thrown = given(args, 0);
      if (thrown === null || typeof thrown !== 'object' || isArray(thrown) || thrown.kind !== 'exception')
        throw argumentNull('exception');
      return new PsErrorRecord(thrown, text(args, 1), enumName(args, 2), given(args, 3));
    },
  );

definePart('ErrorDetails')
  .property('Message', 'string', detailsOf)
  .property(
    'RecommendedAction',
    'string',
    (self) => self.recommendedAction,
    (self, value) => {
      self.recommendedAction = toText(value);
    },
  )
  .method('string ToString()', detailsOf)
  .constructors('(string message)', (args) => {
    const record = new PsErrorRecord(exception('System.Exception', ''), '');
    record.details = text(args, 0);
    return part('ErrorDetails', record, detailsOf);
  });

definePart('ErrorCategoryInfo')
  .property(
    'Category',
    `${SPACE}.ErrorCategory`,
    (self) => enumNamed(`${SPACE}.ErrorCategory`, self.category) ?? self.category,
  )
  .property(
    'Activity',
    'string',
    (self) => self.activity ?? '',
    (self, value) => {
      self.activity = toText(value);
    },
  )
  .property('Reason', 'string', reasonOf, (self, value) => {
    self.reason = toText(value);
  })
  .property('TargetName', 'string', targetNameOf, (self, value) => {
    self.targetName = toText(value);
  })
  .property('TargetType', 'string', targetTypeOf, (self, value) => {
    self.targetType = toText(value);
  })
  .method('string GetMessage()', categoryText)
  .method('string ToString()', categoryText);

definePart('InvocationInfo')
  .property('MyCommand', 'Object', commandOf)
  .property(
    'BoundParameters',
    'Object',
    () => new PsHashtable({ generic: { key: 'String', value: 'Object' } }),
  )
  .property('UnboundArguments', 'Object', () => [])
  .property('ScriptLineNumber', 'int', (self) => self.place?.line ?? 0)
  .property('OffsetInLine', 'int', (self) => self.place?.column ?? 0)
  .property('HistoryId', 'long', () => ({ kind: 'long', value: -1n }))
  .property('ScriptName', 'string', () => '')
  .property('Line', 'string', (self) => self.lineText)
  .property('Statement', 'string', (self) => statementOf(self))
  .property('PositionMessage', 'string', (self) => positionOf(self))
  .property('PSScriptRoot', 'string', () => '')
  .property('PSCommandPath', 'string', () => null)
  .property('InvocationName', 'string', (self) => self.commandName ?? self.activity ?? '')
  .property('PipelineLength', 'int', () => 0)
  .property('PipelinePosition', 'int', () => 0)
  .property('ExpectingInput', 'bool', () => false)
  .property('CommandOrigin', 'string', () => 'Internal')
  .property('DisplayScriptPosition', 'Object', () => null);

/** What `InvocationInfo.MyCommand` gives: a command with a name; its type says whether it was a function. */
function commandOf(record: PsErrorRecord): Value {
  const name = record.commandName ?? record.activity;
  if (name === null || name === '') return null;
  const isFunction = record.commandName !== null || !record.command?.includes('.');
  const kind = isFunction ? 'Function' : 'Cmdlet';
  const typeName = `${SPACE}.${kind}Info`;
  return {
    kind: 'reference',
    typeName,
    state: new NativeObject({
      typeNames: [typeName, `${SPACE}.CommandInfo`, 'System.Object'],
      properties: [
        nativeProperty('Name', 'String', () => name),
        nativeProperty('CommandType', 'CommandTypes', () => kind),
        nativeProperty('Source', 'String', () => ''),
        nativeProperty('ModuleName', 'String', () => ''),
      ],
      toText: () => name,
    }),
  };
}

function statementOf(record: PsErrorRecord): string {
  const { place, lineText } = record;
  if (place === null) return '';
  return lineText.slice(place.column - 1, place.column - 1 + (place.end - place.start)).trimEnd();
}

function positionOf(record: PsErrorRecord): string {
  const { place, lineText } = record;
  if (place === null) return '';
  const line = lineText.replace(/\r?\n$/, '');
  const length = Math.max(1, Math.min(place.end - place.start, line.length - place.column + 1));
  const indent = ' '.repeat(Math.max(0, place.column - 1));
  return `At line:${String(place.line)} char:${String(place.column)}\n+ ${line}\n+ ${indent}${'~'.repeat(length)}`;
}
