/** The practice cloud behind https, as a service on the network is: names and a certificate of a made-up authority. */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { makeCertificate } from './certificates.ts';

export interface HttpsFront {
  readonly port: number;
  /** PEM of the authority that its certificate ends in. */
  readonly rootPem: string;
  /** What it calls itself. */
  readonly rootName: string;
  /** Hosts that were asked for, by the TLS handshake's server name. */
  readonly asked: string[];
  /** TLS connections so far, by the name that they were for. */
  readonly handshakes: string[];
  /** Answers everything with a web page, as the sign-in page of a hotel does, until told otherwise. */
  showPage(html: string | null): void;
  writeRoot(path: string): void;
  stop(): Promise<void>;
}

/** @param domain whose subdomains it answers for */
export async function startHttpsFront(domain: string, practicePort: number): Promise<HttpsFront> {
  const root = makeCertificate({ name: 'Example inspection root', isAuthority: true });
  const own = makeCertificate({
    name: domain,
    hosts: [`*.${domain}`, `*.compliance.${domain}`, `*.ps.compliance.${domain}`],
    issuer: root,
  });
  const asked: string[] = [];
  const handshakes: string[] = [];
  let page: string | null = null;
  const agent = new http.Agent({ keepAlive: true });
  const server = https.createServer({ key: own.keyPem, cert: own.pem }, (request, response) => {
    asked.push(request.headers.host ?? '');
    if (page !== null) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
      return;
    }
    const { method, url: path, headers } = request;
    const onward = http.request({ host: '127.0.0.1', port: practicePort, method, path, headers, agent });
    onward.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  server.on('secureConnection', ({ servername }) => {
    handshakes.push(typeof servername === 'string' ? servername : '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    rootPem: root.pem,
    rootName: root.name,
    asked,
    handshakes,
    showPage: (html) => (page = html),
    writeRoot: (path) => {
      writeFileSync(path, root.pem);
    },
    async stop() {
      agent.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
