// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { createPortal } from 'react-dom';
import { afterEach, expect, test } from 'vitest';
import { rovingStep, useRovingFocus } from './useRovingFocus.ts';
import type { RovingAxis } from './useRovingFocus.ts';

afterEach(cleanup);

function Group({
  names,
  axis = 'horizontal',
  circular = false,
  current,
}: {
  readonly names: readonly string[];
  readonly axis?: RovingAxis;
  readonly circular?: boolean;
  readonly current?: string;
}) {
  const group = useRovingFocus<HTMLDivElement>({ axis, circular });
  const [gone, setGone] = useState<string | null>(null);
  return (
    <>
      <button type="button">Before</button>
      <div role="group" aria-label="Group" {...group}>
        {names
          .filter((name) => name !== gone)
          .map((name) => (
            <button
              key={name}
              type="button"
              disabled={name === 'Off'}
              aria-current={name === current ? 'page' : undefined}
              aria-haspopup={name === 'Menu' ? 'menu' : undefined}
              onClick={() => setGone(name)}
            >
              {name}
            </button>
          ))}
        {createPortal(<button type="button">Elsewhere</button>, document.body)}
      </div>
      <button type="button">After</button>
    </>
  );
}

const focused = () => document.activeElement?.textContent;

test.each<[string, number, RovingAxis, boolean, number | null]>([
  ['ArrowRight', 0, 'horizontal', false, 1],
  ['ArrowRight', 2, 'horizontal', false, null],
  ['ArrowRight', 2, 'horizontal', true, 0],
  ['ArrowLeft', 0, 'both', true, 2],
  ['ArrowDown', 0, 'horizontal', true, null],
  ['ArrowDown', 0, 'vertical', false, 1],
  ['ArrowUp', 0, 'vertical', false, null],
  ['Home', 2, 'vertical', false, 0],
  ['End', 0, 'horizontal', false, 2],
  ['a', 0, 'both', true, null],
  ['End', -1, 'both', true, null],
])('%s from %i (%s, circular %s) leads to %s of three', (key, at, axis, circular, to) => {
  expect(rovingStep(key, at, 3, axis, circular)).toBe(to);
});

test('the group is one stop for Tab, and Tab comes back to where it was left', async () => {
  const user = userEvent.setup();
  render(<Group names={['One', 'Off', 'Two', 'Three']} />);
  screen.getByText('Before').focus();
  await user.tab();
  expect(focused()).toBe('One');
  await user.keyboard('{ArrowRight}');
  expect(focused()).toBe('Two');
  await user.tab();
  expect(focused()).toBe('After');
  await user.tab({ shift: true });
  expect(focused()).toBe('Two');
  await user.keyboard('{End}');
  expect(focused()).toBe('Three');
  await user.keyboard('{ArrowRight}');
  expect(focused()).toBe('Three');
  await user.keyboard('{Home}');
  expect(focused()).toBe('One');
});

test('Tab first comes to the item that is current', async () => {
  const user = userEvent.setup();
  render(<Group names={['One', 'Two', 'Three']} axis="vertical" circular current="Three" />);
  screen.getByText('Before').focus();
  await user.tab();
  expect(focused()).toBe('Three');
  await user.keyboard('{ArrowDown}');
  expect(focused()).toBe('One');
});

test('an item that goes hands its place to another', async () => {
  const user = userEvent.setup();
  render(<Group names={['One', 'Two', 'Three']} />);
  await user.click(screen.getByText('Two'));
  expect(screen.queryByText('Two')).toBeNull();
  await expect.poll(() => screen.getByText('One').tabIndex).toBe(0);
  expect(screen.getByText('Three').tabIndex).toBe(-1);
});

test('what an item opens elsewhere in the page keeps its keys, and so does a menu button its arrow down', async () => {
  const user = userEvent.setup();
  render(<Group names={['One', 'Menu', 'Three']} axis="both" />);
  screen.getByText('Elsewhere').focus();
  await user.keyboard('{Home}');
  expect(focused()).toBe('Elsewhere');
  expect(screen.getByText('One').tabIndex).toBe(0);
  screen.getByText('Menu').focus();
  await user.keyboard('{ArrowDown}');
  expect(focused()).toBe('Menu');
  await user.keyboard('{ArrowRight}');
  expect(focused()).toBe('Three');
});

test('where the item with the focus goes, another one has it', async () => {
  render(<Group names={['One', 'Two', 'Three']} />);
  const user = userEvent.setup();
  await user.tab();
  await user.tab();
  await user.keyboard('{ArrowRight}{Enter}');
  await waitFor(() => expect(focused()).toBe('One'));
  expect(screen.queryByRole('button', { name: 'Two' })).toBeNull();
});

test('an item that goes takes no focus from elsewhere', async () => {
  const { rerender } = render(<Group names={['One', 'Two']} />);
  screen.getByRole('button', { name: 'Two' }).focus();
  screen.getByRole('button', { name: 'After' }).focus();
  screen.getByRole('button', { name: 'After' }).blur();
  rerender(<Group names={['One']} />);
  await waitFor(() => expect(screen.getByRole('button', { name: 'One' }).tabIndex).toBe(0));
  expect(document.activeElement).toBe(document.body);
});
