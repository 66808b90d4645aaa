import { convertTo } from '../../convert/convert.ts';
import { toText } from '../../convert/text.ts';
import { methodOf } from '../../members/lookup.ts';
import { findProperty } from '../../members/properties.ts';
import { resolveType, typeNameOf, typeNamesOf } from '../../members/types.ts';
import type { PsBlock } from '../../values/block.ts';
import { PsHashtable } from '../../values/collections.ts';
import type { Terminating } from '../../values/errors.ts';
import { isArray, type Value } from '../../values/model.ts';
import { PsObject, type ExtraMember } from '../../values/object.ts';
import { Shape } from '../../values/shape.ts';
import type { ParameterRule } from '../../binding/arguments.ts';
import type { BuiltIn, Context } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { errorRecord, INVALID_OPERATION, notHere, terminating } from './failures.ts';
import { kindNamed, MEMBER_TYPES } from './member-types.ts';

const COMMAND = 'Microsoft.PowerShell.Commands.AddMemberCommand';
const SINGLE = 'NotePropertySingleMemberSet';
const MULTI = 'NotePropertyMultiMemberSet';
const NOTES = [SINGLE, MULTI];

/** The name of a kind of member is meant for -MemberType, so the first position leaves it to that. */
const NOTE_NAME: ParameterRule = {
  convert: (value) => {
    if (value !== null && typeof value === 'object' && (isArray(value) || value.kind === 'hashtable')) {
      throw terminating(COMMAND, { id: 'CannotConvertArgumentNoMessage', message: 'A name is a text.' });
    }
    return toText(value);
  },
  validate: (value) =>
    typeof value === 'string' && kindNamed(value) !== null
      ? {
          message: `The parameter NotePropertyName cannot take values that could be converted to the type ${MEMBER_TYPES}. To define the name of a member with those values, use Add-Member, and specify the member type.`,
        }
      : null,
  allowNull: false,
  allowEmptyString: false,
  allowEmptyCollection: false,
  remaining: false,
};

export const addMember: BuiltIn = {
  info: declare(
    'Add-Member',
    [
      parameter('InputObject', 'PSObject', { mandatory: true, pipeline: true }),
      parameter('MemberType', MEMBER_TYPES, {
        mandatory: true,
        position: 0,
        sets: ['MemberSet'],
        aliases: ['Type'],
      }),
      parameter('Name', 'String', { mandatory: true, position: 1, sets: ['MemberSet'] }),
      parameter('Value', 'Object', { position: 2, sets: ['MemberSet'] }),
      parameter('SecondValue', 'Object', { position: 3, sets: ['MemberSet'] }),
      parameter('TypeName', 'String', {
        sets: [{ set: 'TypeNameSet', mandatory: true }, 'MemberSet', ...NOTES],
        notNull: 'nullOrEmpty',
      }),
      parameter('Force', 'SwitchParameter', { sets: ['MemberSet', ...NOTES] }),
      parameter('PassThru', 'SwitchParameter'),
      parameter('NotePropertyName', 'String', {
        mandatory: true,
        position: 0,
        sets: [SINGLE],
        notNull: 'nullOrEmpty',
      }),
      parameter('NotePropertyValue', 'Object', {
        mandatory: true,
        position: 1,
        sets: [SINGLE],
        allow: ['null', 'emptyString', 'emptyCollection'],
      }),
      parameter('NotePropertyMembers', 'System.Collections.IDictionary', {
        mandatory: true,
        position: 0,
        sets: [MULTI],
        allow: ['emptyCollection'],
      }),
    ],
    { defaultSet: 'TypeNameSet' },
  ),
  typeName: COMMAND,
  aliases: [],
  synopsis: 'Adds custom properties and methods to an instance of a PowerShell object.',
  rules: new Map([['notepropertyname', NOTE_NAME]]),
  start: (context) => ({
    process() {
      add(context);
    },
  }),
};

function add(context: Context): void {
  const { bound } = context;
  const input = bound.get('InputObject') ?? null;
  if (input === null) return;
  const typeName = bound.text('TypeName');
  if (typeName?.trim() === '') {
    throw fail(
      'TypeNameShouldNotBeEmpty',
      'The TypeName parameter should not be null, empty, or contain only white spaces.',
    );
  }
  if (!bound.on('PassThru') && isReference(input)) {
    throw notHere(
      COMMAND,
      `Adding members to a ${typeNameOf(input)} in place`,
      'Take the object that -PassThru gives, or use a [pscustomobject].',
    );
  }
  const object = input instanceof PsObject ? input : new PsObject(Shape.empty, [], typeNamesOf(input), input);
  let added = true;
  if (bound.has('NotePropertyMembers'))
    added = addNotes(context, object, bound.get('NotePropertyMembers') ?? null);
  else if (bound.has('NotePropertyName')) {
    added = put(context, object, bound.text('NotePropertyName') ?? '', {
      note: bound.get('NotePropertyValue') ?? null,
    });
  } else if (bound.has('MemberType')) added = put(context, object, bound.text('Name') ?? '', made(context));
  if (!added) return;
  if (typeName !== undefined) {
    object.typeNames = [resolveType(typeName) ?? typeName, ...object.typeNames];
  }
  if (bound.on('PassThru')) context.write(object);
}

type Member = { readonly note: Value } | { readonly extra: ExtraMember };

function fail(id: string, message: string): Terminating {
  return terminating(COMMAND, { id, message, type: INVALID_OPERATION, category: 'InvalidOperation' });
}

function addNotes(context: Context, object: PsObject, table: Value): boolean {
  if (!(table instanceof PsHashtable)) return false;
  let any = false;
  for (const [key, value] of table.entries()) {
    const name = toText(key);
    if (name === '') {
      const message = 'The name for a NoteProperty member should not be null or an empty string.';
      context.error(report('NotePropertyNameShouldNotBeNull', message, ''));
    } else if (put(context, object, name, { note: value })) any = true;
  }
  return any;
}

function report(id: string, message: string, target: Value): ReturnType<typeof errorRecord> {
  return errorRecord(COMMAND, { id, message, type: INVALID_OPERATION, category: 'InvalidOperation', target });
}

function put(context: Context, object: PsObject, name: string, member: Member): boolean {
  const { bound, runtime } = context;
  const key = name.toLowerCase();
  const own = object.has(name) || object.extra?.has(key) === true;
  if (own && bound.on('Force')) {
    object.delete(name);
    object.extra?.delete(key);
  } else if (own || (!bound.on('Force') && isThere(object, name, context))) {
    const message = `Cannot add a member with the name "${name}" because a member with that name already exists. To overwrite the member anyway, add the Force parameter to your command.`;
    context.error(report('MemberAlreadyExists', message, object));
    return false;
  } else if (!own && findProperty(object, name, runtime) !== undefined) {
    const message = `Cannot force the member with name "${name}" and type "Property" to be added. A member with that name and type already exists, and the existing member is not an instance extension.`;
    context.error(report('CannotRemoveTypeDataMember', message, object));
    return false;
  }
  if ('note' in member) {
    object.set(name, member.note);
    return true;
  }
  object.extra ??= new Map();
  object.extra.set(key, { name, member: member.extra });
  const { type } = member.extra;
  if (type === 'ScriptProperty' || type === 'AliasProperty') object.set(name, null);
  return true;
}

function isThere(object: PsObject, name: string, context: Context): boolean {
  return findProperty(object, name, context.runtime) !== undefined || methodOf(object, name) !== undefined;
}

/** The member that -MemberType, -Value and -SecondValue describe. Throws with PowerShell's ids. */
function made(context: Context): Member {
  const { bound } = context;
  const kind = bound.enum('MemberType')?.name ?? bound.text('MemberType') ?? '';
  const value = bound.get('Value');
  const second = bound.get('SecondValue');
  const needsOne = (): Value => {
    if (value !== undefined && value !== null) return value;
    throw fail(
      'Value1ShouldNotBeNull',
      `The Value parameter should not be null for a member of type "${kind}". Specify a non-null value for the Value parameter when adding members of this type.`,
    );
  };
  if (second !== undefined && !['ScriptProperty', 'AliasProperty', 'CodeProperty'].includes(kind)) {
    throw fail(
      'Value2ShouldNotBeSpecified',
      `The SecondValue parameter is not necessary for a member of type "${kind}", and should not be specified. Do not specify the SecondValue parameter when you add members of this type.`,
    );
  }
  switch (kind) {
    case 'NoteProperty':
      return { note: value ?? null };
    case 'AliasProperty':
      return { extra: { type: 'AliasProperty', of: toText(needsOne()) } };
    case 'ScriptMethod':
      return { extra: { type: 'ScriptMethod', body: blockOf(needsOne(), context) } };
    case 'ScriptProperty': {
      if ((value ?? null) === null && (second ?? null) === null) {
        throw fail(
          'Value1AndValue2AreNotBothNull',
          `Both Value and SecondValue parameters should not be null for a member of type "${kind}". Specify a non-null value for one of the two parameters.`,
        );
      }
      const get = value === undefined || value === null ? null : blockOf(value, context);
      const set = second === undefined || second === null ? null : blockOf(second, context);
      return { extra: { type: 'ScriptProperty', get, set } };
    }
    case 'PropertySet': {
      const names = needsOne();
      return { extra: { type: 'PropertySet', names: isArray(names) ? names.map(toText) : [toText(names)] } };
    }
    case 'MemberSet':
    case 'CodeMethod':
    case 'CodeProperty':
      throw notHere(
        COMMAND,
        `A member of type ${kind}`,
        'Use a NoteProperty, ScriptProperty or ScriptMethod.',
      );
    default:
      if (kind.includes(',') || kindNamed(kind) === null) {
        throw fail(
          'WrongMemberCount',
          `To add a member, only one member type can be specified. The member types specified are: "${kind}"`,
        );
      }
      throw fail(
        'CannotAddMemberType',
        `Cannot add a member with type "${kind}". Specify a different type for the MemberTypes parameter.`,
      );
  }
}

function blockOf(value: Value, context: Context): PsBlock {
  const converted = convertTo(value, 'System.Management.Automation.ScriptBlock', context.runtime.culture);
  if (converted !== null && typeof converted === 'object' && !isArray(converted)) {
    if (converted.kind === 'scriptBlock') return converted;
  }
  throw fail('InvalidCastException', 'The Value parameter must be a script block.');
}

/** Objects that .NET hands around by reference and that can't carry members here. */
function isReference(value: Value): boolean {
  if (value === null || typeof value !== 'object' || value instanceof PsObject) return false;
  return isArray(value) || ['hashtable', 'list', 'set', 'reference', 'stringBuilder'].includes(value.kind);
}
