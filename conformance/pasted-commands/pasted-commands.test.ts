import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CLOUDS } from '../../shared/clouds.ts';
import type { ConnectionDraft } from '../../shared/model/connection.ts';
import { CANARY, commandTexts } from './texts.ts';
import { draftFromParameters } from '../../shared/connect/parameters.ts';
import { parseConnectText } from '../../shared/connect/parse.ts';
import { printConnection } from '../../shared/connect/print.ts';

/** The one connection that a text says, without anything left open or complained of. */
function read(text: string) {
  const { connections, problems } = parseConnectText(text);
  expect({ text, problems, connections: connections.length }).toEqual({ text, problems: [], connections: 1 });
  const [found] = connections;
  if (found === undefined) throw new Error('no connection');
  expect({ text, problems: found.problems, blanks: found.blanks }).toEqual({
    text,
    problems: [],
    blanks: [],
  });
  return found;
}

/** A copy names the authority that Connect-IPPSSession needs outside the usual environment and for a customer (connect.md). */
function completed(draft: ConnectionDraft): ConnectionDraft {
  const { options, services, cloudId, delegatedTo } = draft;
  if (!services.includes('compliance') || options.authorityUri !== null) return draft;
  if (delegatedTo === undefined && cloudId === 'O365Default') return draft;
  const authorityUri = `https://${CLOUDS[cloudId].loginHost}/${delegatedTo ?? 'common'}`;
  return { ...draft, options: { ...options, authorityUri } };
}

it('a command says the same however it is written, and is the same again once it was copied', () => {
  fc.assert(
    fc.property(commandTexts, ({ command, values, text }) => {
      const meant = draftFromParameters(command, values);
      expect({ text, problems: meant.problems }).toEqual({ text, problems: [] });
      const pasted = read(text);
      expect({ text, ...pasted.draft }).toEqual({ text, ...meant.draft });
      expect({ text, needs: pasted.needs, method: pasted.method }).toEqual({
        text,
        needs: meant.needs,
        method: meant.method,
      });
      expect(JSON.stringify(parseConnectText(text))).not.toContain(CANARY);
      const copied = printConnection({ ...pasted.draft, username: pasted.draft.loginHint });
      const again = read(copied).draft;
      expect({ text, copied, ...again }).toEqual({ text, copied, ...completed(meant.draft) });
      expect(printConnection({ ...again, username: again.loginHint })).toBe(copied);
    }),
    { numRuns: 400, seed: 5 },
  );
}, 60_000);
