import { useCallback, useEffect, useRef, useState } from 'react';
import type { Template } from '../../../shared/powershell/placeholders/find.ts';

/** A text with something to fill in. */
export interface OpenTemplate {
  readonly text: string;
  readonly template: Template;
}

/** How long typing rests before the text is looked at, ms. */
const LOOK_AFTER = 300;

/** What nearly every text lacks, so that the parser is loaded only for those that may have placeholders. */
const HINT = /<[%\p{L}_]|\byour|-here\b/iu;

/**
 * Watches the editor's text for placeholders to fill in.
 * @returns what there is to fill in now, and where to tell a new text.
 */
export function useTemplate(first: string): readonly [OpenTemplate | null, (text: string) => void] {
  const [found, setFound] = useState<OpenTemplate | null>(null);
  const newest = useRef(first);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const look = useCallback((text: string) => {
    if (!HINT.test(text)) {
      setFound(null);
      return;
    }
    void import('../../../shared/powershell/placeholders/find.ts').then(({ findPlaceholders }) => {
      if (newest.current !== text) return;
      const template = findPlaceholders(text);
      setFound(template === null ? null : { text, template });
    });
  }, []);
  const tell = useCallback(
    (text: string) => {
      newest.current = text;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => look(text), LOOK_AFTER);
    },
    [look],
  );
  useEffect(() => {
    look(newest.current);
    return () => clearTimeout(timer.current);
  }, [look]);
  return [found, tell];
}
