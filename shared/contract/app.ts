import { z } from 'zod';
import { uiStatePatchSchema, uiStateSchema } from '../model/settings.ts';
import { defineDomain } from './define.ts';

export const app = defineDomain({
  info: {
    input: z.void(),
    output: z.object({
      version: z.string(),
      electron: z.string(),
      chrome: z.string(),
      platform: z.enum(['win32', 'darwin', 'linux']),
      /** Where files of the app are, for people; no secret. */
      dataFolder: z.string(),
      /** The app was told to open on the practice cloud. */
      practice: z.boolean(),
    }),
  },
  /** Opens one of the app's own known links (documentation, admin centres) in the system browser; anything else is refused. */
  openLink: { input: z.object({ url: z.url().max(2000) }), output: z.void() },
  copyText: { input: z.object({ text: z.string().max(5_000_000) }), output: z.void() },
  readUiState: { input: z.void(), output: uiStateSchema },
  writeUiState: { input: uiStatePatchSchema, output: z.void() },
  window: { input: z.object({ action: z.enum(['minimise', 'maximise', 'close']) }), output: z.void() },
});
