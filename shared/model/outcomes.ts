/** How an entry of the activity log can have ended. Plain, without the schema library, for the renderer's filter. */
export const OUTCOMES = [
  'running',
  'done',
  'changed',
  'created',
  'removed',
  'connected',
  'disconnected',
  'signed-out',
  'exported',
  'imported',
  'stopped',
  'declined',
  'refused',
  'failed',
  'outcome-unknown',
] as const;
