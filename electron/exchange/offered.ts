import type { CmdletInfo } from '../../shared/model/cmdlet.ts';
import { wildcard, type TextTest } from '../console/language/operators/wildcard.ts';
import { Terminating } from '../console/language/values/errors.ts';

/**
 * Of what the service answered with, the cmdlets that -CommandName lets through, by PowerShell's wildcards in any case.
 * The service is told the same names (real-client.md 2.2); what it adds to them is not put on offer.
 * @param names empty: all
 */
export function offered(cmdlets: readonly CmdletInfo[], names: readonly string[]): readonly CmdletInfo[] {
  if (names.length === 0) return cmdlets;
  const tests = names.map(testOf);
  return cmdlets.filter(({ name }) => tests.some((fits) => fits(name)));
}

/** What is no pattern, such as a set that isn't closed, stands for itself. */
function testOf(written: string): TextTest {
  const name = written.trim();
  try {
    return wildcard(name);
  } catch (error) {
    if (!(error instanceof Terminating)) throw error;
    const lower = name.toLowerCase();
    return (text) => text.toLowerCase() === lower;
  }
}
