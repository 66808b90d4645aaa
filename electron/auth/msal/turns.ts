/**
 * Lets one caller a turn of the event loop on. Answers for many customers come in together, and MSAL works for some
 * milliseconds on each: without this they would add up to one long block.
 */
export function createTurns(): () => Promise<void> {
  let last = Promise.resolve();
  return () => {
    last = last.then(() => new Promise((resolve) => setImmediate(resolve)));
    return last;
  };
}
