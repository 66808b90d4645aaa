import { describe, expect, it } from 'vitest';
import {
  adminClient,
  APP_TOKEN,
  Client,
  CUSTOMER,
  PARTNER_TOKEN,
  rowsOf,
  serviceFor,
  SYSTEM_MAILBOX,
  USER_TOKEN,
} from './testing/fakes.ts';

describe('who is let in', () => {
  it('answers nothing outside its own addresses', async () => {
    const service = serviceFor();
    const request = { method: 'GET', headers: {}, body: new Uint8Array() };
    expect(
      await service({ ...request, url: new URL('https://graph.practice.localhost/v1.0/me') }),
    ).toBeNull();
    expect(
      await service({
        ...request,
        url: new URL('https://ps.compliance.practice.localhost/adminapi/beta/x/InvokeCommand'),
      }),
    ).toBeNull();
  });

  it('passes on the refusal of the token', async () => {
    const client = new Client(serviceFor(), {});
    expect((await client.invoke('Get-Mailbox')).status).toBe(401);
  });

  it('refuses a token of another tenant', async () => {
    const client = new Client(
      serviceFor(),
      { Authorization: USER_TOKEN, 'X-AnchorMailbox': 'UPN:admin@contoso.com' },
      CUSTOMER.id,
    );
    const answer = await client.invoke('Get-Mailbox');
    expect(answer.status).toBe(401);
    expect(answer.headers['x-ms-diagnostics']).toContain('tenant');
  });

  it.each([
    ['user, own address', USER_TOKEN, undefined, 'UPN:admin@contoso.com', 200],
    ['user, a mailbox of the tenant', USER_TOKEN, undefined, 'UPN:anais.garcon@contoso.com', 200],
    ['user, somebody elsewhere', USER_TOKEN, undefined, 'UPN:someone@fabrikam.com', 400],
    ['nothing', USER_TOKEN, undefined, '', 400],
    ['SMTP without parameter-based-routing', USER_TOKEN, undefined, 'SMTP:anais.garcon@contoso.com', 400],
    [
      'partner, system mailbox of the customer',
      PARTNER_TOKEN,
      CUSTOMER.id,
      `APP:${SYSTEM_MAILBOX}@${CUSTOMER.id}`,
      200,
    ],
    ['partner, own address', PARTNER_TOKEN, CUSTOMER.id, 'UPN:admin@contoso.com', 400],
    [
      'partner, system mailbox of home',
      PARTNER_TOKEN,
      CUSTOMER.id,
      `APP:${SYSTEM_MAILBOX}@11111111-1111-1111-1111-111111111111`,
      400,
    ],
    ['app, system mailbox', APP_TOKEN, undefined, `APP:${SYSTEM_MAILBOX}@contoso.onmicrosoft.com`, 200],
    ['app, tenant', APP_TOKEN, undefined, 'TID:11111111-1111-1111-1111-111111111111', 200],
  ])('anchor: %s', async (_name, token, tenant, anchor, status) => {
    const client = new Client(serviceFor(), { Authorization: token, 'X-AnchorMailbox': anchor }, tenant);
    const answer = await client.invoke('Get-OrganizationConfig');
    expect(answer.status).toBe(status);
    if (status === 400) expect(answer.json['error']).toMatchObject({ code: 'ErrorIncorrectRoutingHint' });
  });

  it('takes a mailbox anchor with parameter-based-routing', async () => {
    const answer = await adminClient().invoke(
      'Get-MailboxStatistics',
      { Identity: 'anais.garcon@contoso.com' },
      { 'X-AnchorMailbox': 'SMTP:anais.garcon@contoso.com', 'parameter-based-routing': 'True' },
    );
    expect(answer.status).toBe(200);
  });

  it('answers a cmdlet that does not exist, or may not be run, with a body that no client can inflate', async () => {
    for (const [access, cmdlet] of [
      ['admin', 'Get-Nothing'],
      ['reader', 'Set-Mailbox'],
    ] as const) {
      const answer = await adminClient(access).invoke(cmdlet, { Identity: 'anais.garcon' });
      expect(answer.status).toBe(403);
      expect(answer.headers['Content-Encoding']).toBe('gzip');
      expect([...answer.bytes].every((byte) => byte === 0)).toBe(true);
    }
  });

  it('tells an account without roles so', async () => {
    const answer = await adminClient('none').invoke('Get-Mailbox');
    expect(answer.status).toBe(403);
    expect(answer.text).toContain("isn't assigned to any management roles");
  });

  it('answers InvokeCommand in beta only, by POST only, whatever the case of the path', async () => {
    const client = adminClient();
    expect((await client.get('InvokeCommand')).status).toBe(405);
    const old = client.base.replace('/beta/', '/v1.0/');
    expect((await client.invoke('Get-Mailbox', {}, {}, `${old}/InvokeCommand`)).status).toBe(405);
    const shouted = client.base.replace('adminapi', 'AdminApi');
    expect((await client.invoke('get-acceptedDOMAIN', {}, {}, `${shouted}/INVOKECOMMAND`)).status).toBe(200);
  });

  it('gives partner reads with the own address as anchor, as the real client sends them', async () => {
    const client = new Client(
      serviceFor(),
      { Authorization: PARTNER_TOKEN, 'X-AnchorMailbox': 'UPN:admin@contoso.com' },
      CUSTOMER.id,
    );
    expect(rowsOf(await client.get('Mailbox'))).toHaveLength(40);
  });

  it('takes addresses whose quotes and dollar signs are percent-encoded', async () => {
    const client = adminClient();
    expect((await client.get('basicinfo(%27AdminApiState%27)')).json).toMatchObject({
      PropertyValue: 'Running',
    });
    const key = Buffer.from('anais.garcon').toString('base64');
    expect((await client.get(`Mailbox(%27${key}%27)?isEncoded=true`)).status).toBe(200);
    expect((await client.send('POST', '%24batch', '{}')).text).toContain('requests');
  });
});
