import { cleanup, render } from '@testing-library/react';
import { ThemeRoot } from '../app/theme.tsx';
import ToastRegion from '../ui/UndoToast.tsx';
import { startStores } from '../app/stores/start.ts';
import { installFakeMain } from './fakeBridge.ts';
import type { FakeWorld } from './fakeBridge.ts';
import type { ReactNode } from 'react';

/** Ends as soon as it is listened to: happy-dom's own animations reject when Fluent cancels them. */
class EndedAnimation {
  readonly playState = 'finished';
  readonly persist = (): void => undefined;
  readonly play = (): void => undefined;
  readonly pause = (): void => undefined;
  readonly cancel = (): void => undefined;
  readonly finish = (): void => undefined;
  oncancel: (() => void) | null = null;

  set onfinish(listener: (() => void) | null) {
    if (listener !== null) queueMicrotask(listener);
  }
}
Object.defineProperty(Element.prototype, 'animate', {
  value: () => new EndedAnimation(),
  configurable: true,
});

/** What queries by role, names and clicks look at in the style of an element. */
const LOOKED_AT = /(?<![-\w])(?:display|visibility|content|pointer-events)\s*:/u;
const insertRule = Reflect.get(CSSStyleSheet.prototype, 'insertRule');

/**
 * happy-dom matches each rule against each ancestor whenever it is asked for a style, and a query by role asks for that
 * of every element. Of Fluent's thousand rules only those stay that say whether an element can be seen and reached.
 */
CSSStyleSheet.prototype.insertRule = function (rule, index = 0) {
  return LOOKED_AT.test(rule) ? insertRule.call(this, rule, index) : index;
};

/** What virtual lists measure and happy-dom does not lay out: 1,200 px wide and 800 px high. */
export function giveElementsASize(): void {
  Object.defineProperty(window, 'innerWidth', { value: 1400, configurable: true });
  for (const [name, value] of [
    ['offsetHeight', 800],
    ['offsetWidth', 1200],
    ['clientHeight', 800],
  ] as const) {
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => value });
  }
}

/** Shows a component on a fake main, with theme, stores and toasts, as the frame would. */
export function show(
  content: ReactNode,
  world: Partial<FakeWorld> = {},
  fakes: Parameters<typeof installFakeMain>[1] = {},
) {
  const main = installFakeMain(world, fakes);
  const stop = startStores();
  const view = render(
    <ThemeRoot>
      {content}
      <ToastRegion />
    </ThemeRoot>,
  );
  return {
    ...view,
    main,
    /** Inputs of every call of a method, in order. */
    callsOf: (name: string) =>
      main.world.calls.filter((call) => call.name === name).map(({ input }) => input),
    end: () => {
      cleanup();
      stop();
    },
  };
}
