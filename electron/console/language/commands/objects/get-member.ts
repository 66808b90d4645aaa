import { toText } from '../../convert/text.ts';
import { TYPE_MEMBERS } from '../../members/define.ts';
import { membersOf } from '../../members/properties.ts';
import { basesOf, openName, typeNameOf, typeNamesOf } from '../../members/types.ts';
import type { MemberView } from '../../members/views.ts';
import { wildcard } from '../../operators/wildcard.ts';
import { type Value, hasKind } from '../../values/model.ts';
import { PsObject } from '../../values/object.ts';
import { Shape } from '../../values/shape.ts';
import type { BuiltIn, Context } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { errorRecord, INVALID_OPERATION } from './failures.ts';
import { inputOf } from './input.ts';
import { isAsked, MEMBER_TYPES, memberType } from './member-types.ts';

const COMMAND = 'Microsoft.PowerShell.Commands.GetMemberCommand';
const SHAPE = Shape.of(['TypeName', 'Name', 'MemberType', 'Definition']);
const TYPES = ['Microsoft.PowerShell.Commands.MemberDefinition', 'System.Object'];

export const getMemberCommand: BuiltIn = {
  info: declare('Get-Member', [
    parameter('InputObject', 'PSObject', { pipeline: true }),
    parameter('Name', 'String[]', { position: 0, notNull: 'nullOrEmpty' }),
    parameter('MemberType', MEMBER_TYPES, { aliases: ['Type'] }),
    parameter('View', 'String', { values: ['Extended', 'Adapted', 'Base', 'All'] }),
    parameter('Static', 'SwitchParameter'),
    parameter('Force', 'SwitchParameter'),
  ]),
  typeName: COMMAND,
  aliases: ['gm'],
  synopsis: 'Gets the properties and methods of objects.',
  start: (context) => {
    const shown = new Set<string>();
    return {
      process(input) {
        const value = inputOf(context, input);
        if (value === undefined || value === null) return;
        const typeName = context.bound.on('Static') ? staticType(value) : (typeNamesOf(value)[0] ?? '');
        if (shown.has(typeName)) return;
        shown.add(typeName);
        list(context, value, typeName);
      },
      end() {
        if (shown.size > 0) return;
        const message = 'You must specify an object for the Get-Member cmdlet.';
        context.error(
          errorRecord(COMMAND, {
            id: 'NoObjectInGetMember',
            message,
            type: INVALID_OPERATION,
            category: 'CloseError',
          }),
        );
      },
    };
  },
};

function staticType(value: Value): string {
  return hasKind(value, 'type') ? value.name : typeNameOf(value);
}

function list(context: Context, value: Value, typeName: string): void {
  const { bound, runtime } = context;
  const members = bound.on('Static') ? staticMembers(typeName) : membersOf(value, runtime);
  const asked = bound.enum('MemberType') ?? memberType('All');
  const extended = bound.text('View')?.toLowerCase();
  for (const pattern of bound.list('Name')?.map(toText) ?? ['*']) {
    const matches = wildcard(pattern);
    const chosen = members.filter(
      (member) => matches(member.name) && isAsked(member.type, asked) && isInView(member.type, extended),
    );
    chosen.sort((a, b) => byText(a.type, b.type) || byText(a.name, b.name));
    for (const member of chosen) context.write(definition(typeName, member));
  }
}

function isInView(kind: string, view: string | undefined): boolean {
  const isOwn = ['Property', 'Method', 'ParameterizedProperty', 'Event'].includes(kind);
  if (view === 'extended') return !isOwn;
  return view === 'adapted' || view === 'base' ? isOwn : true;
}

function byText(a: string, b: string): number {
  const left = a.toLowerCase();
  const right = b.toLowerCase();
  return left < right ? -1 : left > right ? 1 : 0;
}

function definition(typeName: string, member: MemberView): PsObject {
  return new PsObject(SHAPE, [typeName, member.name, memberType(member.type), member.definition], TYPES);
}

function staticMembers(typeName: string): MemberView[] {
  const members = new Map<string, MemberView>();
  for (const base of basesOf(typeName)) {
    const known = TYPE_MEMBERS.get(base.endsWith(']') ? openName(base) : base);
    if (known === undefined) continue;
    for (const property of known.staticProperties.values()) {
      members.set(property.name.toLowerCase(), {
        name: property.name,
        type: 'Property',
        definition: `static ${property.type} ${property.name} {get;}`,
      });
    }
    for (const method of known.staticMethods.values()) {
      members.set(method.name.toLowerCase(), {
        name: method.name,
        type: 'Method',
        definition: method.overloads
          .map(({ text }) => (text.startsWith('static ') ? text : `static ${text}`))
          .join(', '),
      });
    }
  }
  return [...members.values()];
}
