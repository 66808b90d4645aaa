/** The practice cloud's own clock, so that tests can set it apart from the computer's. */
export interface PracticeClock {
  /** Milliseconds since 1970, skew included. */
  now(): number;
  /** How far the practice cloud's clock is ahead of the computer's, in seconds; negative means behind. */
  skewSeconds: number;
}

/** A clock that is `skewSeconds` ahead of the computer's. */
export function createClock(skewSeconds = 0): PracticeClock {
  return {
    skewSeconds,
    now() {
      return Date.now() + this.skewSeconds * 1000;
    },
  };
}
