import { describe, expect, it } from 'vitest';
import type { Runtime } from '../../interpreter/runtime.ts';
import {
  forgetConnections,
  markConnected,
  markDisconnected,
  markRefused,
  openConnections,
  serviceRefusal,
  withoutPrefix,
} from './connection-state.ts';

/** Only its identity counts. */
function run(): Runtime {
  return Object.create(null) as Runtime;
}

describe('lines after a refused Connect-', () => {
  it("never reach the tab's own organisation, and end the script", () => {
    const rt = run();
    markRefused(rt);
    markDisconnected(rt);
    expect(openConnections(rt)).toEqual([]);
    expect(serviceRefusal(rt, 'Remove-Mailbox')?.ends).toBe('script');
    expect(serviceRefusal(rt, 'Remove-Mailbox')?.message).toContain('was not sent');
  });

  it('are sent again once the script connects to it', () => {
    const rt = run();
    markRefused(rt);
    markConnected(rt);
    expect(serviceRefusal(rt, 'Get-Mailbox')).toBeNull();
  });

  it('are refused after Disconnect- without ending the script, and other runs are not concerned', () => {
    const rt = run();
    markDisconnected(rt);
    expect(serviceRefusal(rt, 'Get-Mailbox')?.ends).toBe('statement');
    expect(serviceRefusal(run(), 'Get-Mailbox')).toBeNull();
  });
});

describe('Connect- with -Prefix', () => {
  it('names the cmdlets of the connection anew, each prefix a connection of its own', () => {
    const rt = run();
    markConnected(rt, 'Primary');
    markConnected(rt, 'Secondary');
    markConnected(rt, 'primary');
    const [first, second, ...more] = openConnections(rt);
    expect([first?.prefix, second?.prefix, more.length]).toEqual(['Primary', 'Secondary', 0]);
    expect(first?.id).toBeNull();
    expect(second?.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(withoutPrefix(rt, 'Get-PrimaryMailbox')).toBe('Get-Mailbox');
    expect(withoutPrefix(rt, 'get-secondarymailbox')).toBe('get-mailbox');
    expect(withoutPrefix(rt, 'Get-Mailbox')).toBeNull();
  });

  it('is disconnected one by one', () => {
    const rt = run();
    markConnected(rt, 'A');
    markConnected(rt, 'B');
    markDisconnected(rt, openConnections(rt).slice(0, 1));
    expect(withoutPrefix(rt, 'Get-AMailbox')).toBeNull();
    expect(serviceRefusal(rt, 'Get-Mailbox')).toBeNull();
    markDisconnected(rt, openConnections(rt));
    expect(serviceRefusal(rt, 'Get-Mailbox')?.ends).toBe('statement');
    forgetConnections(rt);
    expect(serviceRefusal(rt, 'Get-Mailbox')).toBeNull();
  });
});
