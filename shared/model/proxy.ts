import { z } from 'zod';
import { failureSchema } from './failure.ts';

/** A name or an address, and nothing that the network stack would read as a second rule. */
const HOST = /^([a-z0-9]([a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:.]+\])$/i;

/** Left out, null or empty: the proxy wants none. */
const login = z.string().trim().max(256).nullable().optional();

/**
 * How requests leave this computer. `auto`: the network announces a PAC file itself (WPAD). The password that goes with
 * a user name is in the vault, never here; it is given to the proxy named here, to those that the PAC file names, or to
 * those that the system or the network names.
 */
export const proxySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('system'), username: login }),
  z.object({ kind: z.literal('auto'), username: login }),
  z.object({ kind: z.literal('none') }),
  z.object({
    kind: z.literal('pac'),
    address: z.url({ protocol: /^https?$/ }).max(2048),
    username: z.string().trim().max(256).nullable().default(null),
  }),
  z.object({
    kind: z.literal('manual'),
    host: z.string().trim().max(255).regex(HOST),
    port: z.int().min(1).max(65_535),
    username: z.string().trim().max(256).nullable(),
    /** Hosts that are reached directly, as Chromium's bypass rules: "*.contoso.com;<local>". */
    bypass: z.string().trim().max(2048),
  }),
]);
export type Proxy = z.infer<typeof proxySchema>;

/** A connection's own choice; `app`: what settings say. From -ProxyAccessType of New-PSSessionOption (connect.md, Parameters). */
export const PROXY_CHOICES = ['app', 'system', 'auto', 'none'] as const;
export type ProxyChoice = (typeof PROXY_CHOICES)[number];

/**
 * How a connection lets itself be asked for its proxy login; from the weakest on: a proxy that wants it in a weaker way
 * is told nothing. `any`: whatever the proxy asks for. -ProxyAuthentication of New-PSSessionOption.
 */
export const PROXY_AUTHENTICATIONS = ['any', 'basic', 'digest', 'negotiate'] as const;
export type ProxyAuthentication = (typeof PROXY_AUTHENTICATIONS)[number];

/** The login of a connection's own proxy, apart from that of settings. Its password is never in here. */
export const proxyLoginSchema = z.object({
  /** null: asked for when a proxy wants it. */
  username: z.string().trim().min(1).max(256).nullable(),
  authentication: z.enum(PROXY_AUTHENTICATIONS).default('any'),
});
export type ProxyLoginOption = z.infer<typeof proxyLoginSchema>;

/** Typed for one connect: goes to main once, to the one proxy that asks for it, and with `keep` into the vault. */
export const proxySecretSchema = z.object({
  username: z.string().trim().min(1).max(256),
  password: z.string().max(1024),
  keep: z.boolean(),
});
export type ProxySecret = z.infer<typeof proxySecretSchema>;

/** What came of asking one host by the way that settings say. */
export const proxyTrialSchema = z.object({
  /** What people call the service, e.g. "The sign-in service". */
  service: z.string(),
  host: z.string(),
  /** `host:port` of the proxy; null: reached directly. */
  proxy: z.string().nullable(),
  /** What came back, in a sentence; null where it failed. */
  answer: z.string().nullable(),
  failure: failureSchema.nullable(),
});
export type ProxyTrial = z.infer<typeof proxyTrialSchema>;
