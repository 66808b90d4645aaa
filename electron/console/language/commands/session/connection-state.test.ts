import { describe, expect, it } from 'vitest';
import type { Runtime } from '../../interpreter/runtime.ts';
import {
  isConnected,
  markConnected,
  markDisconnected,
  markRefused,
  serviceRefusal,
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
    expect(isConnected(rt)).toBe(false);
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
