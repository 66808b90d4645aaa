import type { Capture } from './captures.ts';
import { CUSTOMER, HOME, USER } from './scene.ts';

/** Captures of what `real-client.md` describes and nobody recorded: made by code, in the form of recorded ones. */

const SYSTEM = 'SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}';
const VERSION = '3.7.2';
const EXCHANGE = 'outlook.office365.com';

/** Which connection a command is typed in (real-client.md 2.3). */
export type Who = 'user' | 'app' | 'delegated';

const ANCHORS: Readonly<Record<Who, string>> = {
  user: `UPN:${USER}`,
  app: `APP:${SYSTEM}@${HOME}`,
  delegated: `APP:${SYSTEM}@${CUSTOMER}`,
};
const READ_ANCHORS: Readonly<Record<Who, string>> = {
  user: `UPN:${USER}`,
  app: `UPN:${SYSTEM}@contoso.onmicrosoft.com`,
  delegated: `UPN:${USER}`,
};

interface Where {
  readonly who?: Who;
  readonly host?: string;
  readonly tenant?: string;
  readonly anchor?: string;
  /** Objects of a page. */
  readonly size?: number;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status?: number;
}

const tenantOf = ({ who = 'user', tenant }: Where): string =>
  tenant ?? (who === 'delegated' ? CUSTOMER : HOME);

const answer = (status = 200, body = '{"value":[]}'): Capture['response'] => ({
  ...{ status, body },
  headers: { 'Content-Type': 'application/json', 'request-id': 'RANDOM-REQUEST-ID' },
});

/** InvokeCommand (real-client.md 4.1). */
export function invoke(
  command: string,
  cmdlet: string,
  parameters: Readonly<Record<string, unknown>>,
  where: Where = {},
): Capture {
  const { who = 'user', host = EXCHANGE, anchor = ANCHORS[who], size = 1000, query = '' } = where;
  return {
    ...{ name: command, command },
    request: {
      method: 'POST',
      url: `https://${host}/adminapi/beta/${tenantOf(where)}/InvokeCommand${query}`,
      headers: {
        ...{ Host: host, 'Accept-Language': 'en-US', 'X-CmdletName': cmdlet },
        ...invokeHeaders(anchor, `odata.maxpagesize=${String(size)}`),
        'Accept-Encoding': 'gzip, deflate, br',
        'User-Agent': 'Mozilla/5.0 (Linux; made up; en-US) PowerShell/7.6.5',
        ...where.headers,
      },
      body: JSON.stringify({ CmdletInput: { CmdletName: cmdlet, Parameters: parameters } }),
    },
    response: answer(where.status),
  };
}

const invokeHeaders = (anchor: string, prefer: string) => ({
  'X-ResponseFormat': 'clixml',
  'X-SerializationLevel': 'Partial',
  'X-ClientApplication': 'ExoManagementModule',
  'X-ClientModuleVersion': VERSION,
  'X-AnchorMailbox': anchor,
  'connection-id': 'RANDOM-CONNECTION-ID',
  'client-request-id': 'RANDOM-CLIENT-REQUEST-ID',
  'Accept-Charset': 'UTF-8',
  Accept: 'application/json',
  Authorization: 'Bearer TOKEN',
  Prefer: prefer,
  WarningAction: '',
  'Content-Type': 'application/json',
});

/** One of the batches of a pipeline (real-client.md 5). */
export function batch(
  command: string,
  cmdlet: string,
  parts: readonly Readonly<Record<string, unknown>>[],
  size = 1000,
): Capture {
  const alone = invoke(command, cmdlet, {});
  const headers = {
    'X-CmdletName': cmdlet,
    'Accept-Language': 'en-US',
    'Accept-Encoding': 'gzip',
    ...invokeHeaders(ANCHORS.user, `odata.maxpagesize=${String(size)};odata.continue-on-error`),
  };
  const requests = parts.map((parameters, at) => ({
    ...{ id: String(at), method: 'POST', url: alone.request.url, headers },
    body: { CmdletInput: { CmdletName: cmdlet, Parameters: parameters } },
  }));
  return {
    ...alone,
    request: {
      ...alone.request,
      url: alone.request.url.replace('InvokeCommand', '$batch'),
      headers: { ...alone.request.headers, Prefer: 'odata.continue-on-error' },
      body: JSON.stringify({ requests }, null, 2),
    },
  };
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** `{b64}` of real-client.md 6.2, in quotes. */
export const key = (text: string): string => `'${base64(text)}'`;

/** Where an identity goes into a header (real-client.md 6.2). */
export const named = (text: string): Readonly<Record<string, string>> => ({
  'XParameter-Identity': base64(text),
});

/** A GET of Get-EXO* (real-client.md 6.1); `size` null: folders and devices have no pages. */
export function read(
  command: string,
  path: string,
  where: Omit<Where, 'size'> & { readonly size?: number | null } = {},
): Capture {
  const { who = 'user', host = EXCHANGE, anchor = READ_ANCHORS[who], size = 1000 } = where;
  const full = /[?&]\$(select|expand)=/u.test(path);
  return {
    ...{ name: command, command },
    request: {
      method: 'GET',
      url: `https://${host}/adminapi/beta/${tenantOf({ ...where, size: 0 })}/${path}`,
      headers: {
        ...{ Host: host, 'OData-MaxVersion': '4.0' },
        // A next page is asked for without it, as recorded.
        ...(path.includes('skiptoken') ? {} : { 'OData-Version': '4.0' }),
        Accept: `application/json;odata.metadata=${full ? 'full' : 'minimal'}`,
        'Accept-Charset': 'UTF-8',
        'User-Agent': 'Microsoft.OData.Client/7.21.3',
        Authorization: 'Bearer TOKEN',
        'X-AnchorMailbox': anchor,
        'client-request-id': 'RANDOM-CLIENT-REQUEST-ID',
        'connection-id': 'RANDOM-CONNECTION-ID',
        ...SHELL,
        'is-cloud-shell': 'False',
        ...(size === null ? {} : { Prefer: `odata.maxpagesize=${String(size)};` }),
        Connection: 'Keep-Alive',
        'Content-Type': 'application/json;odata.metadata=minimal',
        'Content-Length': '0',
        ...where.headers,
      },
      body: '',
    },
    response: answer(where.status),
  };
}

const SHELL = {
  'client-process-id': 'RANDOM-CLIENT-PROCESS-ID',
  'ps-version': '7.6.5',
  'exomodule-version': VERSION,
  'os-version': 'Unix 6.0',
};

/** EXOModuleFile in full (real-client.md 2.2). */
export function moduleFile(
  command: string,
  anchor: string,
  where: Where & { readonly names?: string } = {},
): Capture {
  const { host = EXCHANGE, names = '*' } = where;
  return plain(command, `https://${host}/AdminApi/v1.0/${tenantOf(where)}/EXOModuleFile?Version=${VERSION}`, {
    'X-AnchorMailbox': anchor,
    CommandName: names,
    'connection-id': 'RANDOM-CONNECTION-ID',
    'client-request-id': 'RANDOM-CLIENT-REQUEST-ID',
    ...SHELL,
    'is-cloud-shell-environment': 'False',
    'x-ms-diagnostics': 'ClientCertSigned:false',
    'Accept-Language': 'en-US',
    'X-InitializeConnectionContextObjectIdDynamic': 'true',
  });
}

/** A GET with its token and little else: banner, ping, the probe of Security & Compliance (real-client.md 2.1, 2.4, 7). */
export function plain(command: string, url: string, headers: Readonly<Record<string, string>> = {}): Capture {
  return {
    ...{ name: command, command },
    request: {
      ...{ method: 'GET', url, body: '' },
      headers: { Host: new URL(url).host, Authorization: 'Bearer TOKEN', ...headers },
    },
    response: answer(),
  };
}

/** A form to the sign-in service (real-client.md 3). */
export function signIn(
  command: string,
  path: string,
  form: Readonly<Record<string, string>>,
  { host = 'login.microsoftonline.com', headers = {} }: Pick<Where, 'host' | 'headers'> = {},
): Capture {
  return {
    ...{ name: command, command },
    request: {
      method: 'POST',
      url: `https://${host}/${path}`,
      headers: {
        ...{ Host: host, 'x-client-SKU': 'MSAL.NetCore', 'x-client-Ver': '4.66.1.0', 'x-client-OS': 'Linux' },
        'client-request-id': 'RANDOM-CLIENT-REQUEST-ID',
        'return-client-request-id': 'true',
        Accept: 'application/json',
        'Content-Type': 'application/x-www-form-urlencoded',
        ...headers,
      },
      body: new URLSearchParams(form).toString(),
    },
    response: answer(200, '{}'),
  };
}

export const CP1 = '{"access_token":{"xms_cc":{"values":["cp1"]}}}';
export const CLIENT = 'fb78d390-0c51-40cd-8e17-fdbfab77341b';
export { SYSTEM };
