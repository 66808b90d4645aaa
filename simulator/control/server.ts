import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { z } from 'zod';
import type { PracticeClock } from '../clock.ts';
import type { SearchSessions } from '../compliance/search-session.ts';
import type { Apps } from '../entra/apps.ts';
import type { ConsentStore } from '../entra/consent.ts';
import type { RefreshTokens } from '../entra/refresh-tokens.ts';
import type { Sessions } from '../entra/sessions.ts';
import type { TokenCutoffs } from '../entra/verifier.ts';
import { jsonResponse } from '../http/forms.ts';
import { effectiveUrl, readRequest, sendResponse } from '../http/node-adapter.ts';
import type { PracticeRequest, PracticeResponse } from '../types.ts';
import type { FaultBook } from './faults.ts';
import type { RequestLog } from './request-log.ts';
import type { WorldDirectory } from '../world/directory.ts';
import { appSchema, clockSchema, faultRuleSchema, searchSessionsSchema, tokensSchema } from './schema.ts';
import { SECRET_HEADER } from './types.ts';

export interface ControlOptions {
  readonly secret: string;
  readonly faults: FaultBook;
  readonly log: RequestLog;
  readonly clock: PracticeClock;
  readonly tokens: TokenCutoffs;
  readonly refreshTokens: RefreshTokens;
  readonly consents: ConsentStore;
  readonly sessions: Sessions;
  readonly apps: Apps;
  readonly directory: WorldDirectory;
  readonly searchSessions: SearchSessions;
}

/** The tests' own port: every request without the secret is answered 403, whatever it asks. */
export function createControlHandler(options: ControlOptions): RequestListener {
  return (message, out) => {
    void handle(options, message, out).catch(() => out.destroy());
  };
}

async function handle(options: ControlOptions, message: IncomingMessage, out: ServerResponse): Promise<void> {
  const url = effectiveUrl({ headers: {}, url: message.url ?? '/' });
  if (url === null || !secretFits(message.headers[SECRET_HEADER], options.secret)) {
    message.resume();
    await sendResponse(jsonResponse(403, { error: 'The control secret is missing or wrong.' }), out, 'GET');
    return;
  }
  const request = await readRequest(message, url);
  await sendResponse(act(options, request), out, request.method);
}

function secretFits(given: string | string[] | undefined, secret: string): boolean {
  if (typeof given !== 'string') return false;
  const a = Buffer.from(given);
  const b = Buffer.from(secret);
  return a.length === b.length && timingSafeEqual(a, b);
}

function act(options: ControlOptions, request: PracticeRequest): PracticeResponse {
  const done = jsonResponse(200, {});
  switch (`${request.method} ${request.url.pathname}`) {
    case 'POST /faults':
      return withBody(request, faultRuleSchema, (rule) => jsonResponse(200, options.faults.add(rule)));
    case 'GET /faults':
      return jsonResponse(200, options.faults.list());
    case 'DELETE /faults':
      options.faults.clear();
      return done;
    case 'GET /log':
      return jsonResponse(200, options.log.entries());
    case 'DELETE /log':
      options.log.clear();
      return done;
    case 'POST /clock':
      return withBody(request, clockSchema, ({ skewSeconds }) => {
        options.clock.skewSeconds = skewSeconds;
        return done;
      });
    case 'POST /tokens':
      return withBody(request, tokensSchema, (order) => {
        if (order.action === 'expire') options.tokens.expireAll();
        else if (order.action === 'challenge') options.tokens.challengeAll();
        else options.refreshTokens.revokeAll(order.code);
        return done;
      });
    case 'POST /search-sessions':
      return withBody(request, searchSessionsSchema, ({ refused }) => {
        options.searchSessions.refused = refused;
        return done;
      });
    case 'POST /apps':
      return withBody(request, appSchema, (wanted) => registerApp(options, wanted));
    case 'DELETE /consents':
      options.consents.reset();
      return done;
    case 'DELETE /sessions':
      options.sessions.reset();
      return done;
    default:
      return jsonResponse(404, { error: `Nothing at ${request.method} ${request.url.pathname}.` });
  }
}

/** What is not said of an app that is there stays; a new one has nothing. */
function registerApp(
  { apps, directory }: ControlOptions,
  wanted: z.infer<typeof appSchema>,
): PracticeResponse {
  const before = apps.find(wanted.id);
  const tenant = directory.findTenant(wanted.tenant ?? before?.tenantId ?? 'contoso.com');
  const acceptedIn = wanted.acceptedIn?.map((name) => directory.findTenant(name)?.id ?? null);
  if (tenant === null || acceptedIn?.includes(null) === true) {
    return jsonResponse(400, { error: 'tenant: there is none of that name' });
  }
  const app = apps.register({
    id: wanted.id,
    displayName: wanted.displayName ?? before?.displayName ?? 'App of a test',
    tenantId: tenant.id,
    acceptedIn: acceptedIn?.filter((id) => id !== null) ?? before?.acceptedIn ?? [],
    appRoles: wanted.appRoles ?? before?.appRoles ?? [],
    directoryRoles: wanted.directoryRoles ?? before?.directoryRoles ?? [],
  });
  if (wanted.certificate !== undefined) {
    const added = apps.addCertificate(app.id, Buffer.from(wanted.certificate, 'base64'));
    if (!added) return jsonResponse(400, { error: 'certificate: not a certificate' });
  }
  return jsonResponse(200, app);
}

function withBody<T>(
  request: PracticeRequest,
  schema: z.ZodType<T>,
  use: (value: T) => PracticeResponse,
): PracticeResponse {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(request.body).toString('utf8'));
  } catch {
    return jsonResponse(400, { error: 'The body is not JSON.' });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return use(parsed.data);
  const [issue] = parsed.error.issues;
  return jsonResponse(400, {
    error: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not understood'}`,
  });
}
