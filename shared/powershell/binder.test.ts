import { describe, expect, it } from 'vitest';
import { bindCommand, type BindResult } from './binder.ts';
import { testCmdlet, testParameter } from './cmdlet.fixture.ts';
import { parseScript } from './parser/index.ts';
import { allNodes } from './walk.ts';

const cmdlet = testCmdlet(
  'Get-Thing',
  [
    testParameter('Identity', 'Object', { sets: [{ set: 'Identity', position: 0, pipeline: true }] }),
    testParameter('Anr', 'String', { sets: [{ set: 'AnrSet', mandatory: true }] }),
    testParameter('ResultSize', 'Object', { aliases: ['Size'] }),
    testParameter('Deep', 'SwitchParameter', { sets: [{ set: 'Identity' }] }),
    testParameter('SortBy', 'String'),
  ],
  { defaultSet: 'Identity' },
);

function bind(text: string, pipelineInput = false): BindResult {
  const command = [...allNodes(parseScript(text).ast)].find((node) => node.kind === 'Command');
  if (command === undefined) throw new Error('no command');
  return bindCommand(command, cmdlet, { source: text, pipelineInput });
}

function names(text: string): string[] {
  return bind(text).bound.map((b) => b.parameter.name);
}

function failures(text: string): string[] {
  return bind(text).failures.map((f) => `${f.id} ${f.element} ${f.start}`);
}

describe('bindCommand', () => {
  it('binds positions, shortened names, aliases, switches and common parameters', () => {
    expect(names('Get-Thing x -Res 5 -Deep -ea Stop')).toEqual([
      'ResultSize',
      'Deep',
      'ErrorAction',
      'Identity',
    ]);
    expect(names('Get-Thing -Size 5')).toEqual(['ResultSize']);
  });

  it('prefers a cmdlet’s own parameter to a common one', () => {
    expect(names('Get-Thing -De')).toEqual(['Deep']);
  });

  it('settles on a parameter set', () => {
    expect(bind('Get-Thing').set).toBe('Identity');
    expect(bind('Get-Thing -Anr a').set).toBe('AnrSet');
    expect(failures('Get-Thing -Anr a -Deep')).toEqual(['AmbiguousParameterSet Get-Thing 0']);
  });

  it('tells what is missing', () => {
    const other = testCmdlet('New-Thing', [
      testParameter('Name', 'String', { sets: [{ mandatory: true, pipeline: true }] }),
    ]);
    const [command] = [...allNodes(parseScript('New-Thing').ast)].filter((node) => node.kind === 'Command');
    expect(command && bindCommand(command, other, { source: 'New-Thing' }).missing).toEqual(['Name']);
    expect(
      command && bindCommand(command, other, { source: 'New-Thing', pipelineInput: true }).missing,
    ).toEqual([]);
  });

  it('reports every failure with its place', () => {
    expect(failures('Get-Thing -Nope 1 -S x -Res')).toEqual([
      'NamedParameterNotFound Nope 10',
      'AmbiguousParameter S 18',
      'MissingArgument Get-Thing 23',
    ]);
    expect(failures('Get-Thing a b')).toEqual(['PositionalParameterNotFound b 12']);
    expect(failures('Get-Thing -Size 1 -ResultSize 2')).toEqual(['ParameterAlreadyBound ResultSize 18']);
  });
});
