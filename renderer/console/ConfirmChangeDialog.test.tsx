// @vitest-environment happy-dom
import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { installFakeMain } from '../testing/fakeBridge.ts';
import { fakeQuestion } from '../testing/fakeConsole.ts';
import { fakeId } from '../testing/fakeData.ts';
import { ConfirmChangeDialog } from './ConfirmChangeDialog.tsx';
import type { Confirmation } from '../../shared/model/console.ts';

afterEach(cleanup);
beforeAll(() => {
  // Nothing is drawn here, so nothing has to move; Fluent then leaves its animations out.
  Object.defineProperty(Element.prototype, 'animate', { value: undefined, configurable: true });
});

async function ask(change: Partial<Confirmation> = {}) {
  const main = installFakeMain({}, { console: { answerConfirmation: async () => undefined } });
  const question = fakeQuestion(fakeId(1), change);
  render(
    <FluentProvider theme={webLightTheme}>
      <ConfirmChangeDialog question={question} colour={1} practice={false} />
    </FluentProvider>,
  );
  const cancel = await screen.findByRole('button', { name: 'Cancel' });
  await waitFor(() => expect(document.activeElement).toBe(cancel));
  const answers = () =>
    main.world.calls.filter(({ name }) => name === 'console.answerConfirmation').map(({ input }) => input);
  return { user: userEvent.setup(), question, answers };
}

describe('ConfirmChangeDialog', () => {
  it('names organisation, command, parameters and objects', async () => {
    await ask();
    const dialog = screen.getByRole('alertdialog', { name: 'Change 3 mailboxes in Bäckerei Müller?' });
    for (const text of [
      'baeckereimueller.onmicrosoft.com',
      'LitigationHoldDuration',
      '2555',
      'Filiale Bonn',
    ]) {
      expect(dialog.textContent).toContain(text);
    }
    expect(dialog.textContent).toContain("Set-Mailbox -Identity 'filiale' -LitigationHoldEnabled $true");
    expect(screen.queryByRole('button', { name: 'OK' })).toBeNull();
  });

  it('has the focus on Cancel, so that Enter never means "change"', async () => {
    const { user, answers, question } = await ask();
    await user.keyboard('{Enter}');
    expect(answers()).toEqual([{ confirmId: question.confirmId, proceed: false }]);
  });

  it('takes Esc as Cancel', async () => {
    const { user, answers, question } = await ask();
    await user.keyboard('{Escape}');
    expect(answers()).toEqual([{ confirmId: question.confirmId, proceed: false }]);
  });

  it('changes only by its own button, and once', async () => {
    const { user, answers, question } = await ask();
    const button = screen.getByRole('button', { name: 'Change 3 mailboxes' });
    await user.dblClick(button);
    expect(answers()).toEqual([{ confirmId: question.confirmId, proceed: true }]);
  });

  it('shows the first 200 of many objects and says how many more there are', async () => {
    await ask({ objects: Array.from({ length: 2000 }, (_, i) => `Mailbox ${i}`) });
    expect(screen.getByRole('button', { name: 'Change 2,000 mailboxes' })).toBeTruthy();
    expect(screen.getByText('and 1,800 more')).toBeTruthy();
  });

  it('names the cmdlet where nothing else can be named', async () => {
    await ask({ verb: 'Run', cmdlet: 'Start-Something', objects: [] });
    expect(screen.getByRole('button', { name: 'Run Start-Something' })).toBeTruthy();
  });
});
