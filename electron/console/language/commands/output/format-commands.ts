import { declare, parameter } from '../declare.ts';
import { FormatSession } from '../../format/session.ts';
import { packetObject } from '../../format/packets.ts';
import {
  columnsOf,
  CUSTOM_KEYS,
  GROUP_KEYS,
  illegal,
  LIST_KEYS,
  TABLE_KEYS,
  WIDE_KEYS,
} from './format-keys.ts';
import type { CmdletParameter } from '../../../../../shared/model/cmdlet.ts';
import type { BuiltIn, Context, Running } from '../builtin.ts';
import type { FormatOptions } from '../../format/options.ts';
import type { ShapeName } from '../../format/view-model.ts';

const EXPANSIONS = ['CoreOnly', 'EnumOnly', 'Both'] as const;

/** What all Format commands share, in PowerShell's order. */
function shared(): CmdletParameter[] {
  return [
    parameter('GroupBy', 'Object'),
    parameter('View', 'String'),
    parameter('ShowError', 'SwitchParameter'),
    parameter('DisplayError', 'SwitchParameter'),
    parameter('Force', 'SwitchParameter'),
    parameter('Expand', 'String', { values: EXPANSIONS }),
    parameter('InputObject', 'PSObject', { pipeline: true }),
  ];
}

function commonOptions(context: Context, shape: ShapeName): FormatOptions {
  const { bound, runtime } = context;
  const group = bound.get('GroupBy');
  const view = bound.text('View');
  const expand = bound.text('Expand')?.toLowerCase();
  const expansion = EXPANSIONS.find((known) => known.toLowerCase() === expand);
  const groupBy = group === undefined ? undefined : columnsOf([group], GROUP_KEYS, runtime)[0];
  if (view !== undefined && bound.has('Property')) {
    throw illegal('FormatCannotSpecifyViewAndProperty', 'View and Property cannot be used together.');
  }
  return {
    shape,
    columns: [],
    force: bound.on('Force'),
    showError: bound.on('ShowError'),
    displayError: bound.on('DisplayError'),
    ...(groupBy === undefined ? {} : { groupBy }),
    ...(view === undefined ? {} : { viewName: view }),
    ...(expansion === undefined ? {} : { expand: expansion }),
  };
}

function start(context: Context, optionsOf: () => FormatOptions): Running {
  let session: FormatSession | null = null;
  return {
    begin() {
      session = new FormatSession(context.runtime, optionsOf(), (packet) => {
        context.write(packetObject(packet));
      });
    },
    process(input) {
      context.runtime.host.checkStop();
      const value = input === undefined ? context.bound.get('InputObject') : input;
      if (value !== undefined) session?.add(value);
    },
    end() {
      session?.finish();
    },
  };
}

const NAMESPACE = 'Microsoft.PowerShell.Commands';

export const formatTable: BuiltIn = {
  info: declare('Format-Table', [
    parameter('AutoSize', 'SwitchParameter'),
    parameter('RepeatHeader', 'SwitchParameter'),
    parameter('HideTableHeaders', 'SwitchParameter'),
    parameter('Wrap', 'SwitchParameter'),
    parameter('Property', 'Object[]', { position: 0 }),
    ...shared(),
  ]),
  typeName: `${NAMESPACE}.FormatTableCommand`,
  aliases: ['ft'],
  synopsis: 'Shows objects as a table.',
  start: (context) =>
    start(context, () => {
      const { bound, runtime } = context;
      return {
        ...commonOptions(context, 'table'),
        columns: columnsOf(bound.list('Property') ?? [], TABLE_KEYS, runtime),
        ...(bound.has('AutoSize') ? { autosize: bound.on('AutoSize') } : {}),
        ...(bound.has('HideTableHeaders') ? { hideHeaders: bound.on('HideTableHeaders') } : {}),
        ...(bound.has('Wrap') ? { wrap: bound.on('Wrap') } : {}),
      };
    }),
};

export const formatList: BuiltIn = {
  info: declare('Format-List', [parameter('Property', 'Object[]', { position: 0 }), ...shared()]),
  typeName: `${NAMESPACE}.FormatListCommand`,
  aliases: ['fl'],
  synopsis: 'Shows each object as a list of its properties.',
  start: (context) =>
    start(context, () => ({
      ...commonOptions(context, 'list'),
      columns: columnsOf(context.bound.list('Property') ?? [], LIST_KEYS, context.runtime),
    })),
};

export const formatWide: BuiltIn = {
  info: declare('Format-Wide', [
    parameter('Property', 'Object', { position: 0 }),
    parameter('AutoSize', 'SwitchParameter'),
    parameter('Column', 'Int32', { range: { min: 1, max: 2147483647 } }),
    ...shared(),
  ]),
  typeName: `${NAMESPACE}.FormatWideCommand`,
  aliases: ['fw'],
  synopsis: 'Shows one property of each object, several objects side by side.',
  start: (context) =>
    start(context, () => {
      const { bound, runtime } = context;
      const property = bound.get('Property');
      const columns = bound.number('Column');
      const autosize = bound.has('AutoSize') ? bound.on('AutoSize') : undefined;
      if (autosize === true && columns !== undefined) {
        throw illegal(
          'FormatCannotSpecifyAutosizeAndColumns',
          'AutoSize and Column cannot be used together.',
        );
      }
      return {
        ...commonOptions(context, 'wide'),
        columns: property === undefined ? [] : columnsOf([property], WIDE_KEYS, runtime),
        ...(columns === undefined ? {} : { wideColumns: columns }),
        ...(autosize === undefined ? {} : { autosize }),
      };
    }),
};

export const formatCustom: BuiltIn = {
  info: declare('Format-Custom', [
    parameter('Property', 'Object[]', { position: 0 }),
    parameter('Depth', 'Int32', { range: { min: 1, max: 2147483647 } }),
    ...shared(),
  ]),
  typeName: `${NAMESPACE}.FormatCustomCommand`,
  aliases: ['fc'],
  synopsis: 'Shows each object as a tree of its properties.',
  start: (context) =>
    start(context, () => {
      const depth = context.bound.number('Depth');
      return {
        ...commonOptions(context, 'complex'),
        columns: columnsOf(context.bound.list('Property') ?? [], CUSTOM_KEYS, context.runtime),
        ...(depth === undefined ? {} : { depth }),
      };
    }),
};
