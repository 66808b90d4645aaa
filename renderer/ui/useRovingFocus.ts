import { useEffect, useRef } from 'react';
import type { FocusEvent, KeyboardEvent, RefObject } from 'react';

export type RovingAxis = 'horizontal' | 'vertical' | 'both';

const forward: Readonly<Record<RovingAxis, readonly string[]>> = {
  horizontal: ['ArrowRight'],
  vertical: ['ArrowDown'],
  both: ['ArrowRight', 'ArrowDown'],
};
const back: Readonly<Record<RovingAxis, readonly string[]>> = {
  horizontal: ['ArrowLeft'],
  vertical: ['ArrowUp'],
  both: ['ArrowLeft', 'ArrowUp'],
};

/** Where a key leads from item `at` of `count`; null: the key is not the group's, or there is nowhere to go. */
export function rovingStep(
  key: string,
  at: number,
  count: number,
  axis: RovingAxis,
  circular: boolean,
): number | null {
  if (count === 0 || at < 0) return null;
  const step = forward[axis].includes(key) ? 1 : back[axis].includes(key) ? -1 : 0;
  if (step !== 0) {
    const to = circular ? (at + step + count) % count : at + step;
    return to < 0 || to >= count ? null : to;
  }
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}

const ITEMS = 'button:not(:disabled), a[href], input:not(:disabled), [role=radio], [role=tab]';
const CHOSEN = '[aria-current]:not([aria-current=false]), [aria-checked=true], [aria-selected=true]';

const itemsOf = (root: HTMLElement): HTMLElement[] => [...root.querySelectorAll<HTMLElement>(ITEMS)];

/** Leaves one item in the order of Tab: the last that had the focus, else the chosen one, else the one to start with. */
function keepOneStop(root: HTMLElement, last: HTMLElement | null, start: string | null): void {
  const items = itemsOf(root);
  const stop =
    items.find((item) => item === last) ??
    items.find((item) => item.matches(CHOSEN)) ??
    items.find((item) => start !== null && item.matches(start)) ??
    items[0];
  for (const item of items) {
    const wanted = item === stop ? 0 : -1;
    if (item.getAttribute('tabindex') !== String(wanted)) item.tabIndex = wanted;
  }
}

/** Keys that belong to the item itself: text that is being typed, and a button that opens a menu downwards. */
function ownsKey(target: HTMLElement, key: string): boolean {
  if (target instanceof HTMLInputElement || target.isContentEditable) return true;
  return key === 'ArrowDown' && target.getAttribute('aria-haspopup') === 'menu';
}

/**
 * Makes the buttons, links and fields of an element one stop for Tab, with arrows, Home and End inside. Spread the
 * answer on that element. Where the item that has the focus goes, as a button does that has become another, the focus
 * goes to the one that Tab would come to. Nothing is added to the page, which Fluent's own groups do: their hidden sentinels can take
 * the focus, and screen readers find them.
 */
export function useRovingFocus<E extends HTMLElement>({
  axis,
  circular = false,
  start = null,
}: {
  readonly axis: RovingAxis;
  readonly circular?: boolean;
  /** Selector of the item that Tab comes to first; the first one unless told. */
  readonly start?: string | null;
}): {
  readonly ref: RefObject<E | null>;
  readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
  readonly onBlur: (event: FocusEvent<HTMLElement>) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
} {
  const ref = useRef<E | null>(null);
  const last = useRef<HTMLElement | null>(null);
  /** The focus is on `last`, or went with it when it was taken out of the page, of which no event tells. */
  const held = useRef(false);

  useEffect(() => {
    const root = ref.current;
    if (root === null) return undefined;
    const keep = () => {
      keepOneStop(root, last.current, start);
      if (!held.current || last.current?.isConnected === true || document.activeElement !== document.body)
        return;
      held.current = false;
      root.querySelector<HTMLElement>(':is(button, a, input, [role]):not(:disabled)[tabindex="0"]')?.focus();
    };
    keep();
    // Items come and go inside components of their own.
    const observer = new MutationObserver(keep);
    observer.observe(root, { childList: true, subtree: true, attributeFilter: ['disabled', 'aria-current'] });
    return () => observer.disconnect();
  }, [start]);

  return {
    ref,
    onFocus: ({ target }) => {
      const root = ref.current;
      // A menu that an item opens is a child for React, but stands elsewhere in the page.
      if (!root?.contains(target)) return;
      last.current = target;
      held.current = true;
      keepOneStop(root, target, start);
    },
    onBlur: ({ target }) => {
      if (target.isConnected) held.current = false;
    },
    onKeyDown: (event) => {
      const root = ref.current;
      const target = event.target as HTMLElement;
      if (root === null || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
      if (!root.contains(target) || ownsKey(target, event.key)) return;
      const items = itemsOf(root);
      const to = rovingStep(event.key, items.indexOf(target), items.length, axis, circular);
      if (to === null) return;
      event.preventDefault();
      items[to]?.focus();
    },
  };
}
