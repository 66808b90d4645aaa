import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { MAX_SCROLL_HEIGHT, ScrollScale } from './scrollScale.ts';
import { Slots } from './slots.ts';
import type { RefObject } from 'react';

export const ROW_HEIGHT = 28;
export const HEADER_HEIGHT = 32;
/** Rows a block where nothing else is said. */
const BLOCK_ROWS = 8;
/** The virtualizer keeps something for every item it counts: it counts those of a segment around what is shown. */
const SEGMENT = 4096;
const SEGMENT_MARGIN = 1024;
const REST_MS = 120;

export type ShownBlock = {
  /** Place in the DOM, which a block keeps while it is shown. */
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
  /** Rows that are drawn and taken away together. */
  readonly blockRows?: number;
};

/** First block of the segment to count, given the one so far, the first block on the screen and how many there are. */
function segmentAt(before: number, first: number, blocks: number): number {
  const fits =
    (before === 0 || first >= before + SEGMENT_MARGIN) &&
    (before + SEGMENT >= blocks || first < before + SEGMENT - SEGMENT_MARGIN);
  return fits && before < Math.max(1, blocks) ? before : Math.max(0, first - SEGMENT / 2);
}

/** Which rows to draw where, for any number of rows (scrollScale.ts), on the virtualizer of TanStack. */
export function useScaledRows(options: Options): ScaledRows {
  const { total, scroller, layer, keep, rowHeight = ROW_HEIGHT, headerHeight = HEADER_HEIGHT } = options;
  const { blockRows = BLOCK_ROWS } = options;
  const blockHeight = rowHeight * blockRows;
  const blocks = Math.ceil(total / blockRows);
  const keepBlock = keep >= 0 && keep < total ? Math.floor(keep / blockRows) : -1;
  const [scale] = useState(() => new ScrollScale());
  const [slots] = useState(() => new Slots());
  const [viewport, setViewport] = useState({ height: 0, width: 0 });
  const [scrollLeft, setScrollLeft] = useState(0);
  const [segment, setSegment] = useState(0);
  const counted = useRef(segment);
  const report = useRef<(offset: number, isScrolling: boolean) => void>(() => undefined);
  const direction = useRef<1 | -1>(1);

  /** Tells the virtualizer where the rows stand. */
  const tell = useCallback(() => {
    counted.current = segmentAt(counted.current, Math.floor(scale.offset / blockHeight), blocks);
    setSegment(counted.current);
    report.current(scale.offset - counted.current * blockHeight, false);
  }, [scale, blockHeight, blocks]);
  const latestTell = useRef(tell);
  useLayoutEffect(() => {
    latestTell.current = tell;
  }, [tell]);

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
    count: Math.max(0, Math.min(SEGMENT, blocks - segment)),
    getScrollElement: () => scroller.current,
    estimateSize: () => blockHeight,
    overscan: 0,
    scrollToFn: (offset) => write(scale.scrollTo(offset + counted.current * blockHeight)),
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
        const left = element.scrollLeft;
        const offset = scale.scrolled(element.scrollTop);
        if (offset !== before) direction.current = offset > before ? 1 : -1;
        // The rows of this frame are drawn in this frame.
        flushSync(() => {
          latestTell.current();
          setScrollLeft(left);
        });
        place();
        if (scale.drifted) write(scale.settle());
        clearTimeout(rest);
        rest = setTimeout(() => write(scale.settle()), REST_MS);
      };
      element.addEventListener('scroll', scrolled, { passive: true });
      changed(scale.offset - counted.current * blockHeight, false);
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
    if (scale.offset !== before) tell();
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
      tell();
    },
    [place, tell, scale, scroller, write, rowHeight, headerHeight],
  );

  const items = virtualizer.getVirtualItems();
  const first = segment + (items[0]?.index ?? 0);
  // Always as many as can be partly in sight, so that none is made and dropped while the rows pass.
  const most = Math.ceil(viewport.height / blockHeight) + 1;
  const end = items.length === 0 ? first : Math.min(blocks, first + Math.max(most, items.length));
  const placed = useMemo(
    () => slots.place(first, end, keepBlock, blockHeight),
    [slots, first, end, keepBlock, blockHeight],
  );
  useLayoutEffect(() => {
    origin.current = placed.origin;
    place();
  }, [placed, place]);
  const shown = useMemo(
    () =>
      placed.blocks.map(({ slot, block, y }) => ({
        slot,
        first: block * blockRows,
        count: Math.min(blockRows, total - block * blockRows),
        y,
      })),
    [placed, total, blockRows],
  );

  return {
    blocks: shown,
    range: [first * blockRows, Math.min(total, end * blockRows)],
    direction: direction.current,
    scrollHeight: Math.min(total * rowHeight, MAX_SCROLL_HEIGHT),
    viewport,
    scrollLeft,
    scrollToRow,
  };
}
