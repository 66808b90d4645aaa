import type { Failure } from '../../../shared/model/failure.ts';
import { createHttpClient } from '../../http/client.ts';
import { TransportError, type TransportErrorKind } from '../../http/transport-error.ts';
import type { Transport } from '../../http/types.ts';
import { skippedTime } from '../../testing/skipped-time.ts';
import { failureOf } from '../../testing/world.ts';
import type { FailureRow } from './row.fixture.ts';

const HANGS = 'connection hangs';
const { signal } = new AbortController();

/** The real client over a transport that lies. */
function asked(transport: Transport, idleTimeoutMs = 1000): Promise<Failure> {
  const http = createHttpClient({
    transport,
    routeOf: () => Promise.resolve('proxy.contoso.example:8080'),
    ...skippedTime(),
  });
  return failureOf(
    http.send({
      method: 'GET',
      url: 'https://outlook.office365.com/adminapi/beta/',
      headers: {},
      allowedHosts: ['outlook.office365.com'],
      retry: 'read',
      ...{ idleTimeoutMs, correlationId: 'c-1', signal },
    }),
  );
}
const broken =
  (kind: TransportErrorKind, code: string): Transport =>
  () =>
    Promise.reject(new TransportError(kind, false, code));

/** What lies between here and the service. */
export const NETWORK_ROWS: readonly FailureRow[] = [
  {
    row: HANGS,
    name: 'a web page instead of an answer',
    provoke: async (desk) => {
      const view = await desk.open();
      await desk.fault({ path: 'InvokeCommand' }, { kind: 'html', status: 200 });
      return desk.refusedRun(view);
    },
    code: 'bad-answer',
    message: /practice\.localhost answered with a web page instead of a result/,
    hint: /proxy|sign-in page/,
  },
  {
    row: HANGS,
    name: 'the port is closed',
    provoke: () => asked(broken('unreachable', 'ECONNREFUSED')),
    code: 'host-unreachable',
    message: /outlook\.office365\.com on port 443, through the proxy proxy\.contoso\.example:8080/,
    hint: /firewall or proxy/,
    action: 'proxy-settings',
  },
  {
    row: HANGS,
    name: 'nothing comes',
    provoke: () =>
      asked(
        ({ signal: ended }) =>
          new Promise((_, reject) => ended.addEventListener('abort', () => reject(new Error('ended')))),
        30,
      ),
    code: 'timed-out',
    message: /outlook\.office365\.com on port 443, through the proxy proxy\.contoso\.example:8080/,
    hint: /Try again/,
    action: 'proxy-settings',
  },
  {
    row: HANGS,
    name: 'the proxy wants a login',
    provoke: () => asked(broken('proxy', 'PROXY_LOGIN_WANTED')),
    code: 'host-unreachable',
    message: /^The proxy proxy\.contoso\.example:8080 wants a user name and a password \(407\)/,
    hint: /Settings/,
    action: 'proxy-settings',
  },
];
