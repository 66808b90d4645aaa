const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

/**
 * Scrolls the page's one scroller for `frames` frames and answers each frame's length in milliseconds. A third each:
 * wheel steps (100 px), fast wheel (700 px) and a dragged scrollbar (thousands of rows a frame), there and back.
 */
export async function scrollFrames(frames: number): Promise<number[]> {
  const scroller = document.querySelector<HTMLElement>('[role="grid"]');
  if (!scroller) throw new Error('The page has no scroller.');
  const lengths: number[] = [];
  const far = (scroller.scrollHeight - scroller.clientHeight) / frames;
  let before = await nextFrame();
  for (let frame = 0; frame < frames; frame += 1) {
    const kind = Math.floor((frame * 3) / frames);
    const step = kind === 0 ? 100 : kind === 1 ? 700 : far;
    scroller.scrollTop += frame % 60 < 40 ? step : -step;
    const now = await nextFrame();
    lengths.push(now - before);
    before = now;
  }
  return lengths;
}
