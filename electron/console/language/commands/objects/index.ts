import type { BuiltIn } from '../builtin.ts';
import { addMember } from './add-member.ts';
import { getAlias, newAlias, removeAlias, setAlias } from './aliases.ts';
import { compareObject } from './compare-object.ts';
import { forEachObject } from './foreach-object.ts';
import { getCommand } from './get-command.ts';
import { getHelp } from './get-help.ts';
import { getMemberCommand } from './get-member.ts';
import { getUnique } from './get-unique.ts';
import { groupObject } from './group-object.ts';
import { measureObject } from './measure-object.ts';
import { newObject } from './new-object.ts';
import { invokeCommand, invokeExpression, measureCommand } from './run-commands.ts';
import { selectObject } from './select-object.ts';
import { sortObject } from './sort-object.ts';
import { teeObject } from './tee-object.ts';
import {
  clearVariableCommand,
  getVariableCommand,
  newVariableCommand,
  removeVariableCommand,
  setVariableCommand,
} from './variables.ts';
import { whereObject } from './where-object.ts';

/** Commands that sift, order, count and describe objects, and those for variables, aliases and commands. */
export const objectCommands: readonly BuiltIn[] = [
  whereObject,
  forEachObject,
  selectObject,
  sortObject,
  groupObject,
  measureObject,
  compareObject,
  teeObject,
  getUnique,
  getMemberCommand,
  addMember,
  newObject,
  measureCommand,
  invokeCommand,
  invokeExpression,
  getVariableCommand,
  setVariableCommand,
  newVariableCommand,
  clearVariableCommand,
  removeVariableCommand,
  getAlias,
  setAlias,
  newAlias,
  removeAlias,
  getCommand,
  getHelp,
];
