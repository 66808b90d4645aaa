import path from 'node:path';
import { FailureError } from '../../../shared/model/failure.ts';
import type { WorkingFolder } from './working-folder.ts';

/** Where a path that a script wrote leads. */
export type WrittenPath =
  | { readonly where: 'inside' | 'outside'; readonly path: string }
  /** Another system's, which leads nowhere here. */
  | { readonly where: 'elsewhere' };

/**
 * A relative path leads into the tab's folder, which is asked for where there is none; a whole one is looked at as it is.
 * Throws FailureError where a relative path leads out of the folder, or over a link.
 */
export async function whereLeads(
  said: string,
  folder: Pick<WorkingFolder, 'root' | 'pathOf'>,
): Promise<WrittenPath> {
  if (!path.isAbsolute(said)) {
    return /^([a-z]:|\\\\|[~%])/i.test(said)
      ? { where: 'elsewhere' }
      : { where: 'inside', path: await folder.pathOf(said) };
  }
  const whole = path.normalize(said);
  const inside = folder.root !== null && (await isInside(whole, folder));
  return { where: inside ? 'inside' : 'outside', path: whole };
}

async function isInside(whole: string, folder: Pick<WorkingFolder, 'pathOf'>): Promise<boolean> {
  try {
    return (await folder.pathOf(whole)) === whole;
  } catch (error) {
    if (error instanceof FailureError) return false;
    throw error;
  }
}
