import type { PracticeRequest, PracticeResponse } from '../types.ts';

/** The fields of a form post; null when the body is something else. */
export function readForm(request: PracticeRequest): URLSearchParams | null {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded') return null;
  return new URLSearchParams(Buffer.from(request.body).toString('utf8'));
}

/** A JSON answer that must not be kept. */
export function jsonResponse(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): PracticeResponse {
  return {
    status,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store, no-cache',
      ...headers,
    },
    body: JSON.stringify(body),
  };
}

/** The cookie of that name, or null. */
export function readCookie(request: PracticeRequest, name: string): string | null {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, ...rest] = part.trim().split('=');
    if (key === name) return rest.join('=');
  }
  return null;
}
