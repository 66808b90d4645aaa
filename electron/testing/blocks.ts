/**
 * For tests: milliseconds of processor time that the longest turn of the event loop took, from now until the answer is
 * called. Processor time, since on a busy machine the wall clock says more about the neighbours.
 */
export function watchBlocks(): () => number {
  let longest = 0;
  let last = process.cpuUsage();
  let going = true;
  const turn = () => {
    const used = process.cpuUsage(last);
    last = process.cpuUsage();
    longest = Math.max(longest, (used.user + used.system) / 1000);
    if (going) setImmediate(turn);
  };
  setImmediate(turn);
  return () => {
    going = false;
    return longest;
  };
}
