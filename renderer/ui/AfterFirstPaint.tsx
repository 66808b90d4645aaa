import { Suspense, useEffect, useState, type ReactNode } from 'react';

/**
 * What nobody sees at first (panels, the palette, toasts): loaded and mounted when the first screen stands and the page
 * has time, so that it costs the start nothing.
 */
export function AfterFirstPaint({ children }: { readonly children: ReactNode }) {
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    // Two frames: the first one is what everybody waits for, and it is painted before the second one begins.
    let handle = requestAnimationFrame(() => {
      handle = requestAnimationFrame(() => {
        handle = requestIdleCallback(() => setPainted(true), { timeout: 500 });
      });
    });
    return () => {
      cancelAnimationFrame(handle);
      cancelIdleCallback(handle);
    };
  }, []);
  return painted ? <Suspense fallback={null}>{children}</Suspense> : null;
}
