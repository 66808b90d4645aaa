import { describe, expect, it } from 'vitest';
import { readHelpAnswer } from './answer.ts';
import { readMaml } from './maml.ts';

const command = (inner: string): string =>
  `<?xml version="1.0" encoding="utf-8"?><helpItems schema="maml" xmlns="http://msh"><command:command xmlns:maml="m" xmlns:command="c" xmlns:dev="d"><command:details><command:name>Get-Thing</command:name><maml:description><maml:para>Gets
   a   thing &amp; more.</maml:para></maml:description></command:details>${inner}</command:command></helpItems>`;

const answer = (files: readonly object[]): Uint8Array => Buffer.from(JSON.stringify({ value: files }));

describe('a help file in MAML', () => {
  it('is read with all that it says', () => {
    const [help] = readMaml(
      command(`<maml:description><maml:para>First.</maml:para><maml:para>Second.</maml:para></maml:description>
<command:parameters><command:parameter required="true" globbing="true"><maml:name>Identity</maml:name><maml:Description><maml:para>Which one.</maml:para></maml:Description><command:parameterValue>ThingIdParameter</command:parameterValue><dev:defaultValue>None</dev:defaultValue></command:parameter></command:parameters>
<command:inputTypes><command:inputType><dev:type><maml:name>String</maml:name></dev:type></command:inputType></command:inputTypes>
<command:returnValues><command:returnValue><dev:type><maml:name>Thing</maml:name></dev:type><maml:description><maml:para>One for each.</maml:para></maml:description></command:returnValue></command:returnValues>
<maml:alertSet><maml:alert><maml:para>Mind it.</maml:para></maml:alert></maml:alertSet>
<command:examples><command:example><maml:title>------- Example 1 -------</maml:title><dev:code>Get-Thing |
  Sort-Object</dev:code><dev:remarks><maml:para>In order.</maml:para><maml:para /></dev:remarks></command:example></command:examples>
<command:relatedLinks><maml:navigationLink><maml:linkText>Online</maml:linkText><maml:uri>https://contoso.com/thing</maml:uri></maml:navigationLink></command:relatedLinks>`),
    );
    expect(help).toEqual({
      name: 'Get-Thing',
      synopsis: 'Gets a thing & more.',
      description: ['First.', 'Second.'],
      parameters: [
        {
          name: 'Identity',
          type: 'ThingIdParameter',
          text: ['Which one.'],
          defaultValue: 'None',
          wildcards: true,
        },
      ],
      inputs: [{ type: 'String', text: [] }],
      outputs: [{ type: 'Thing', text: ['One for each.'] }],
      notes: ['Mind it.'],
      examples: [
        { title: 'Example 1', before: [], code: 'Get-Thing |\n  Sort-Object', remarks: ['In order.'] },
      ],
      links: [{ text: 'Online', address: 'https://contoso.com/thing' }],
    });
  });

  it('loses the characters that steer a console', () => {
    const [help] = readMaml(
      command('<maml:description><maml:para>a&#27;[2Jb&#7;c&#x9b;d</maml:para></maml:description>'),
    );
    expect(help?.description).toEqual(['a[2Jbcd']);
  });

  it('is skipped where it has no name of a cmdlet', () => {
    const nameless = command('').replace('Get-Thing', '../../etc');
    expect(readMaml(nameless)).toEqual([]);
  });

  it.each([
    [
      'entities of its own',
      '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;&b;">]><helpItems>&d;</helpItems>',
      'document type',
    ],
    ['a file of this computer', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><helpItems/>', 'document type'],
    ['an entity that nobody declared', '<helpItems>&secret;</helpItems>', 'undeclared entity'],
    ['no end', '<helpItems><command:command>', 'Unexpected end of file'],
    ['too many elements', `<a>${'<b/>'.repeat(400_001)}</a>`, 'too many elements'],
    ['a nesting without end', '<a>'.repeat(100_000), 'nested'],
    ['no XML', 'Not Found', 'Data at the root level'],
  ])('is refused with %s', (_what, text, words) => {
    expect(() => readMaml(text)).toThrow(words);
  });
});

describe('an answer with help files', () => {
  it('is an index of its cmdlets, and says which files could not be read', () => {
    const read = readHelpAnswer(
      answer([
        { fileName: 'A-Help.xml', helpFileContent: command('') },
        { fileName: 'B-Help.xml', helpFileContent: '<broken' },
        { fileName: 'C-Help.xml' },
      ]),
      null,
    );
    expect(Object.keys(read?.index.places ?? {})).toEqual(['get-thing']);
    expect(read?.index.leftOut).toHaveLength(1);
    expect(read?.index.leftOut[0]).toMatch(/^B-Help\.xml: Unexpected end of file/);
    const [from = 0, to = 0] = read?.index.places['get-thing'] ?? [];
    expect(JSON.parse(Buffer.from(read?.body.subarray(from, to) ?? []).toString())).toMatchObject({
      synopsis: 'Gets a thing & more.',
    });
    expect(
      readHelpAnswer(
        answer([{ fileName: 'A-Help.xml', helpFileContent: command('') }]),
        readHelpAnswer(answer([{ fileName: 'A-Help.xml', helpFileContent: command('') }]), null)?.index
          .hash ?? '',
      ),
    ).toBeNull();
  });

  it.each([
    ['<html></html>', 'not JSON'],
    ['{"error":1}', 'no list of files'],
    ['{"value":[]}', 'no help files'],
    ['{"value":[null,3,{"fileName":"A"}]}', 'no help files'],
    ['{"value":[{"fileName":"A-Help.xml","helpFileContent":"<a"}]}', 'A-Help.xml: '],
  ])('of %s is none', (text, words) => {
    expect(() => readHelpAnswer(Buffer.from(text), null)).toThrow(words);
  });

  it('takes no names of members that every object has', () => {
    const read = readHelpAnswer(
      answer([{ fileName: '__proto__', helpFileContent: command('').replace('Get-Thing', 'constructor') }]),
      null,
    );
    expect(read?.index.places).toEqual({});
  });
});
