/** One line a step; on a terminal the line is rewritten while a download runs, elsewhere it is printed once. */

/**
 * @param {{stream?: NodeJS.WriteStream, now?: () => number}} [options]
 */
export function createReport({ stream = process.stdout, now = Date.now } = {}) {
  let live = false;
  let lastShown = 0;
  const endLive = () => {
    if (live) stream.write('\r\x1b[2K');
    live = false;
  };
  return {
    /** A finished fact, on a line of its own. @param {string} text */
    line(text) {
      endLive();
      stream.write(`${text}\n`);
    },
    /**
     * Progress of something long. On a terminal at most ten times a second, elsewhere every ten seconds.
     * @param {string} text
     */
    progress(text) {
      const gap = stream.isTTY ? 100 : 10_000;
      if (now() - lastShown < gap) return;
      lastShown = now();
      if (stream.isTTY) {
        stream.write(`\r\x1b[2K${text}`);
        live = true;
      } else stream.write(`${text}\n`);
    },
  };
}

/** @typedef {ReturnType<typeof createReport>} Report */

/** Bytes as people read them: `196.3 MB`. @param {number} bytes */
export function bytesText(bytes) {
  return bytes < 1e6 ? `${Math.round(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Milliseconds as `850 ms` or `12.3 s`. @param {number} ms */
export function timeText(ms) {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
