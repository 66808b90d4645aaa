import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { HttpClient } from '../http/types.ts';
import { bannerUrl } from './addresses.ts';
import { sendAuthorized } from './authorized.ts';
import type { ExchangeTarget } from './types.ts';

const TIMEOUT_MS = 30_000;
const LONGEST = 4000;

const entitySchema = z.object({ moduleBannerContent: z.string() });

/** The service's words of welcome; null: none. Nothing depends on them, so any failure is none (real-client.md 2.1). */
export async function readBanner(
  http: HttpClient,
  target: ExchangeTarget,
  signal: AbortSignal,
): Promise<string | null> {
  try {
    const answer = await sendAuthorized(http, target, {
      method: 'GET',
      url: bannerUrl(target),
      headers: {},
      retry: 'none',
      idleTimeoutMs: TIMEOUT_MS,
      correlationId: randomUUID(),
      signal,
    });
    if (answer.status !== 200) return null;
    const entity = entitySchema.parse(JSON.parse(Buffer.from(answer.body).toString('utf8')));
    const text = entity.moduleBannerContent.trim().slice(0, LONGEST);
    return text === '' ? null : text;
  } catch {
    return null;
  }
}
