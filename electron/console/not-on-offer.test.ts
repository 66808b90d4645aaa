import { describe, expect, it } from 'vitest';
import type { RunState } from '../../shared/model/console.ts';
import { deskOfFile } from '../testing/file-desk.ts';
import { draft } from '../testing/world.ts';

/** Issue 5, Sessions: the missing role is named before a call. */
const ADMIN = 'admin@contoso.practice.localhost';
const READER = 'reader@contoso.practice.localhost';

const at = deskOfFile();

async function tabOf(loginHint: string): Promise<string> {
  const { profile } = await at.practice.connections.handlers.create(draft({ accountId: null, loginHint }));
  await at.practice.connections.handlers.connect({ id: profile.id });
  return at.desk.openTab(profile.id);
}

function lastFailure(): RunState['problems'][number]['failure'] | undefined {
  const runs = at.desk.told.filter((event) => event.name === 'run');
  return runs.at(-1)?.payload.problems[0]?.failure;
}

describe('a cmdlet that there is, but not for this account', { timeout: 60_000 }, () => {
  it.each(['Set-Mailbox a -CustomAttribute1 b', 'foreach ($x in 1) { Set-Mailbox a -CustomAttribute1 b }'])(
    'is told with account, organisation and role before anything is sent: %s',
    async (text) => {
      const tab = await tabOf(READER);
      await at.desk.run(tab, 'Get-AcceptedDomain');
      at.practice.sent.length = 0;
      const ran = await at.desk.run(tab, text);
      expect(ran.state).toBe('failed');
      expect(ran.errors).toEqual([expect.stringContaining(`Set-Mailbox is not on offer to ${READER} in `)]);
      expect(ran.errors[0]).toContain('Nothing was sent');
      const { hint, code } = lastFailure() ?? { hint: '', code: null };
      expect(code).toBe('cmdlet-unknown');
      expect(hint).toContain('Its roles there: Global Reader');
      expect(hint).toContain('Set-Mailbox needs Exchange Recipient Administrator');
      expect(at.practice.sent.filter((one) => one.includes('InvokeCommand'))).toEqual([]);
      for (const { profile } of (await at.practice.connections.handlers.list()).connections)
        await at.practice.connections.handlers.remove({ id: profile.id });
    },
  );

  it('is known by what another connection had, too; a typing error is not', async () => {
    const admin = await tabOf(ADMIN);
    await at.desk.run(admin, 'Get-AcceptedDomain');
    const reader = await tabOf(READER);
    const other = await at.desk.run(reader, 'New-DistributionGroup -Name x');
    expect(other.errors[0]).toContain(`New-DistributionGroup is not on offer to ${READER}`);
    const wrong = await at.desk.run(reader, 'Get-Mailbxo');
    expect(wrong.errors[0]).toBe("Get-Mailbxo isn't a command here.");
    const none = await at.desk.run(admin, 'Add-Mailbox x');
    expect(none.errors[0]).toBe("Add-Mailbox isn't a command here.");
  });
});
