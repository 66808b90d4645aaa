import { z } from 'zod';

/**
 * How requests leave this computer. `auto`: the network announces a PAC file itself (WPAD). The password of `manual` is
 * in the vault, never here.
 */
export const proxySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('system') }),
  z.object({ kind: z.literal('auto') }),
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('pac'), address: z.url().max(2048) }),
  z.object({
    kind: z.literal('manual'),
    host: z.string().trim().min(1).max(255),
    port: z.int().min(1).max(65_535),
    username: z.string().max(256).nullable(),
    /** Hosts that are reached directly, as Chromium's bypass rules: "*.contoso.com;<local>". */
    bypass: z.string().max(2048),
  }),
]);
export type Proxy = z.infer<typeof proxySchema>;

/** A connection's own choice; `app`: what settings say. From -ProxyAccessType of New-PSSessionOption (connect.md, Parameters). */
export const PROXY_CHOICES = ['app', 'system', 'auto', 'none'] as const;
export type ProxyChoice = (typeof PROXY_CHOICES)[number];
