// @vitest-environment happy-dom
import { Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { show } from '../testing/dom.tsx';
import { Progress } from '../ui/Progress.tsx';
import { initialSettings } from './stores/settings.ts';
import { ThemeRoot } from './theme.tsx';
import type { Settings } from '../../shared/model/settings.ts';

let shown: ReturnType<typeof show> | null = null;
afterEach(() => {
  shown?.end();
  shown = null;
});

/** Opens a menu; how often something was set in motion, and how often that was ended at once. */
async function openMenu(motion: Settings['motion'], reduced: boolean) {
  const counts = { begun: 0, ended: 0 };
  const plain = window.matchMedia.bind(window);
  vi.spyOn(window, 'matchMedia').mockImplementation((query) =>
    Object.defineProperty(plain(query), 'matches', {
      value: reduced && query.includes('prefers-reduced-motion'),
    }),
  );
  vi.spyOn(Element.prototype, 'animate').mockImplementation((_, options) => {
    counts.begun++;
    const endless = typeof options === 'object' && options?.iterations === Infinity;
    const animation = new EventTarget();
    return Object.assign(animation, {
      persist: () => undefined,
      cancel: () => undefined,
      finish: () => {
        // As browsers do (Web Animations, 4.5.15).
        if (endless) throw new DOMException('it has no end', 'InvalidStateError');
        counts.ended++;
      },
    }) as unknown as Animation;
  });
  shown = show(
    <Menu>
      <MenuTrigger>
        <button type="button">More</button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem>Rename</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>,
    { settings: { ...initialSettings, motion } },
  );
  const still = motion === 'none' || reduced;
  await waitFor(() => expect(document.documentElement.dataset['motion']).toBe(still ? 'none' : 'on'));
  await userEvent.setup().click(screen.getByRole('button', { name: 'More' }));
  await screen.findByRole('menuitem', { name: 'Rename' });
  return counts;
}

test.each([
  ['none', false],
  ['system', true],
] as const)('with motion %s (reduced by the system: %s) a menu is there at once', async (motion, reduced) => {
  const { begun, ended } = await openMenu(motion, reduced);
  expect(begun).toBeGreaterThan(0);
  expect(ended).toBe(begun);
});

test('with motion on, a menu moves', async () => {
  const { begun, ended } = await openMenu('system', false);
  expect(begun).toBeGreaterThan(0);
  expect(ended).toBe(0);
});

test('with motion none, what goes on without a known end is shown, and nothing breaks', async () => {
  const counts = await openMenu('none', false);
  shown?.rerender(
    <ThemeRoot>
      <Progress aria-label="Running" />
    </ThemeRoot>,
  );
  screen.getByRole('progressbar', { name: 'Running' });
  expect(counts.begun).toBeGreaterThan(counts.ended);
});
