import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '../app/api.ts';
import { failureOf } from '../app/failure.ts';
import { formatPlural } from '../ui/format.ts';
import { notify } from '../ui/toasts.ts';
import { WRAP_LIMIT } from './TextView.tsx';
import { findLine, wholeText } from './textSource.ts';
import type { RefObject } from 'react';
import type { TextViewHandle } from './TextView.tsx';

export type TextViewState = {
  readonly find: string;
  readonly setFind: (text: string) => void;
  /** Goes to the next (1) or previous (-1) line that holds the text. */
  readonly go: (direction: 1 | -1) => void;
  readonly foundLine: number | null;
  readonly finding: 'no' | 'searching' | 'none';
  readonly wrap: boolean;
  readonly canWrap: boolean;
  readonly setWrap: (wrap: boolean) => void;
  readonly copying: boolean;
  readonly copy: () => void;
  readonly onLines: (total: number) => void;
  readonly handle: RefObject<TextViewHandle | null>;
};

const complain = (text: string) => notify({ text, intent: 'error' });

/** Find, wrap and copy of the text view. */
export function useTextView(tabId: string, resultId: string | null): TextViewState {
  const [find, setText] = useState('');
  const [found, setFound] = useState<{ resultId: string | null; line: number } | null>(null);
  const [finding, setFinding] = useState<TextViewState['finding']>('no');
  const [wrap, setWrap] = useState(false);
  const [copying, setCopying] = useState(false);
  const [lines, setLines] = useState(0);
  const handle = useRef<TextViewHandle>(null);
  const search = useRef<AbortController | null>(null);
  const foundLine = found?.resultId === resultId ? found.line : null;

  useEffect(() => () => search.current?.abort(), [resultId]);

  const setFind = (text: string) => {
    search.current?.abort();
    setText(text);
    setFound(null);
    setFinding('no');
  };

  const go = (direction: 1 | -1) => {
    if (resultId === null || find === '' || lines === 0) return;
    search.current?.abort();
    const control = new AbortController();
    search.current = control;
    setFinding('searching');
    const start = foundLine === null ? (direction > 0 ? 0 : lines - 1) : foundLine + direction;
    findLine({ tabId, resultId }, find, start, direction, lines, control.signal).then(
      (line) => {
        if (control.signal.aborted) return;
        setFinding(line === null ? 'none' : 'no');
        setFound(line === null ? null : { resultId, line });
        if (line !== null) handle.current?.showLine(line);
      },
      (error: unknown) => {
        setFinding('no');
        complain(failureOf(error).message);
      },
    );
  };

  const copy = () => {
    if (resultId === null) return;
    setCopying(true);
    wholeText({ tabId, resultId }, lines)
      .then(async (text) => {
        if (text === null) {
          complain(
            `${formatPlural(lines, 'line is', 'lines are')} too much for the clipboard. Export writes all of it to a file.`,
          );
          return;
        }
        await api.app.copyText({ text });
        notify({ text: `${formatPlural(lines, 'line', 'lines')} copied`, timeout: 2000 });
      })
      .catch((error: unknown) => complain(failureOf(error).message))
      .finally(() => setCopying(false));
  };

  const onLines = useCallback((total: number) => setLines(total), []);
  return {
    find,
    setFind,
    go,
    foundLine,
    finding,
    wrap,
    canWrap: lines <= WRAP_LIMIT,
    setWrap,
    copying,
    copy,
    onLines,
    handle,
  };
}
