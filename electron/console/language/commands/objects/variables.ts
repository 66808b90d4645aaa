import { toText } from '../../convert/text.ts';
import type { VariableInfo } from '../../interpreter/runtime.ts';
import type { Value } from '../../values/model.ts';
import type { BuiltIn, Context } from '../builtin.ts';
import { declare, parameter } from '../declare.ts';
import { errorRecord } from './failures.ts';
import {
  attempt,
  isLocked,
  ITEM_OPTIONS,
  matching,
  names,
  notFound,
  notRemovable,
  notWritable,
  optionsOf,
  variableObject,
  VISIBILITY,
} from './variable-names.ts';
import { hasWildcards } from '../../operators/wildcard.ts';

const TYPE = 'Microsoft.PowerShell.Commands.';
const GET = `${TYPE}GetVariableCommand`;
const NEW = `${TYPE}NewVariableCommand`;
const SET = `${TYPE}SetVariableCommand`;
const REMOVE = `${TYPE}RemoveVariableCommand`;
const CLEAR = `${TYPE}ClearVariableCommand`;

const INCLUDE = parameter('Include', 'String[]');
const EXCLUDE = parameter('Exclude', 'String[]');
const SCOPE = parameter('Scope', 'String', { notNull: 'nullOrEmpty' });
const FORCE = parameter('Force', 'SwitchParameter');
const PASS = parameter('PassThru', 'SwitchParameter');
const NAMES = parameter('Name', 'String[]', { mandatory: true, position: 0, byName: true });
const VALUE = parameter('Value', 'Object', { position: 1, pipeline: true, byName: true });

export const getVariableCommand: BuiltIn = {
  info: declare('Get-Variable', [
    parameter('Name', 'String[]', { position: 0, pipeline: true, byName: true, notNull: 'nullOrEmpty' }),
    parameter('ValueOnly', 'SwitchParameter'),
    INCLUDE,
    EXCLUDE,
    SCOPE,
  ]),
  typeName: GET,
  aliases: ['gv'],
  synopsis: 'Gets the variables in the current console.',
  start: (context) => ({
    process() {
      const { bound } = context;
      for (const name of bound.has('Name') ? names(bound.list('Name')) : ['*']) {
        const { found, filtered } = matching(context, name, bound.text('Scope'));
        for (const info of found) context.write(bound.on('ValueOnly') ? info.value : variableObject(info));
        if (found.length === 0 && !filtered) notFound(context, GET, name);
      }
    },
  }),
};

export const newVariableCommand: BuiltIn = {
  info: declare(
    'New-Variable',
    [
      parameter('Name', 'String', { mandatory: true, position: 0, byName: true }),
      VALUE,
      parameter('Description', 'String'),
      parameter('Option', ITEM_OPTIONS),
      parameter('Visibility', VISIBILITY),
      FORCE,
      PASS,
      SCOPE,
    ],
    { supportsShouldProcess: true, confirmImpact: 'Low' },
  ),
  typeName: NEW,
  aliases: ['nv'],
  synopsis: 'Creates a new variable.',
  start: (context) => ({
    process() {
      create(context);
    },
  }),
};

function create(context: Context): void {
  const { bound, runtime } = context;
  const name = bound.text('Name') ?? '';
  const value = bound.get('Value') ?? null;
  const scope = bound.text('Scope');
  const force = bound.on('Force');
  const before = runtime.getVariable(name, scope ?? 'Local');
  if (before !== undefined && !force) {
    context.error(
      errorRecord(NEW, {
        id: 'VariableAlreadyExists',
        message: `A variable with name '${name}' already exists.`,
        type: 'System.Management.Automation.SessionStateException',
        category: 'ResourceExists',
        target: name,
      }),
    );
    return;
  }
  if (before !== undefined && isLocked(before, force)) {
    notWritable(context, NEW, name);
    return;
  }
  if (!context.shouldProcess(`Name: ${name} Value: ${toText(value)}`, 'New variable')) return;
  const info: VariableInfo = {
    name,
    value,
    description: bound.text('Description') ?? '',
    options: optionsOf(bound.enum('Option')) ?? [],
  };
  const made = attempt(context, NEW, () => {
    runtime.newVariable(info, scope ?? 'Local', force);
  });
  if (made && bound.on('PassThru')) {
    context.write(variableObject(runtime.getVariable(name, scope ?? 'Local') ?? info));
  }
}

export const setVariableCommand: BuiltIn = {
  info: declare(
    'Set-Variable',
    [
      NAMES,
      VALUE,
      INCLUDE,
      EXCLUDE,
      parameter('Description', 'String'),
      parameter('Option', ITEM_OPTIONS),
      FORCE,
      parameter('Visibility', VISIBILITY),
      PASS,
      SCOPE,
    ],
    { supportsShouldProcess: true },
  ),
  typeName: SET,
  aliases: ['sv', 'set'],
  synopsis:
    'Sets the value of a variable. Creates the variable if one with the requested name does not exist.',
  start: (context) => {
    const { bound } = context;
    const named = bound.has('Name');
    const given = bound.has('Value') && !context.hasPipelineInput;
    const values: Value[] = [];
    let any = given;
    return {
      process() {
        if (!named) {
          for (const name of names(bound.list('Name'))) change(context, name, bound.get('Value'));
        } else if (!given && bound.has('Value')) {
          any = true;
          values.push(bound.get('Value') ?? null);
        }
      },
      end() {
        if (!named) return;
        const all = values.length === 1 ? (values[0] ?? null) : values;
        const value = given ? bound.get('Value') : any ? all : undefined;
        for (const name of names(bound.list('Name'))) change(context, name, value);
      },
    };
  },
};

/** @param value undefined: keep it. */
function change(context: Context, name: string, value: Value | undefined): void {
  const { bound, runtime } = context;
  const scope = bound.text('Scope') ?? (/^(global|script|local|private):/i.test(name) ? undefined : 'Local');
  const { found, filtered } = matching(context, name, scope);
  if (found.length === 0 && filtered && hasWildcards(name)) return;
  const options = optionsOf(bound.enum('Option'));
  const description = bound.text('Description');
  const infos: (VariableInfo | null)[] = found.length === 0 ? [null] : [...found];
  for (const info of infos) {
    const target = `Name: ${info?.name ?? name} Value: ${value === undefined ? '' : toText(value)}`;
    if (!context.shouldProcess(target, 'Set variable')) continue;
    if (info !== null && isLocked(info, bound.on('Force'))) {
      notWritable(context, SET, info.name);
      continue;
    }
    if (info !== null && options?.includes('Constant') === true) {
      context.error(
        errorRecord(SET, {
          id: 'VariableCannotBeMadeConstant',
          message: `Existing variable ${info.name} cannot be made constant. Variables can be made constant only at creation time.`,
          type: 'System.Management.Automation.SessionStateUnauthorizedAccessException',
          category: 'WriteError',
          target: info.name,
        }),
      );
      continue;
    }
    const ok = attempt(context, SET, () => {
      if (info !== null && options === undefined && description === undefined && info.options.length === 0) {
        if (value !== undefined) runtime.setVariable(name === info.name ? name : info.name, value, scope);
        return;
      }
      const changed: VariableInfo = {
        name: info?.name ?? name,
        value: value ?? info?.value ?? null,
        description: description ?? info?.description ?? '',
        options: options ?? info?.options ?? [],
      };
      if (value === null) changed.value = null;
      if (info === null && changed.options.length === 0 && changed.description === '') {
        runtime.setVariable(name, changed.value, scope);
      } else runtime.newVariable(changed, scope, true);
    });
    if (!ok || !bound.on('PassThru')) continue;
    const now = runtime.getVariable(info?.name ?? name, scope);
    if (now !== undefined) context.write(variableObject(now));
  }
}

export const removeVariableCommand: BuiltIn = {
  info: declare('Remove-Variable', [NAMES, INCLUDE, EXCLUDE, FORCE, SCOPE], { supportsShouldProcess: true }),
  typeName: REMOVE,
  aliases: ['rv'],
  synopsis: 'Deletes a variable and its value.',
  start: (context) => ({
    process() {
      const { bound, runtime } = context;
      const scope = bound.text('Scope') ?? 'Local';
      for (const name of names(bound.list('Name'))) {
        const { found, filtered } = matching(context, name, scope);
        if (found.length === 0 && !filtered) notFound(context, REMOVE, name);
        for (const info of found) {
          if (!context.shouldProcess(`Name: ${info.name}`, 'Remove variable')) continue;
          if (isLocked(info, bound.on('Force'))) notRemovable(context, REMOVE, info.name);
          else {
            attempt(context, REMOVE, () => {
              runtime.removeVariable(info.name, scope, bound.on('Force'));
            });
          }
        }
      }
    },
  }),
};

export const clearVariableCommand: BuiltIn = {
  info: declare('Clear-Variable', [NAMES, INCLUDE, EXCLUDE, FORCE, PASS, SCOPE], {
    supportsShouldProcess: true,
  }),
  typeName: CLEAR,
  aliases: ['clv'],
  synopsis: 'Deletes the value of a variable.',
  start: (context) => ({
    process() {
      const { bound, runtime } = context;
      const scope = bound.text('Scope');
      for (const name of names(bound.list('Name'))) {
        const { found, filtered } = matching(context, name, scope);
        if (found.length === 0 && !filtered) notFound(context, CLEAR, name);
        for (const info of found) {
          if (!context.shouldProcess(`Name: ${info.name}`, 'Clear variable')) continue;
          if (isLocked(info, bound.on('Force'))) {
            notWritable(context, CLEAR, info.name);
            continue;
          }
          const ok = attempt(context, CLEAR, () => {
            if (info.options.includes('ReadOnly')) {
              runtime.newVariable({ ...info, name: info.name, value: null }, scope, true);
            } else runtime.setVariable(info.name, null, scope);
          });
          const now = runtime.getVariable(info.name, scope);
          if (ok && bound.on('PassThru') && now !== undefined) context.write(variableObject(now));
        }
      }
    },
  }),
};
