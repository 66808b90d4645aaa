// @vitest-environment happy-dom
import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { useRuns } from '../results/runStore.ts';
import { installFakeMain } from '../testing/fakeBridge.ts';
import { fakeResult } from '../testing/fakeConsole.ts';
import { fakeId } from '../testing/fakeData.ts';
import { ScriptPromptDialog } from './ScriptPromptDialog.tsx';
import { stretchesOf, withMark } from './pickedRows.ts';

const tabId = fakeId(1);
const result = fakeResult({ rows: 30, title: 'Whom?', cmdlet: 'Whom?' });

afterEach(cleanup);
beforeAll(() => {
  // Nothing is drawn here, so nothing has to move; Fluent then leaves its animations out.
  Object.defineProperty(Element.prototype, 'animate', { value: undefined, configurable: true });
});
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(592);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(900);
});

async function ask(many: boolean) {
  const main = installFakeMain(
    {},
    {
      console: {
        answerPrompt: async () => undefined,
        columns: async () => [{ name: 'Name', kind: 'text', widest: 10, initial: true }],
        setView: async ({ view }) => ({ total: view.filter === '' ? 30 : 3, version: 1 }),
        rows: async ({ from, to }) => ({
          version: 1,
          total: 30,
          from,
          rows: Array.from({ length: to - from }, (_, at) => [`Row ${String(from + at)}`]),
        }),
      },
    },
  );
  useRuns.setState({ tabs: {}, exports: {} });
  const { tabs } = useRuns.getState();
  act(() => {
    useRuns.setState({
      tabs: {
        ...tabs,
        [tabId]: {
          ...{ run: null, earlier: [], results: [result], dropped: 0, question: null, prompt: null },
          ...{ progress: null, chosen: null, signInId: null },
        },
      },
    });
  });
  const { resultId } = result;
  render(
    <FluentProvider theme={webLightTheme}>
      <ScriptPromptDialog
        prompt={{
          ...{ promptId: fakeId(2), tabId, runId: result.runId },
          prompt: { type: 'rows', caption: 'Whom?', resultId, many },
        }}
      />
    </FluentProvider>,
  );
  const grid = await screen.findByRole('grid', { name: 'Whom?, 30 rows' });
  await waitFor(() => expect(grid.textContent).toContain('Row 0'));
  const answers = () =>
    main.world.calls
      .filter(({ name }) => name === 'console.answerPrompt')
      .map(({ input }) => (input as { answer: unknown }).answer);
  const user = userEvent.setup();
  await user.click(screen.getByText('Row 1'));
  return { user, answers, status: () => screen.getByText(/picked/).textContent };
}

const rows = (...stretches: [number, number][]) => [{ type: 'rows', stretches }];

describe('the grid that a script lets somebody pick from', () => {
  it('gives the rows that were marked with the keyboard', async () => {
    const { user, answers, status } = await ask(true);
    expect(status()).toContain('1 row picked');
    await user.keyboard('{ArrowDown}{Shift>}{ArrowDown}{/Shift}');
    expect(status()).toContain('2 rows picked');
    await user.keyboard('{ArrowDown}{ArrowDown} ');
    await user.keyboard('{ArrowDown}{ArrowDown} ');
    expect(status()).toContain('2 rows picked');
    await user.click(screen.getByRole('button', { name: 'OK' }));
    expect(answers()).toEqual(rows([5, 6], [7, 8]));
  });

  it('gives rows that were clicked with Ctrl, and a plain click begins anew', async () => {
    const { user, answers, status } = await ask(true);
    await user.keyboard('{Control>}');
    await user.click(screen.getByText('Row 3'));
    await user.click(screen.getByText('Row 4'));
    await user.click(screen.getByText('Row 1'));
    await user.keyboard('{/Control}');
    expect(status()).toContain('2 rows picked');
    await user.click(screen.getByRole('button', { name: 'OK' }));
    await user.click(screen.getByText('Row 6'));
    await user.click(screen.getByRole('button', { name: 'OK' }));
    expect(answers()).toEqual([...rows([3, 5]), ...rows([6, 7])]);
  });

  it('takes one row only where the script wants one', async () => {
    const { user, answers } = await ask(false);
    await user.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}{Enter}');
    expect(answers()).toEqual(rows([3, 4]));
  });

  it('picks nothing with Esc or Cancel, and the script goes on', async () => {
    const { user, answers } = await ask(true);
    await user.keyboard('{Escape}');
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(answers()).toEqual([...rows(), ...rows()]);
  });

  it('forgets its marks when other rows come to stand at their places', async () => {
    const { user, status } = await ask(true);
    await user.keyboard(' {ArrowDown} ');
    await user.type(screen.getByRole('textbox', { name: 'Filter these rows' }), 'a');
    await waitFor(() => expect(status()).toContain('1 row picked'));
  });
});

it('tells rows as stretches, and takes a mark back', () => {
  expect(stretchesOf([7, 1, 2, 3, 9])).toEqual([
    [1, 4],
    [7, 8],
    [9, 10],
  ]);
  const marked = withMark(withMark(null, 5, [1, 3]), 1, [0, 1]);
  expect([...(marked ?? [])].sort()).toEqual([2, 5]);
  expect(withMark(new Set([2]), 2, [2, 3])).toBeNull();
});
