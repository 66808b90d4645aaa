import { describe, expect, it } from 'vitest';
import { testCmdlet } from '../../../../../shared/powershell/cmdlet.fixture.ts';
import type { ConnectionFacts } from '../../host.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import {
  forgetConnections,
  markConnected,
  markDisconnected,
  markRefused,
  openConnections,
  serviceRefusal,
  serviceCmdlet,
} from './connection-state.ts';

const GET_MAILBOX = testCmdlet('Get-Mailbox', []);
const GET_EXO = testCmdlet('Get-EXOMailbox', []);
const cmdlets = new Map([GET_MAILBOX, GET_EXO].map((one) => [one.name.toLowerCase(), one]));
const FACTS = { id: 'own', service: 'exchange', prefix: '', number: 1 } as ConnectionFacts;

/** Only its host counts. */
function run(opened: readonly Partial<ConnectionFacts>[] = [], own: ConnectionFacts | null = FACTS): Runtime {
  const connections = { opened: opened.map((facts) => ({ facts: { ...FACTS, ...facts }, cmdlets })) };
  return { host: { connection: own ?? undefined, connections, service: { cmdlets } } } as unknown as Runtime;
}

const goesTo = (rt: Runtime, name: string) => serviceCmdlet(rt, name.toLowerCase())?.connection;

describe('lines after a refused Connect-', () => {
  it("never reach the tab's own organisation, and end the script", () => {
    const rt = run();
    markRefused(rt);
    markDisconnected(rt);
    expect(openConnections(rt)).toEqual([]);
    expect(serviceRefusal(rt, 'Remove-Mailbox', null)?.ends).toBe('script');
    expect(serviceRefusal(rt, 'Remove-Mailbox', null)?.message).toContain('was not sent');
  });

  it('are sent again once the script connects to it', () => {
    const rt = run();
    markRefused(rt);
    markConnected(rt);
    expect(serviceRefusal(rt, 'Get-Mailbox', null)).toBeNull();
  });

  it('are refused after Disconnect- without ending the script, and other runs are not concerned', () => {
    const rt = run();
    markDisconnected(rt);
    expect(serviceRefusal(rt, 'Get-Mailbox', null)?.ends).toBe('statement');
    expect(serviceRefusal(run(), 'Get-Mailbox', null)).toBeNull();
  });
});

describe('Connect- with -Prefix', () => {
  it('names the cmdlets of the connection anew, each prefix a connection of its own', () => {
    const rt = run();
    markConnected(rt, 'Primary');
    markConnected(rt, 'Secondary');
    markConnected(rt, 'primary');
    const [second, first, ...more] = openConnections(rt);
    expect([first?.prefix, second?.prefix, more.length]).toEqual(['primary', 'Secondary', 0]);
    expect(first?.id).toBeNull();
    expect(second?.id).toMatch(/^[0-9a-f-]{36}$/);
    for (const name of ['get-primarymailbox', 'get-secondarymailbox']) {
      expect(serviceCmdlet(rt, name)).toEqual({ cmdlet: GET_MAILBOX, connection: null });
    }
  });

  it('is disconnected one by one', () => {
    const rt = run();
    markConnected(rt, 'A');
    markConnected(rt, 'B');
    markDisconnected(rt, openConnections(rt).slice(0, 1));
    expect(serviceCmdlet(rt, 'get-amailbox')).toBeUndefined();
    expect(serviceRefusal(rt, 'Get-Mailbox', null)).toBeNull();
    markDisconnected(rt, openConnections(rt));
    expect(serviceRefusal(rt, 'Get-Mailbox', null)?.ends).toBe('statement');
    forgetConnections(rt);
    expect(serviceRefusal(rt, 'Get-Mailbox', null)).toBeNull();
  });
});

describe('which connection a cmdlet goes to', () => {
  it('is that with its prefix, and else the newest that has none', () => {
    const rt = run([
      { id: 'a', number: 2, prefix: 'Contoso' },
      { id: 'b', number: 3 },
      { id: 'c', number: 4, prefix: 'Fabrikam' },
    ]);
    expect(goesTo(rt, 'Get-ContosoMailbox')).toBe('a');
    expect(goesTo(rt, 'Get-FabrikamMailbox')).toBe('c');
    expect(goesTo(rt, 'Get-Mailbox')).toBe('b');
    markConnected(rt);
    expect(goesTo(rt, 'Get-Mailbox')).toBeNull();
  });

  it('is the newest one to Exchange for Get-EXO*, whatever its prefix', () => {
    const rt = run([
      { id: 'a', number: 2, prefix: 'Contoso' },
      { id: 'b', number: 3, service: 'compliance' },
    ]);
    expect(goesTo(rt, 'Get-EXOMailbox')).toBe('a');
    expect(goesTo(rt, 'Get-ContosoEXOMailbox')).toBe('a');
  });

  it('is not the own one of a tab that the script disconnected from or was refused on', () => {
    const rt = run([{ id: 'a', number: 2 }]);
    markRefused(rt);
    expect(serviceRefusal(rt, 'Get-Mailbox', 'a')).toBeNull();
    expect(serviceRefusal(rt, 'Get-Mailbox', null)?.ends).toBe('script');
    expect(openConnections(rt).map(({ id }) => id)).toEqual(['a']);
  });

  it('is none in a tab that has not connected yet', () => {
    const rt = run([], null);
    expect(serviceRefusal(rt, 'Get-EXOMailbox', null)?.message).toBe(
      'You must call Connect-ExchangeOnline before calling any other cmdlet.',
    );
  });
});
