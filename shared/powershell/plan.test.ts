import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testCmdlet, testParameter } from './cmdlet.fixture.ts';
import { isPlan, planSingleCommand, type Plan, type PlanOptions } from './plan.ts';
import { maskedSecret, printCommand } from './printer.ts';
import type { PsValue } from './values.ts';

const setMailbox = testCmdlet(
  'Set-Mailbox',
  [
    testParameter('Identity', 'Object', { sets: [{ mandatory: true, position: 0, pipeline: true }] }),
    testParameter('DisplayName', 'String', { length: { min: 1, max: 10 } }),
    testParameter('EmailAddresses', 'Object'),
    testParameter('HiddenFromAddressListsEnabled', 'Boolean'),
    testParameter('MaxSendSize', 'Object'),
    testParameter('Priority', 'Int32', { range: { min: 0, max: 100 } }),
    testParameter('Languages', 'String[]', { count: { min: 1, max: 2 } }),
    testParameter('Type', 'String', { values: ['Regular', 'Shared'] }),
    testParameter('Filter', 'String'),
    testParameter('Password', 'SecureString'),
    testParameter('Force', 'SwitchParameter'),
    testParameter('Archive', 'SwitchParameter', { aliases: ['Arch'] }),
  ],
  { supportsShouldProcess: true, confirmImpact: 'Medium' },
);
const known = new Map([[setMailbox.name.toLowerCase(), setMailbox]]);

function run(text: string, options: PlanOptions = {}): ReturnType<typeof planSingleCommand> {
  return planSingleCommand(text, (name) => known.get(name.toLowerCase()), {
    names: ['Set-Mailbox'],
    ...options,
  });
}

function plan(text: string, options: PlanOptions = {}): Plan {
  const result = run(text, options);
  if (!isPlan(result)) throw new Error(JSON.stringify(result.problems));
  return result;
}

function values(text: string, options: PlanOptions = {}): Record<string, PsValue> {
  const { parameters, common } = plan(text, options);
  return Object.fromEntries([...parameters, ...common].map(([name, value]) => [name, value]));
}

function problem(text: string, options: PlanOptions = {}): string {
  const result = run(text, options);
  if (isPlan(result)) throw new Error('it was accepted');
  return result.problems.map((p) => `${p.id} ${p.line}:${p.column} ${p.message} ${p.hint}`).join('\n');
}

describe('values', () => {
  it('takes names shortened, by alias, by position, after a colon', () => {
    expect(values("set-mailbox ann -disp 'Ann B' -Arch -Force:$false -Hidden:1")).toEqual({
      Identity: 'ann',
      DisplayName: 'Ann B',
      Archive: { kind: 'switch', on: true },
      Force: { kind: 'switch', on: false },
      HiddenFromAddressListsEnabled: true,
    });
    expect(plan('Set-Mailbox ann -Arch -Force:$false').switches).toEqual(['Archive']);
  });

  it('converts to the parameter’s type', () => {
    expect(values('Set-Mailbox 5 -Priority "5" -Languages en -DisplayName 12 -MaxSendSize 98GB')).toEqual({
      Identity: 5,
      Priority: 5,
      Languages: ['en'],
      DisplayName: '12',
      MaxSendSize: { kind: 'long', value: 105226698752n },
    });
  });

  it('reads hashtables, lists, script blocks and $null', () => {
    expect(
      values(
        "Set-Mailbox a -EmailAddresses @{Add='x','y'; Remove=@('z')} -Filter {Name -eq 'b'} -MaxSendSize $null",
      ),
    ).toEqual({
      Identity: 'a',
      EmailAddresses: {
        kind: 'hashtable',
        ordered: false,
        pairs: [
          ['Add', ['x', 'y']],
          ['Remove', ['z']],
        ],
      },
      Filter: { kind: 'scriptBlock', text: "Name -eq 'b'" },
      MaxSendSize: null,
    });
  });

  it('knows common parameters and what changes something', () => {
    const result = plan('Set-Mailbox a -WhatIf -ea Stop');
    expect(result.changes).toBe(true);
    expect(result.common.map(([name]) => name)).toEqual(['WhatIf', 'ErrorAction']);
  });
});

describe('what is refused, by name and place', () => {
  const cases: [text: string, expected: RegExp][] = [
    ['', /NothingToRun 1:1/],
    ['# only this', /NothingToRun 1:1 There is only a comment/],
    ['Set-Mailbox a\nStart-Process x', /NotAvailable 2:1 More than one command/],
    ['Start-Process x', /UnknownCmdlet 1:1 line 1: Start-Process/],
    ['Set-Mailbx a', /UnknownCmdlet 1:1 .*Did you mean Set-Mailbox/],
    ['Set-Mailbox a | ft Name', /NotAvailable 1:14 A pipeline \(\| ft\)/],
    ['$x = 1', /NotAvailable 1:1 line 1: \$x =/],
    ['\n\nSet-Mailbox $x', /NotAvailable 3:13 line 3: \$x isn't available/],
    ['Set-Mailbox (Get-User a)', /NotAvailable 1:14 line 1: Get-User/],
    ['Set-Mailbox "a $b"', /NotAvailable 1:16 line 1: \$b/],
    ['Set-Mailbox $(1)', /NotAvailable 1:13/],
    ['Set-Mailbox @p', /NotAvailable 1:13 line 1: @p/],
    ['Set-Mailbox a > x.txt', /NotAvailable 1:15/],
    ['& Set-Mailbox a', /NotAvailable 1:1 line 1: &/],
    ['Set-Mailbox a -Displayname', /MissingArgument 1:15 -DisplayName has no value/],
    // It takes pipeline input, so the binder alone would let it pass.
    ['Set-Mailbox -Identity', /MissingArgument 1:13 -Identity has no value/],
    ['Set-Mailbox -Identity -DisplayName x', /MissingArgument 1:13 -Identity has no value/],
    ['Set-Mailbox a -Dispname b', /NamedParameterNotFound 1:15 .*Did you mean -DisplayName/],
    ['Set-Mailbox a -P b', /AmbiguousParameter 1:15 .*-Priority, -Password/],
    ['Set-Mailbox a b', /PositionalParameterNotFound 1:15/],
    ['Set-Mailbox a -Force $true', /PositionalParameterNotFound 1:22 .*write -Force:\$true/],
    ['Set-Mailbox -Force', /MissingMandatoryParameter 1:1 .*-Identity/],
    [
      'Set-Mailbox a -Hidden yes',
      /ParameterArgumentError 1:23 -HiddenFromAddressListsEnabled: "yes" isn't \$true or \$false/,
    ],
    ['Set-Mailbox a -Priority x', /ParameterArgumentError 1:25 .*whole number/],
    ['Set-Mailbox a -Priority 101', /ParameterArgumentError 1:25 .*outside 0 to 100/],
    ['Set-Mailbox a -Priority 3000000000', /outside what Int32 holds/],
    ['Set-Mailbox a -Type Other', /Use one of Regular, Shared/],
    ['Set-Mailbox a -DisplayName 12345678901', /11 characters; 1 to 10/],
    ['Set-Mailbox a -Languages a,b,c', /3 values are given; 1 to 2/],
    ['Set-Mailbox a -DisplayName a,b', /not a list/],
    ['Set-Mailbox a -Password secret', /secret can’t be written/],
    ['Set-Mailbox a -DisplayName a -DisplayName b', /ParameterAlreadyBound 1:30/],
    ["Set-Mailbox 'a", /TerminatorExpectedAtEndOfString 1:13/],
    ['class A { }', /NotAvailable 1:1 line 1: class/],
  ];
  it.each(cases)('%s', (text, expected) => {
    expect(problem(text)).toMatch(expected);
  });

  it('answers 1 MB of text', () => {
    expect(problem(`Set-Mailbox a -DisplayName '${'x'.repeat(1_000_000)}'`)).toMatch(/1000000 characters/);
  });
});

describe('placeholders of saved queries', () => {
  const placeholders = { who: "o'hara; Remove-Mailbox x", many: ['a', 'b'], size: 5 };

  it('are bound as values, never pasted', () => {
    expect(values('Set-Mailbox {who} -Languages {many} -Priority:{size}', { placeholders })).toEqual({
      Identity: placeholders.who,
      Languages: ['a', 'b'],
      Priority: 5,
    });
    expect(
      values('Set-Mailbox a -EmailAddresses @{Add={who}}', { placeholders })['EmailAddresses'],
    ).toMatchObject({
      pairs: [['Add', placeholders.who]],
    });
  });

  it.each(["Set-Mailbox 'a{who}'", 'Set-Mailbox "{who}"', "Set-Mailbox a -Filter {Name -eq '{who}'}"])(
    'are refused inside a text: %s',
    (text) => {
      expect(problem(text, { placeholders })).toMatch(/PlaceholderInText .*never pasted/);
    },
  );

  it('that are not declared are plain script blocks', () => {
    expect(values('Set-Mailbox a -Filter {other}', { placeholders })['Filter']).toEqual({
      kind: 'scriptBlock',
      text: 'other',
    });
  });
});

describe('printCommand', () => {
  const scalar = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom(
      "it's",
      '$x `n "q"',
      'a,b',
      '\u2018quoted\u2019',
      '\u201cx\u201d',
      '-Force',
      '@a',
      '#',
      '',
      'Unlimited',
      'line\r\nbreak\0',
    ),
    fc.integer({ min: -2147483648, max: 2147483647 }),
    fc.boolean(),
    fc.constant(null),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => ({ kind: 'long' as const, value })),
    fc
      .double({ noNaN: true, noDefaultInfinity: true })
      .map((value) => ({ kind: 'double' as const, value: value + 0 })),
  );
  const list = fc.array(scalar, { maxLength: 3 });
  const nested = fc.array(fc.oneof(scalar, list), { maxLength: 3 });
  const table = fc
    .uniqueArray(fc.string({ minLength: 1, maxLength: 6 }), {
      maxLength: 3,
      selector: (key) => key.toLowerCase(),
    })
    .chain((keys) => fc.tuple(...keys.map((key) => fc.tuple(fc.constant(key), fc.oneof(scalar, list)))))
    .chain((pairs) => fc.boolean().map((ordered) => ({ kind: 'hashtable' as const, ordered, pairs })));

  it('reads back to the same values', () => {
    fc.assert(
      fc.property(fc.oneof(scalar, nested, table), (value) => {
        const written: PsValue = value;
        const place = { start: 0, end: 0, line: 1, column: 1 };
        const text = printCommand({
          cmdlet: setMailbox,
          parameters: [['Identity', written, place]],
          common: [],
        });
        expect(values(text)['Identity'], text).toEqual(written);
      }),
      { numRuns: 2000, seed: 20261121 },
    );
  });

  it('masks secrets', () => {
    const place = { start: 0, end: 0, line: 1, column: 1 };
    const text = printCommand({
      cmdlet: setMailbox,
      parameters: [['Password', 'hunter2', place]],
      common: [],
    });
    expect(text).toBe(`Set-Mailbox -Password ${maskedSecret}`);
  });
});
