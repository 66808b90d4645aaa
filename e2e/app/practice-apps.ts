import { expect } from '../env/test.ts';

/** Gives a registered app a certificate (DER), as an administrator would on the practice cloud's own page. */
export async function addCertificate(port: number, app: string, certificate: Uint8Array): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${port}/practice/apps`, {
    method: 'POST',
    body: new URLSearchParams({ app, certificate: Buffer.from(certificate).toString('base64') }),
  });
  expect(answer.status).toBe(200);
}
