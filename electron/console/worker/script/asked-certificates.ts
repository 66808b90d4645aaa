import type { Certificate, CertificateFacts } from '../../../../shared/model/certificate.ts';
import { FailureError } from '../../../../shared/model/failure.ts';
import type { CertificateStore, InspectedFile, WantedCertificate } from '../../language/host.ts';
import { failure } from '../../language/values/errors.ts';
import type { CertificateRequest } from '../../protocol.ts';
import type { Channel } from './channel.ts';

/** The app's certificates as main lets them be seen: never their keys. */
export class AskedCertificates implements CertificateStore {
  readonly #channel: Channel;

  constructor(channel: Channel) {
    this.#channel = channel;
  }

  list(): readonly Certificate[] {
    return this.#ask({ op: 'list' }) as Certificate[];
  }

  create(wanted: WantedCertificate): Certificate {
    return this.#ask({ op: 'create', wanted }) as Certificate;
  }

  inspect(path: string, password: string | null): InspectedFile {
    return this.#ask({ op: 'inspect', path, password }) as InspectedFile;
  }

  importFile(path: string, password: string | null, exportable: boolean): Certificate {
    return this.#ask({ op: 'import', path, password, exportable }) as Certificate;
  }

  remove(certificateId: string): void {
    this.#ask({ op: 'remove', certificateId });
  }

  saveCer({ publicData }: CertificateFacts, path: string): void {
    this.#ask({ op: 'saveCer', certificate: publicData, path });
  }

  savePfx(certificateId: string, path: string, password: string): void {
    this.#ask({ op: 'savePfx', certificateId, path, password });
  }

  #ask(request: CertificateRequest): unknown {
    try {
      return this.#channel.wait(this.#channel.ask({ kind: 'certificate', request }));
    } catch (error) {
      if (!(error instanceof FailureError)) throw error;
      const { code, message, hint } = error.failure;
      throw failure(code, hint === '' ? message : `${message} ${hint}`, {
        type: 'System.Security.Cryptography.CryptographicException',
        category: 'NotSpecified',
      });
    }
  }
}
