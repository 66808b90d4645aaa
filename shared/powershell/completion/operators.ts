import type { CompletionItem } from './world.ts';

const BINARY: Readonly<Record<string, string>> = {
  '-eq': 'equal',
  '-ne': 'not equal',
  '-gt': 'greater than',
  '-ge': 'greater than or equal',
  '-lt': 'less than',
  '-le': 'less than or equal',
  '-like': 'fits a wildcard',
  '-notlike': 'fits no wildcard',
  '-match': 'fits a regular expression',
  '-notmatch': 'fits no regular expression',
  '-contains': 'a list holds a value',
  '-notcontains': 'a list holds no such value',
  '-in': 'a value is in a list',
  '-notin': 'a value is not in a list',
  '-and': 'both are true',
  '-or': 'one of them is true',
  '-xor': 'just one of them is true',
  '-replace': 'regular expression, new text',
  '-split': 'parts of a text',
  '-join': 'one text of a list',
  '-is': 'of a type',
  '-isnot': 'not of a type',
  '-as': 'as a type, or null',
  '-f': 'format',
  '-band': 'bits in both',
  '-bor': 'bits in one of them',
  '-bxor': 'bits in just one of them',
  '-shl': 'bits to the left',
  '-shr': 'bits to the right',
  '-ceq': 'equal, with case',
  '-cne': 'not equal, with case',
  '-clike': 'fits a wildcard, with case',
  '-cmatch': 'fits a regular expression, with case',
  '-creplace': 'regular expression with case, new text',
};
const UNARY: Readonly<Record<string, string>> = {
  '-not': 'opposite',
  '-join': 'one text of a list',
  '-split': 'words of a text',
  '-bnot': 'all bits the other way',
};
/** What the service's own filters know. */
const IN_FILTER = ['-eq', '-ne', '-like', '-notlike', '-gt', '-ge', '-lt', '-le', '-and', '-or'];

/** @param where after a value, where one is to come, or in the text of a -Filter */
export function operatorItems(typed: string, where: 'binary' | 'unary' | 'filter'): CompletionItem[] {
  const known = Object.entries(where === 'unary' ? UNARY : BINARY);
  const lower = typed.toLowerCase();
  return known
    .filter(([name]) => name.startsWith(lower) && (where !== 'filter' || IN_FILTER.includes(name)))
    .map(([name, detail]) => ({ label: name, kind: 'operator', detail, insert: name }));
}
