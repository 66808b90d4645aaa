// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { helpCard, helpText } from './helpCard.ts';
import type { CommandHelp } from '../../../shared/model/console.ts';

const parameter: CommandHelp = {
  title: 'Set-Mailbox -Type',
  kind: 'parameter',
  from: 0,
  to: 5,
  type: 'SwitchParameter',
  required: true,
  position: null,
  pipeline: 'by property name',
  aliases: ['t'],
  sets: ['Identity'],
  values: ['Shared', 'Regular'],
  syntax: [],
  description: null,
};
const command: CommandHelp = {
  ...parameter,
  title: 'Get-Thing',
  kind: 'command',
  type: '',
  required: null,
  pipeline: '',
  aliases: [],
  sets: ['One', 'Two', 'Three'],
  values: [],
  syntax: ['Get-Thing [-A <string>]', 'Get-Thing -B', 'Get-Thing <b>not markup</b>'],
  description: 'Gets it.',
};
const lines = (card: HTMLElement, selector: string) =>
  Array.from(card.querySelectorAll(selector), ({ textContent }) => textContent);

test('a parameter: everything that is known of it, and no line for what is not', () => {
  const card = helpCard(parameter, { inList: false });
  expect(lines(card, 'dt')).toEqual([
    'Type',
    'Required',
    'Position',
    'Pipeline',
    'Aliases',
    'Parameter sets',
    'Values',
  ]);
  expect(lines(card, 'dd')).toEqual([
    'Switch',
    'Yes',
    'Named',
    'by property name',
    't',
    'Identity',
    'Shared, Regular',
  ]);
  expect(card.ariaLabel).toBe('Help: Set-Mailbox -Type');
  expect(helpText(parameter)).toContain('Required: Yes');
});

test('a command: its syntax as text, the first sets only beside a list', () => {
  expect(lines(helpCard(command, { inList: false }), 'pre')).toEqual(command.syntax);
  const inList = helpCard(command, { inList: true });
  expect(lines(inList, 'pre')).toEqual(command.syntax.slice(0, 2));
  expect(inList.getAttribute('role')).toBeNull();
});
