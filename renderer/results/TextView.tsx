import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { RowWindow } from './grid/rowWindow.ts';
import { MAX_SCROLL_HEIGHT } from './grid/scrollScale.ts';
import { useScaledRows } from './grid/useScaledRows.ts';
import { LINES_A_CALL, lineSource } from './textSource.ts';
import type { KeyboardEvent, ReactNode, Ref } from 'react';

export const LINE_HEIGHT = 20;
/** Wrapped lines have no common height, so all of them must fit into one element. */
export const WRAP_LIMIT = Math.floor(MAX_SCROLL_HEIGHT / (LINE_HEIGHT * 8));

const useStyles = makeStyles({
  scroller: {
    flexGrow: 1,
    minHeight: 0,
    minWidth: 0,
    overflow: 'auto',
    overflowAnchor: 'none',
    backgroundColor: tokens.colorNeutralBackground1,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: '20px',
    outlineStyle: 'none',
  },
  content: { position: 'relative', minWidth: '100%', width: 'max-content' },
  body: { position: 'sticky', top: 0, overflowY: 'clip' },
  layer: { position: 'relative', willChange: 'transform' },
  block: { position: 'absolute', top: 0, left: 0, minWidth: '100%' },
  line: { minHeight: '20px', padding: '0 12px', whiteSpace: 'pre' },
  wrapped: { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  found: { backgroundColor: tokens.colorBrandBackground2 },
  error: { color: tokens.colorPaletteRedForeground1 },
  warning: { color: tokens.colorPaletteDarkOrangeForeground1 },
  quiet: { color: tokens.colorNeutralForeground3 },
  mark: { backgroundColor: tokens.colorPaletteYellowBackground2, color: tokens.colorNeutralForeground1 },
});

export type TextViewHandle = { readonly showLine: (line: number) => void };

export type TextViewProps = {
  readonly tabId: string;
  readonly resultId: string;
  /** Of the view, and its rows: both tell when lines are out of date. */
  readonly version: number;
  readonly rows: number;
  readonly wrap: boolean;
  /** Text that was searched for, marked in the line `foundLine`. */
  readonly find: string;
  readonly foundLine: number | null;
  readonly onLines: (total: number) => void;
  readonly onFailure: (error: unknown) => void;
  readonly handle: Ref<TextViewHandle>;
};

/** PowerShell's own layout of the result; lines are asked for as they come into view. */
export function TextView(props: TextViewProps) {
  const { tabId, resultId, version, rows } = props;
  const [total, setTotal] = useState(0);
  const [, redraw] = useState(0);
  const listeners = useRef(props);
  useLayoutEffect(() => {
    listeners.current = props;
  });
  const lines = useMemo(
    () =>
      new RowWindow({
        blockRows: LINES_A_CALL,
        keepBlocks: 6,
        fetch: lineSource({ tabId, resultId }, version),
        changed: (now) => {
          setTotal(now);
          redraw((before) => before + 1);
          listeners.current.onLines(now);
        },
        failed: (error) => listeners.current.onFailure(error),
      }),
    [tabId, resultId, version],
  );
  useEffect(() => {
    lines.resume();
    return () => lines.stop();
  }, [lines]);
  // At least one line is asked for, whose answer says how many there are.
  const known = useRef(0);
  useEffect(() => {
    known.current = total;
  });
  useEffect(() => {
    lines.reset(version, Math.max(1, known.current, rows));
    lines.show(0, 1, 1);
  }, [lines, version, rows]);

  const Lines = props.wrap && total <= WRAP_LIMIT ? WrappedLines : PlainLines;
  return <Lines {...props} lines={lines} total={total} />;
}

type LinesProps = TextViewProps & { readonly lines: RowWindow; readonly total: number };

function PlainLines(props: LinesProps) {
  const { lines, total, handle } = props;
  const styles = useStyles();
  const scroller = useRef<HTMLDivElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const { blocks, range, direction, scrollHeight, viewport, scrollToRow } = useScaledRows({
    total,
    scroller,
    layer,
    keep: -1,
    rowHeight: LINE_HEIGHT,
    headerHeight: 0,
  });
  const [first, last] = range;
  useEffect(() => {
    if (total > 0) lines.show(first, last, direction);
  }, [lines, first, last, direction, total]);
  useImperativeHandle(handle, () => ({ showLine: scrollToRow }), [scrollToRow]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || !(event.key === 'Home' || event.key === 'End')) return;
    event.preventDefault();
    scrollToRow(event.key === 'Home' ? 0 : total - 1);
  };

  return (
    <div
      ref={scroller}
      tabIndex={0}
      role="region"
      aria-label="Result as text"
      onKeyDown={onKeyDown}
      className={mergeClasses(styles.scroller, 'focusable')}
    >
      <div className={styles.content} style={{ height: Math.max(scrollHeight, viewport.height) }}>
        <div className={styles.body} style={{ height: viewport.height }}>
          <div ref={layer} className={styles.layer}>
            {blocks.map((block) => (
              <div
                key={block.slot}
                className={styles.block}
                style={{ transform: `translateY(${block.y}px)` }}
              >
                {Array.from({ length: block.count }, (_, i) => (
                  <Line key={i} {...props} index={block.first + i} />
                ))}
              </div>
            ))}
          </div>
        </div>
      </div>
    </div>
  );
}

function WrappedLines(props: LinesProps) {
  const { lines, total, handle } = props;
  const styles = useStyles();
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_HEIGHT,
    overscan: 10,
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = (items.at(-1)?.index ?? 0) + 1;
  useEffect(() => {
    if (total > 0) lines.show(first, last, 1);
  }, [lines, first, last, total]);
  useImperativeHandle(
    handle,
    () => ({ showLine: (line) => virtualizer.scrollToIndex(line, { align: 'center' }) }),
    [virtualizer],
  );
  return (
    <div
      ref={scroller}
      tabIndex={0}
      role="region"
      aria-label="Result as text"
      className={mergeClasses(styles.scroller, 'focusable')}
    >
      <div style={{ position: 'relative', height: virtualizer.getTotalSize() }}>
        {items.map((item) => (
          <div
            key={item.key}
            ref={virtualizer.measureElement}
            data-index={item.index}
            className={styles.block}
            style={{ transform: `translateY(${item.start}px)`, width: '100%' }}
          >
            <Line {...props} index={item.index} wrapped />
          </div>
        ))}
      </div>
    </div>
  );
}

function Line({ lines, index, find, foundLine, wrapped }: LinesProps & { index: number; wrapped?: boolean }) {
  const styles = useStyles();
  const [text, kind] = lines.row(index) ?? [];
  const found = foundLine === index;
  return (
    <div
      className={mergeClasses(
        styles.line,
        wrapped === true && styles.wrapped,
        kindStyle(kind, styles),
        found && styles.found,
      )}
    >
      {text === undefined ? '…' : found ? marked(text, find, styles.mark) : text === '' ? '\u00a0' : text}
    </div>
  );
}

function kindStyle(kind: string | undefined, styles: ReturnType<typeof useStyles>): string | undefined {
  switch (kind) {
    case 'error':
      return styles.error;
    case 'warning':
      return styles.warning;
    case 'verbose':
    case 'information':
      return styles.quiet;
    default:
      return undefined;
  }
}

/** The text with what was searched for marked. */
function marked(text: string, find: string, className: string): ReactNode[] {
  const parts: ReactNode[] = [];
  const low = text.toLocaleLowerCase();
  const wanted = find.toLocaleLowerCase();
  let from = 0;
  while (wanted !== '') {
    const at = low.indexOf(wanted, from);
    if (at < 0) break;
    parts.push(
      text.slice(from, at),
      <mark key={at} className={className}>
        {text.slice(at, at + wanted.length)}
      </mark>,
    );
    from = at + wanted.length;
  }
  return [...parts, text.slice(from)];
}
