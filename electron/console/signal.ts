/** Numbers that main and a tab's thread share, so that a script which holds its thread can be woken and stopped. */

/** Raised with every message from main. */
export const MESSAGES = 0;
/** 1: the run is to stop. */
export const STOP = 1;
/** Bytes of the buffer. */
export const SIGNAL_BYTES = 8;
