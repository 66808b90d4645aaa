import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../cmdlets/table.ts';
import { adminClient, rowsOf, type Client } from '../testing/fakes.ts';
import { CMDLET_WORDS } from './cmdlet-words.ts';

const NAMES = [
  'Microsoft.Exchange.CalendarsAndGroups-Help.xml',
  'Microsoft.Exchange.RolesAndAccess-Help.xml',
  'Microsoft.Exchange.ProvisioningAndMigration-Help.xml',
  'Microsoft.Exchange.TransportMailControl-Help.xml',
  'Microsoft.Exchange.Management-Help.xml',
];

const ask = (client: Client, names: string | null) =>
  client.get(
    `${client.base.replace('/beta/', '/v1.0/')}/EXOHelpFile?Version=3.7.2`,
    names === null ? {} : { HelpFileNames: names },
  );

async function cmdletsIn(client: Client, names: readonly string[]): Promise<string[]> {
  const rows = rowsOf(await ask(client, JSON.stringify(names)));
  expect(rows.map((row) => row['fileName'])).toEqual(names);
  return rows.flatMap((row) =>
    [...String(row['helpFileContent']).matchAll(/<command:name>([\w-]+)</g)].map(([, name]) => name ?? ''),
  );
}

describe('the help files', () => {
  it('have every cmdlet of the account once, each in its own file', async () => {
    const all = await cmdletsIn(adminClient(), NAMES);
    expect(all.sort()).toEqual(COMMANDS.map(({ info }) => info.name).sort());
    expect(await cmdletsIn(adminClient(), [NAMES[0] ?? ''])).toContain('Get-DistributionGroup');
    const reader = await cmdletsIn(adminClient('reader'), NAMES);
    expect(reader.length).toBeGreaterThan(5);
    expect(reader.every((name) => name.startsWith('Get-'))).toBe(true);
  });

  it('have words of their own for each cmdlet and each parameter', async () => {
    expect(Object.keys(CMDLET_WORDS).sort()).toEqual(COMMANDS.map(({ info }) => info.name).sort());
    const text = (await ask(adminClient(), JSON.stringify(NAMES))).text;
    expect(text).not.toContain('<maml:Description></maml:Description>');
    expect(text).not.toContain('undefined');
  });

  it('are nothing under a name that nobody knows', async () => {
    expect(await cmdletsIn(adminClient(), ['Other-Help.xml'])).toEqual([]);
  });

  it.each([
    [null, 'is missing'],
    ['A-Help.xml', 'not a JSON array'],
    ['{"a":1}', 'not a JSON array'],
    ['["../secret"]', 'no name of a help file'],
    ['[1]', 'no name of a help file'],
  ])('are refused for the header %s', async (names, words) => {
    const answer = await ask(adminClient(), names);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(words);
  });
});
