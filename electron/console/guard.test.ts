import { expect, it } from 'vitest';
import type { CmdletInfo } from '../../shared/model/cmdlet.ts';
import type { QueryParameter, QueryValues } from '../../shared/model/query.ts';
import { checkCommand, objectsOf } from './command.ts';
import { changeVerb, isChange, refuseChange } from './guard.ts';
import { nounOf } from '../../shared/model/nouns.ts';
import { placeholderValues } from './query-values.ts';
import { TabList } from './tab-list.ts';

const info = (name: string, more: Partial<CmdletInfo> = {}): CmdletInfo => ({
  name,
  defaultSet: null,
  supportsShouldProcess: false,
  confirmImpact: 'None',
  batching: true,
  encrypted: [],
  parameters: [],
  ...more,
});

it.each([
  ['Get-Mailbox', false, false],
  ['Get-Mailbox', true, false],
  ['Test-MailFlow', false, false],
  ['Search-UnifiedAuditLog', false, false],
  ['Export-Thing', false, false],
  ['Export-Thing', true, true],
  ['Set-Mailbox', true, true],
  ['Set-Mailbox', false, true],
  ['Start-Thing', false, true],
  ['Unheard-Of', false, true],
])('%s with ShouldProcess %s changes data: %s', (name, supportsShouldProcess, changes) => {
  expect(isChange(info(name, { supportsShouldProcess }))).toBe(changes);
});

it('names the connection or the query that forbids a change', () => {
  const set = info('Set-Mailbox', { supportsShouldProcess: true });
  expect(() => refuseChange(set, { connection: 'Contoso', query: false })).toThrow('Contoso');
  expect(() => refuseChange(set, { connection: null, query: true })).toThrow('query');
  expect(() => refuseChange(info('Get-Mailbox'), { connection: 'Contoso', query: true })).not.toThrow();
});

it('takes nothing of the worker’s word but names and values', () => {
  const plan = {
    cmdlet: 'set-mailbox',
    parameters: { Identity: ['a', 'b'], Confirm: false },
    place: null,
    pageSize: 1,
  };
  const command = checkCommand(plan, [info('Set-Mailbox', { supportsShouldProcess: true })]);
  expect(command).toMatchObject({ changes: true, printed: "Set-Mailbox -Identity 'a','b'" });
  expect(command.parameters).not.toHaveProperty('Confirm');
  expect(objectsOf(command)).toEqual(['a', 'b']);
  expect(() => checkCommand({ ...plan, cmdlet: 'Set-Other' }, [])).toThrow('Set-Other');
});

it('prints secrets masked', () => {
  const cmdlet = info('Set-Mailbox', { encrypted: ['Password'] });
  const plan = { cmdlet: 'Set-Mailbox', parameters: { Password: 'hunter2' }, place: null, pageSize: 1 };
  const command = checkCommand(plan, [cmdlet]);
  expect(command.printed).not.toContain('hunter2');
  expect(command.hasSecrets).toBe(true);
});

it.each([
  ['Set-Mailbox', 'mailbox', 'mailboxes', 'Change'],
  ['New-DistributionGroup', 'distribution group', 'distribution groups', 'Create'],
  ['Remove-InboundConnector', 'inbound connector', 'inbound connectors', 'Remove'],
  ['Set-RetentionPolicy', 'retention policy', 'retention policies', 'Change'],
  ['Start-HistoricalSearch', 'historical search', 'historical searches', 'Run'],
  ['Set-DkimSigningConfig', 'dkim signing config', 'dkim signing configs', 'Change'],
])('%s acts on a %s, %s: %s', (cmdlet, one, many, verb) => {
  expect(nounOf(cmdlet)).toEqual({ one, many });
  expect(changeVerb(cmdlet)).toBe(verb);
});

it('a form’s values become values of their kind', () => {
  const common = { label: '', help: '', required: false };
  const parameters: QueryParameter[] = [
    { ...common, kind: 'text', name: 'text', initial: '' },
    { ...common, kind: 'switch', name: 'on', initial: false },
    { ...common, kind: 'number', name: 'n', initial: null, min: 1, max: 10 },
    { ...common, kind: 'date', name: 'day', initial: '' },
    { ...common, kind: 'choice', name: 'one', options: ['a', 'b'], initial: 'a' },
  ];
  expect(
    placeholderValues(parameters, { text: "'; x", on: true, n: 5, day: '2026-01-31', one: 'b' }),
  ).toEqual({
    text: "'; x",
    on: { kind: 'switch', on: true },
    n: 5,
    day: { kind: 'dateTime', iso: '2026-01-31' },
    one: 'b',
  });
  expect(placeholderValues(parameters, {})).toEqual({ text: null, on: null, n: null, day: null, one: null });
  const wrong: QueryValues[] = [{ n: 11 }, { one: 'c' }, { day: 'soon' }, { on: 'yes' }, { n: 'x' }];
  for (const values of wrong) expect(() => placeholderValues(parameters, values)).toThrow();
});

it('tabs and drafts come back, damaged ones are left out, secrets stay off the disk', async () => {
  const files = new Map<string, string>();
  const store = {
    read: async (name: string) => files.get(name) ?? null,
    write: async (name: string, text: string) => void files.set(name, text),
  };
  const tab = (n: number, draft: string) => ({
    tabId: `00000000-0000-4000-8000-00000000000${n}`,
    connectionId: '00000000-0000-4000-8000-000000000009',
    service: 'exchange' as const,
    kind: 'console' as const,
    title: 'T',
    draft,
  });
  const list = new TabList(store);
  list.add(tab(1, 'Get-Mailbox'), true);
  list.add(tab(2, 'Set-Mailbox a -Password hunter2'), true);
  await list.flush();
  expect(files.get('console-tabs')).not.toContain('hunter2');
  const saved = JSON.parse(files.get('console-tabs') ?? '') as { tabs: unknown[] };
  files.set('console-tabs', JSON.stringify({ ...saved, tabs: [...saved.tabs, { tabId: 7 }] }));
  const again = new TabList(store);
  await again.load();
  expect(again.list().tabs.map(({ draft }) => draft)).toEqual(['Get-Mailbox', '']);
  expect(again.list().activeTabId).toBe(tab(2, '').tabId);
  files.set('console-tabs', '{"tabs":');
  const empty = new TabList(store);
  await empty.load();
  expect(empty.list()).toEqual({ tabs: [], activeTabId: null });
});
