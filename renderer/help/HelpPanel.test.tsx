// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { closeOverlays, openHelp } from '../app/frame/overlays.ts';
import { show } from '../testing/dom.tsx';
import HelpPanel from './HelpPanel.tsx';
import { linkTitles } from './forFailure.ts';
import { findTopics, helpTopics } from './search.ts';

let shown: ReturnType<typeof show> | null = null;
afterEach(() => {
  closeOverlays();
  shown?.end();
  shown = null;
});

const found = (typed: string) => findTopics(typed).flatMap(({ topics }) => topics.map(({ id }) => id));

test('every topic that a failure leads to is there, once', () => {
  const ids = helpTopics.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining(Object.keys(linkTitles)));
});

test.each([
  ['AADSTS50126', 'wrong-password'],
  ['snat', 'snat'],
  ['WinRM', 'winrm'],
  ['$', 'profile-path'],
  ['Update-ModuleManifest', 'powershellget'],
  ['System.IdentityModel', 'identity-model'],
  ['sessions', 'disconnect'],
  ['port 80', 'port-80'],
  ['times out', 'hangs'],
  ['Set-ExecutionPolicy', 'execution-policy'],
  ['AADSTS70020: the code has expired', 'other-device'],
  ['Set-User', 'not-enabled'],
  ['5 to 10 minutes', 'managed-identity'],
])('%s finds %s', (typed, id) => {
  expect(found(typed)).toContain(id);
});

test('opens with the search ready to be typed in', async () => {
  shown = show(<HelpPanel />);
  openHelp();
  const panel = await screen.findByRole('dialog', { name: 'Help: connecting' });
  const search = within(panel).getByRole('searchbox', { name: 'Search the help' });
  await waitFor(() => expect(document.activeElement === search).toBe(true));
});

test('opens at the topic that was asked for, searches, and closes with Escape', async () => {
  shown = show(<HelpPanel />);
  openHelp('not-enabled');
  const user = userEvent.setup();
  const panel = await screen.findByRole('dialog', { name: 'Help: connecting' });
  const topic = within(panel).getByRole('button', { name: 'The account is not enabled for PowerShell' });
  expect(topic.getAttribute('aria-expanded')).toBe('true');
  await waitFor(() => expect(document.activeElement === topic).toBe(true));
  within(panel).getByText('Set-User -Identity name@organisation.com -EXOModuleEnabled $true');
  await user.type(within(panel).getByRole('searchbox', { name: 'Search the help' }), 'shell was not found');
  expect(within(panel).queryByText('The account is not enabled for PowerShell')).toBeNull();
  await user.click(within(panel).getByRole('button', { name: /SNAT/ }));
  within(panel).getByText(/Each request stands for itself/);
  within(panel).getByText('No longer applies:');
});
