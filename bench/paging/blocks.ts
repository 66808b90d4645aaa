/** How long the event loop of this thread was kept from its next turn, at worst. Milliseconds. */
export interface Blocks {
  /** Time that the thread worked in that stretch: what its own code (and garbage collection) is to blame for. */
  readonly worked: number;
  /** By the clock; on a busy machine this counts the time that other processes had the processor too. */
  readonly clock: number;
}

/** Watches from now on; the answer ends it. A turn is taken every millisecond. */
export function watchBlocks(): () => Blocks {
  let worked = 0;
  let clock = 0;
  let lastClock = performance.now();
  let lastWork = workOfThread();
  const timer = setInterval(() => {
    const nowClock = performance.now();
    const nowWork = workOfThread();
    const wall = nowClock - lastClock;
    clock = Math.max(clock, wall);
    worked = Math.max(worked, Math.min(wall, nowWork - lastWork));
    lastClock = nowClock;
    lastWork = nowWork;
  }, 1);
  return () => {
    clearInterval(timer);
    return { worked, clock };
  };
}

function workOfThread(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
