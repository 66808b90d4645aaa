import { X509Certificate } from 'node:crypto';
import { expect, it } from 'vitest';
import { makeCertificate, type CertificateWish, type MadeCertificate } from '../testing/certificates.ts';
import { endsInOwnRoot, type SentCertificate } from './own-roots.ts';

const DAY = 86_400_000;
const NOW = new Date();
const HOST = 'outlook.office365.com';
const root = makeCertificate({ name: 'Inspection root', isAuthority: true });
const between = makeCertificate({ name: 'Inspection issuing', isAuthority: true, issuer: root });
const stranger = makeCertificate({ name: 'Inspection root', isAuthority: true });

const trusted = [new X509Certificate(root.pem)];

/** As Chromium hands it over: each with the one that follows it in what the server sent. */
function sent(...chain: MadeCertificate[]): SentCertificate {
  const [first, ...rest] = chain;
  return { data: first?.pem ?? '', ...(rest.length === 0 ? {} : { issuerCert: sent(...rest) }) };
}

const leaf = (more: Partial<CertificateWish> = {}) =>
  makeCertificate({ name: HOST, hosts: [HOST], issuer: root, ...more });

it('trusts a chain that ends in an added root, however much of it the server sends', () => {
  expect(endsInOwnRoot(sent(leaf()), HOST, trusted, NOW)).toBe(true);
  expect(endsInOwnRoot(sent(leaf(), root), HOST, trusted, NOW)).toBe(true);
  expect(endsInOwnRoot(sent(leaf({ issuer: between }), between), HOST, trusted, NOW)).toBe(true);
  expect(endsInOwnRoot(sent(leaf({ hosts: ['*.office365.com'] })), HOST, trusted, NOW)).toBe(true);
});

it.each<[string, SentCertificate]>([
  ['another authority of the same name', sent(leaf({ issuer: stranger }), stranger)],
  ['a certificate that nobody signed', sent(makeCertificate({ name: HOST, hosts: [HOST] }))],
  ['another host', sent(leaf({ hosts: ['outlook.office.com'] }))],
  ['the host only as its subject', sent(leaf({ hosts: [] }))],
  ['a certificate that is over', sent(leaf({ to: new Date(NOW.getTime() - DAY / 2) }))],
  ['a certificate that is not valid yet', sent(leaf({ from: new Date(NOW.getTime() + DAY) }))],
  ['a certificate for clients', sent(leaf({ purpose: 'client' }))],
  ['a key of 1,024 bits', sent(leaf({ bits: 1024 }))],
  ['a missing certificate in between', sent(leaf({ issuer: between }))],
  ['one that signs without being an authority', sent(leaf({ issuer: leaf() }), leaf())],
  ['no certificate at all', { data: 'none' }],
])('refuses %s', (_what, chain) => {
  expect(endsInOwnRoot(chain, HOST, trusted, NOW)).toBe(false);
});

it('refuses an authority in between that is over, and one that is none', () => {
  const over = makeCertificate({
    name: 'Issuing, over',
    isAuthority: true,
    issuer: root,
    to: new Date(NOW.getTime() - DAY / 2),
  });
  expect(endsInOwnRoot(sent(leaf({ issuer: over }), over), HOST, trusted, NOW)).toBe(false);
  const server = leaf();
  expect(endsInOwnRoot(sent(leaf({ issuer: server }), server), HOST, trusted, NOW)).toBe(false);
});

it('refuses a root that is over, and trusts nothing without roots', () => {
  const old = makeCertificate({ name: 'Old root', isAuthority: true, to: new Date(NOW.getTime() - DAY / 2) });
  expect(endsInOwnRoot(sent(leaf({ issuer: old })), HOST, [new X509Certificate(old.pem)], NOW)).toBe(false);
  expect(endsInOwnRoot(sent(leaf()), HOST, [], NOW)).toBe(false);
});
