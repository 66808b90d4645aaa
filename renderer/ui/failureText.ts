import type { Failure } from '../../shared/model/failure.ts';

/** A failure as text to paste to support: its kind, words and correlation id, and nothing else. */
export function failureForSupport(failure: Failure): string {
  const lines = [`Tenantdeck: ${failure.message}`];
  if (failure.hint !== '') lines.push(failure.hint);
  lines.push(`Kind: ${failure.code}`);
  if (failure.correlationId !== null) lines.push(`Correlation ID: ${failure.correlationId}`);
  lines.push(`Time: ${new Date().toISOString()}`);
  return lines.join('\n');
}
