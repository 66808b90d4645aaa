import { z } from 'zod';
import { settingsPatchSchema, settingsSchema } from '../model/settings.ts';
import { defineDomain } from './define.ts';

export const settings = defineDomain({
  get: { input: z.void(), output: settingsSchema },
  update: { input: settingsPatchSchema, output: settingsSchema },
});
