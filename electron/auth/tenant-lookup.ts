import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { CLOUDS, type CloudId } from '../../shared/clouds.ts';
import { fail } from '../../shared/model/failure.ts';
import type { HttpClient, HttpResponse } from '../http/types.ts';

export interface FoundTenant {
  readonly tenantId: string;
  /** The environment that the organisation really lives in. */
  readonly cloudId: CloudId;
  /** That environment's name; of US Government's own part of the worldwide one where the organisation is in it. */
  readonly cloudName: string;
}

export interface TenantQuestion {
  readonly cloudId: CloudId;
  /** Any domain of the organisation, or its tenant id. */
  readonly domain: string;
  /** Where a connection has a sign-in host of its own. */
  readonly loginHost?: string;
  readonly signal: AbortSignal;
}

/** Finds an organisation by its domain, before anybody signs in. Throws FailureError; not-found where no cloud has it. */
export type TenantLookup = (question: TenantQuestion) => Promise<FoundTenant>;

const TIMEOUT_MS = 15_000;
const DOMAIN = /^(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What is read of the document (exchange-rest-protocol.md 4.4). */
const documentSchema = z.object({
  issuer: z.string(),
  tenant_region_scope: z.string().nullish(),
  tenant_region_sub_scope: z.string().nullish(),
  cloud_instance_name: z.string().nullish(),
});
type Document = z.infer<typeof documentSchema>;

/** Sign-in hosts by which an organisation can be asked for when its environment's own does not know it. */
const OTHERS = (['O365Default', 'O365USGovGCCHigh', 'O365China'] as const).map((id) => CLOUDS[id]);

/**
 * Asks the sign-in host for the organisation's OpenID document; no token is sent. A host that does not know it is not
 * the end: the other environments are asked, so that a wrongly chosen one can be told from a typing error.
 */
export function createTenantLookup(http: HttpClient): TenantLookup {
  const known = new Map<string, FoundTenant>();

  return async (question) => {
    const { cloudId, signal } = question;
    const cloud = CLOUDS[cloudId];
    const name = domainOf(question.domain);
    const own = question.loginHost ?? cloud.loginHost;
    // GCC High and DoD share a sign-in host, whose answer alone does not tell them apart.
    const key = `${cloudId} ${own} ${name}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    let found = await ask(http, own, name, cloudId, signal);
    if (found === null && !cloud.practice) {
      for (const other of OTHERS.filter(({ loginHost }) => loginHost !== own)) {
        // What another cloud's host has to say is worth something only where it says yes.
        found = await ask(http, other.loginHost, name, other.id, signal).catch(() => null);
        if (found !== null) break;
      }
    }
    signal.throwIfAborted();
    if (found === null) {
      throw fail(
        'not-found',
        `No organisation has the domain ${name}: ${own} does not know it.`,
        'Check it for typing errors, or ask for the organisation’s initial domain.',
        { action: 'edit-connection' },
      );
    }
    known.set(key, found);
    return found;
  };
}

function domainOf(text: string): string {
  const name = text.trim().toLowerCase();
  if (DOMAIN.test(name) || GUID.test(name)) return name;
  throw fail(
    'invalid-input',
    `“${text.trim().slice(0, 80)}” is not a domain.`,
    'Write it like contoso.onmicrosoft.com.',
    { action: 'edit-connection' },
  );
}

/** Null: this host knows no such organisation. */
async function ask(
  http: HttpClient,
  host: string,
  name: string,
  cloudId: CloudId,
  signal: AbortSignal,
): Promise<FoundTenant | null> {
  const correlationId = randomUUID();
  const answer = await http.send({
    method: 'GET',
    url: `https://${host}/${name}/v2.0/.well-known/openid-configuration`,
    headers: { accept: 'application/json' },
    allowedHosts: [host],
    retry: 'read',
    idleTimeoutMs: TIMEOUT_MS,
    correlationId,
    signal,
  });
  if (answer.status === 200) {
    const found = foundIn(answer, cloudId);
    if (found !== null) return found;
  } else if (saysUnknown(answer)) return null;
  throw fail(
    'bad-answer',
    `${host} answered the question for ${name} with something else (HTTP ${answer.status}).`,
    'A proxy or a sign-in page of the network may be in between. Try again, or from another network.',
    { correlationId, retryable: true, action: 'proxy-settings' },
  );
}

function foundIn(answer: HttpResponse, asked: CloudId): FoundTenant | null {
  const parsed = documentSchema.safeParse(jsonOf(answer));
  if (!parsed.success) return null;
  const tenantId = /^https:\/\/[^/]+\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\//i.exec(
    parsed.data.issuer,
  )?.[1];
  return tenantId === undefined ? null : { tenantId: tenantId.toLowerCase(), ...placeOf(parsed.data, asked) };
}

function placeOf(document: Document, asked: CloudId): Pick<FoundTenant, 'cloudId' | 'cloudName'> {
  const cloudId = cloudOfDocument(document, asked);
  const isGcc = cloudId === 'O365Default' && partOf(document) === 'GCC';
  return { cloudId, cloudName: isGcc ? `${CLOUDS[cloudId].name} GCC` : CLOUDS[cloudId].name };
}

const partOf = (document: Document): string => document.tenant_region_sub_scope?.toUpperCase() ?? '';

/** GCC is part of the worldwide environment; DODCON is GCC High (exchange-rest-protocol.md 4.4). */
function cloudOfDocument(document: Document, asked: CloudId): CloudId {
  const part = partOf(document);
  const instance = document.cloud_instance_name?.toLowerCase() ?? '';
  if (part === 'DOD') return 'O365USGovDoD';
  if (part === 'DODCON') return 'O365USGovGCCHigh';
  if (instance.endsWith('microsoftonline.us')) {
    return asked === 'O365USGovDoD' ? asked : 'O365USGovGCCHigh';
  }
  if (instance.endsWith('partner.microsoftonline.cn') || instance.endsWith('chinacloudapi.cn')) {
    return 'O365China';
  }
  if (instance.endsWith('microsoftonline.de')) return 'O365GermanyCloud';
  return instance === 'microsoftonline.com' ? 'O365Default' : asked;
}

/** AADSTS90002 and its kin: no such tenant. */
function saysUnknown(answer: HttpResponse): boolean {
  const parsed = z.object({ error: z.string() }).safeParse(jsonOf(answer));
  return parsed.success && ['invalid_tenant', 'invalid_request'].includes(parsed.data.error);
}

function jsonOf(answer: HttpResponse): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(answer.body));
  } catch {
    return null;
  }
}
