import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { MAX_SCROLL_HEIGHT, ScrollScale } from './scrollScale.ts';
import { Slots } from './slots.ts';
import type { RefObject } from 'react';

export const ROW_HEIGHT = 28;
export const HEADER_HEIGHT = 32;
/** Rows are drawn in blocks: the virtualizer's memory is an eighth of what single rows would take. */
export const BLOCK_ROWS = 8;
/** Blocks stand relative to a point near them, since a transform is only exact up to 2^24 px. */
const ORIGIN_STEP = 1_000_000;
const FAR = 20_000;
const REST_MS = 120;

export type ShownBlock = {
  readonly slot: number;
  readonly first: number;
  readonly count: number;
  readonly y: number;
};

export type ScaledRows = {
  readonly blocks: readonly ShownBlock[];
  /** First and one past the last row of the blocks on the screen. */
  readonly range: readonly [number, number];
  readonly direction: 1 | -1;
  /** Height of the scroller's content below the header, px. */
  readonly scrollHeight: number;
  /** Height and width that rows can be seen in, px. */
  readonly viewport: { readonly height: number; readonly width: number };
  readonly scrollLeft: number;
  readonly scrollToRow: (row: number) => void;
};

type Options = {
  readonly total: number;
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Moved on every scroll event, without React. */
  readonly layer: RefObject<HTMLDivElement | null>;
  /** Row that stays in the DOM wherever it is (it may have the focus); -1: none. */
  readonly keep: number;
  /** Px; the grid's own where not given. */
  readonly rowHeight?: number;
  readonly headerHeight?: number;
};

/** Which rows to draw where, for any number of rows (scrollScale.ts), on the virtualizer of TanStack. */
export function useScaledRows(options: Options): ScaledRows {
  const { total, scroller, layer, keep, rowHeight = ROW_HEIGHT, headerHeight = HEADER_HEIGHT } = options;
  const blockHeight = rowHeight * BLOCK_ROWS;
  const [scale] = useState(() => new ScrollScale());
  const [slots] = useState(() => new Slots());
  const [viewport, setViewport] = useState({ height: 0, width: 0 });
  const [scrollLeft, setScrollLeft] = useState(0);
  const report = useRef<(offset: number, isScrolling: boolean) => void>(() => undefined);
  const direction = useRef<1 | -1>(1);
  const blocks = Math.ceil(total / BLOCK_ROWS);
  const keepBlock = keep >= 0 && keep < total ? Math.floor(keep / BLOCK_ROWS) : -1;

  /** What the blocks in the DOM stand relative to. */
  const origin = useRef(0);
  const place = useCallback(() => {
    if (layer.current)
      layer.current.style.transform = `translate3d(0, ${origin.current - scale.offset}px, 0)`;
  }, [layer, scale]);

  const write = useCallback(
    (top: number | null) => {
      if (top !== null && scroller.current) scroller.current.scrollTop = top;
    },
    [scroller],
  );

  const virtualizer = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: blocks,
    getScrollElement: () => scroller.current,
    estimateSize: () => blockHeight,
    overscan: 0,
    rangeExtractor: useCallback(
      ({ startIndex, endIndex }: { startIndex: number; endIndex: number }) => {
        const shown: number[] = [];
        for (let index = startIndex; index <= endIndex; index += 1) shown.push(index);
        if (keepBlock >= 0 && (keepBlock < startIndex || keepBlock > endIndex)) shown.push(keepBlock);
        return shown;
      },
      [keepBlock],
    ),
    scrollToFn: (offset) => write(scale.scrollTo(offset)),
    observeElementRect: (_, changed) => {
      const element = scroller.current;
      if (!element) return undefined;
      const measure = () => {
        const height = Math.max(0, element.clientHeight - headerHeight);
        changed({ width: element.clientWidth, height });
        setViewport((before) =>
          before.height === height && before.width === element.clientWidth
            ? before
            : { height, width: element.clientWidth },
        );
      };
      measure();
      const observer = new ResizeObserver(measure);
      observer.observe(element);
      return () => observer.disconnect();
    },
    observeElementOffset: (_, changed) => {
      const element = scroller.current;
      if (!element) return undefined;
      report.current = changed;
      let rest: ReturnType<typeof setTimeout> | undefined;
      const scrolled = () => {
        const before = scale.offset;
        const offset = scale.scrolled(element.scrollTop);
        if (offset !== before) direction.current = offset > before ? 1 : -1;
        place();
        // The rows of this frame are drawn in this frame.
        flushSync(() => {
          changed(offset, false);
          setScrollLeft(element.scrollLeft);
        });
        if (scale.drifted) write(scale.settle());
        clearTimeout(rest);
        rest = setTimeout(() => write(scale.settle()), REST_MS);
      };
      element.addEventListener('scroll', scrolled, { passive: true });
      changed(scale.offset, false);
      return () => {
        clearTimeout(rest);
        element.removeEventListener('scroll', scrolled);
      };
    },
  });

  // The content's height is set by the same render that these measures come from.
  useLayoutEffect(() => {
    const before = scale.offset;
    write(scale.resize(total * rowHeight, viewport.height));
    if (scale.offset !== before) report.current(scale.offset, false);
    place();
  });

  const scrollToRow = useCallback(
    (row: number) => {
      if (row < 0) return;
      const start = row * rowHeight;
      const height = scroller.current ? scroller.current.clientHeight - headerHeight : 0;
      const hidden = start < scale.offset || start + rowHeight > scale.offset + height;
      if (!hidden) return;
      write(scale.scrollTo(start < scale.offset ? start : start + rowHeight - height));
      place();
      report.current(scale.offset, false);
    },
    [place, scale, scroller, write, rowHeight, headerHeight],
  );

  const items = virtualizer.getVirtualItems();
  const near = Math.floor(scale.offset / ORIGIN_STEP) * ORIGIN_STEP;
  useLayoutEffect(() => {
    origin.current = near;
    place();
  }, [near, place]);
  const shown = useMemo(() => {
    const assigned = slots.assign(items.map((item) => item.index));
    return items.map((item) => ({
      slot: assigned.get(item.index) ?? 0,
      first: item.index * BLOCK_ROWS,
      count: Math.min(BLOCK_ROWS, total - item.index * BLOCK_ROWS),
      // A kept block far away stands just out of sight of anything this origin is used for.
      y: Math.min(Math.max(item.index * blockHeight - near, -FAR), ORIGIN_STEP + FAR),
    }));
  }, [items, near, slots, total, blockHeight]);

  const seen = shown.filter(
    (block) => Math.floor(block.first / BLOCK_ROWS) !== keepBlock || shown.length === 1,
  );
  return {
    blocks: shown,
    range: [seen[0]?.first ?? 0, Math.min(total, (seen.at(-1)?.first ?? 0) + BLOCK_ROWS)],
    direction: direction.current,
    scrollHeight: Math.min(total * rowHeight, MAX_SCROLL_HEIGHT),
    viewport,
    scrollLeft,
    scrollToRow,
  };
}
