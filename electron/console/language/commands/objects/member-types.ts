import { ENUM_TYPES } from '../../members/enum-names.ts';
import { enumValue, type PsEnum } from '../../values/simple.ts';

export const MEMBER_TYPES = 'System.Management.Automation.PSMemberTypes';

const VALUES = new Map(ENUM_TYPES.get(MEMBER_TYPES)?.members.map(({ name, value }) => [name, value]));
/** Names that stand for one kind of member. */
const KINDS = new Set([
  'AliasProperty',
  'CodeProperty',
  'Property',
  'NoteProperty',
  'ScriptProperty',
  'PropertySet',
  'Method',
  'CodeMethod',
  'ScriptMethod',
  'ParameterizedProperty',
  'MemberSet',
  'Event',
  'Dynamic',
]);

export function memberType(name: string): PsEnum {
  return enumValue(MEMBER_TYPES, name, VALUES.get(name) ?? 0);
}

/** True where a member of that kind is among the types asked for. */
export function isAsked(kind: string, asked: PsEnum): boolean {
  return ((VALUES.get(kind) ?? 0) & asked.value) !== 0;
}

/** The kind's name where the text is one (in any case) that Add-Member can make. */
export function kindNamed(text: string): string | null {
  const lower = text.trim().toLowerCase();
  for (const kind of KINDS) if (kind.toLowerCase() === lower) return kind;
  return null;
}
