/**
 * Runs in the page: what sticks out of the window sideways, and text or buttons that are cut without a sign (three dots,
 * a scrollbar). Plain function without imports, so that it can be sent there.
 */
export function cutOff(): string[] {
  const found: string[] = [];
  const name = (element: Element): string => {
    const label = element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 40);
    return `${element.tagName.toLowerCase()}${element.getAttribute('role') === null ? '' : `[role=${String(element.getAttribute('role'))}]`} "${label}"`;
  };
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} px wide`);
  for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
    const style = getComputedStyle(element);
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (
      element.closest('.visually-hidden, svg, .fui-ProgressBar, .fui-Toaster, .cm-editor, [inert]') !== null
    )
      continue;
    const box = element.getBoundingClientRect();
    if (box.width < 2 || box.height < 2) continue;
    let clipped: HTMLElement | null = null;
    let scrolls = false;
    for (let above = element.parentElement; above !== null; above = above.parentElement) {
      const overflow = getComputedStyle(above).overflowX;
      if (overflow !== 'visible') clipped ??= above;
      scrolls ||= /auto|scroll/.test(overflow);
    }
    if (clipped !== null && !scrolls && getComputedStyle(clipped).textOverflow !== 'ellipsis') {
      const around = clipped.getBoundingClientRect();
      if (
        element.matches('button, input, a, [role=tab], [role=columnheader]') &&
        box.right > around.right + 1
      )
        found.push(`${name(element)} is cut on the right by ${name(clipped)}`);
    }
    if (!scrolls && (box.right > window.innerWidth + 1 || box.left < -1) && style.position !== 'fixed')
      found.push(`${name(element)} sticks out of the window`);
    const own = [...element.childNodes].some(
      (node) => node.nodeType === 3 && node.textContent?.trim() !== '',
    );
    if (
      own &&
      /hidden|clip/.test(style.overflowX) &&
      style.textOverflow !== 'ellipsis' &&
      element.scrollWidth > element.clientWidth + 1
    )
      found.push(`the text of ${name(element)} is cut without dots`);
  }
  return [...new Set(found)].slice(0, 20);
}
