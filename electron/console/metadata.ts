import type { CmdletInfo } from '../../shared/model/cmdlet.ts';
import { EXO_CMDLETS } from '../exchange/exo/cmdlets.ts';
import type { ExchangeSession } from '../exchange/types.ts';

/** JSON of a list of cmdlets, made once for each list: tabs of one connection share it. */
const texts = new WeakMap<readonly CmdletInfo[], string>();

export function cmdletsText(cmdlets: readonly CmdletInfo[]): string {
  let text = texts.get(cmdlets);
  if (text === undefined) {
    text = JSON.stringify(cmdlets);
    texts.set(cmdlets, text);
  }
  return text;
}

/**
 * The cmdlets that a text is planned with. A Get-EXO* read doesn't wait for the module file, since its cmdlets are
 * known without it; all else does, and fails as that does.
 */
export async function cmdletsFor(
  text: string,
  session: ExchangeSession,
): Promise<{ cmdlets: readonly CmdletInfo[]; whole: boolean }> {
  const loading = session.cmdlets().then((cmdlets) => ({ cmdlets, whole: true }));
  if (!/^\s*get-exo\w+\b/i.test(text.slice(0, 200))) return loading;
  const known = { cmdlets: EXO_CMDLETS, whole: false };
  const now = new Promise<typeof known>((resolve) => {
    setImmediate(() => resolve(known));
  });
  return Promise.race([loading.catch(() => known), now]);
}
