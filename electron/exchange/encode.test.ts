import { expect, it } from 'vitest';
import type { CmdletInfo } from '../../shared/model/cmdlet.ts';
import type { PsHashtable, PsValue } from '../../shared/powershell/values.ts';
import { encodeParameters } from './encode.ts';
import { writeWireJson } from './wire-json.ts';

const table = (...pairs: [string, PsValue][]): PsHashtable => ({ kind: 'hashtable', ordered: false, pairs });

const info = (types: Record<string, string>, encrypted: string[] = []): CmdletInfo => ({
  name: 'Set-Thing',
  defaultSet: null,
  supportsShouldProcess: true,
  confirmImpact: 'Medium',
  batching: true,
  encrypted,
  parameters: Object.entries(types).map(([name, type]) => ({ name, type, aliases: [], sets: [] })),
});

async function wire(value: PsValue, type = 'Object', name = 'X'): Promise<string> {
  const encoded = await encodeParameters({ [name]: value }, info({ [name]: type }), async () => 'never');
  return writeWireJson(encoded).slice(1, -1);
}

// real-client.md 4.3
it.each<[string, PsValue, string, string]>([
  ['a Boolean', true, 'Boolean', '"X":true'],
  ['a switch that is on', { kind: 'switch', on: true }, 'SwitchParameter', '"X":true'],
  ['a switch that is off', { kind: 'switch', on: false }, 'SwitchParameter', '"X":false'],
  ['an Int32', 5, 'Int32', '"X":5'],
  ['98GB', { kind: 'long', value: 105_226_698_752n }, 'Object', '"X":105226698752'],
  ['a long beyond 2^53', { kind: 'long', value: 9_007_199_254_740_993n }, 'Object', '"X":9007199254740993'],
  ['36.5MB', { kind: 'double', value: 38_273_024 }, 'Object', '"X":38273024.0'],
  ['a decimal', { kind: 'decimal', unscaled: 5n, scale: 0 }, 'Object', '"X":5.0'],
  ['text', '100 GB (107,374,182,400 bytes)', 'Object', '"X":"100 GB (107,374,182,400 bytes)"'],
  ['a list', ['a', 'b'], 'Object', '"X":["a","b"]'],
  ['an empty list', [], 'Object', '"X":[]'],
  ['$null', null, 'Object', '"X":null'],
  ['$null for a String', null, 'String', '"X":""'],
  ['@{Add=one}', table(['Add', 'x']), 'Object', '"X":{"@odata.type":"#Exchange.GenericHashTable","Add":"x"}'],
  ['@{}', table(), 'Object', '"X":{"@odata.type":"#Exchange.GenericHashTable"}'],
  ['[ordered]', { ...table(['A', 1]), ordered: true }, 'Object', '"X":{"A":1}'],
  [
    'a table inside a list',
    table(['Add', [table(['A', 1])]]),
    'Object',
    '"X":{"@odata.type":"#Exchange.GenericHashTable","Add":[{"A":1}]}',
  ],
  ['an untyped list of tables', [table(['A', 1])], 'Object', '"X":[{"A":1}]'],
  [
    '[hashtable[]]',
    [table(['A', 1])],
    'Hashtable[]',
    '"X@odata.type":"#Collection(Exchange.GenericHashTable)","X":[{"A":1}]',
  ],
  ['[byte[]]', [60, 114], 'Byte[]', '"X":{"@odata.type":"#Exchange.ByteArrayType","Data":[60,114]}'],
  ['a time', { kind: 'dateTime', iso: '2026-02-01T00:00:00+01:00' }, 'DateTime', '"X":"2026-01-31T23:00:00"'],
  ['a script block', { kind: 'scriptBlock', text: " Name -eq 'x' " }, 'Object', '"X":" Name -eq \'x\' "'],
])('%s', async (_name, value, type, expected) => {
  expect(await wire(value, type)).toBe(expected);
});

it('writes $true and $false of filters as text', async () => {
  expect(await wire('A -eq $true -and B -eq $False', 'String', 'RecipientFilter')).toBe(
    `"RecipientFilter":"A -eq 'True' -and B -eq 'False'"`,
  );
  expect(await wire('$true', 'String', 'DisplayName')).toBe('"DisplayName":"$true"');
});

it('writes common parameters as text', async () => {
  expect(await wire(3, 'Int32', 'OutBuffer')).toBe('"OutBuffer":"3"');
});

it('sends secrets encrypted only, credentials as JSON of both', async () => {
  const seen: string[] = [];
  const encrypt = async (plain: string) => {
    seen.push(plain);
    return 'sealed';
  };
  const cmdlet = info({ Password: 'SecureString', Credential: 'PSCredential' }, ['Password', 'Credential']);
  const given = { Password: 'hunter2', Credential: table(['username', 'a'], ['Password', 'b']) };
  const encoded = await encodeParameters(given, cmdlet, encrypt);
  expect(encoded).toEqual({ Password: 'sealed', Credential: 'sealed' });
  expect(seen).toEqual(['hunter2', '{"UserName":"a","Password":"b"}']);
  expect(await encodeParameters({ Password: null }, cmdlet, encrypt)).toEqual({ Password: null });
});

it('a key called __proto__ is data and changes nothing else', async () => {
  const text = await wire(table(['__proto__', table(['polluted', 'yes'])]));
  expect(text).toContain('"__proto__":{');
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});
