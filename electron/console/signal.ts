/** Numbers that main and a tab's thread share, so that a script which holds its thread can be woken and stopped. */

/** Raised with every message from main. */
export const MESSAGES = 0;
/** 1: the run is to stop. Main takes it back when it lets the next script start. */
export const STOP = 1;
/** Megabytes that the tab's thread uses, as it last told. */
export const MEMORY = 2;
/** Bytes of the buffer. */
export const SIGNAL_BYTES = 12;

/** What a tab's thread is given at its start. */
export interface TabWorkerData {
  /** This tab's numbers. */
  readonly signal: SharedArrayBuffer;
  /** One number: the megabytes of all tabs together. */
  readonly allMemory: SharedArrayBuffer;
}
