import type { ConnectionDraft } from '../../../shared/model/connection.ts';
import { fail } from '../../../shared/model/failure.ts';
import type { FileWall } from './log-folder.ts';
import { whereLeads } from './outside.ts';

/** Files whose certificate and key a tab's Connect- commands may use: those of the tab's folder, and those agreed to. */
export class KeyFiles {
  readonly #agreed = new Set<string>();

  /**
   * The draft with its certificate's file (-CertificateFilePath) as main reads it. Throws FailureError where the path leads
   * out of the tab's folder, or the person does not agree to a file elsewhere.
   */
  async found(draft: ConnectionDraft, { folder, ask }: FileWall): Promise<ConnectionDraft> {
    const { signIn } = draft;
    if (signIn.kind !== 'certificate' || signIn.certificate.from !== 'file') return draft;
    const said = signIn.certificate.path;
    const led = await whereLeads(said, folder);
    if (led.where === 'elsewhere') {
      throw fail(
        'not-found',
        `${said} is no path on this computer.`,
        'Write where the certificate’s file is here, or its name in this tab’s folder.',
      );
    }
    if (led.where === 'outside' && !this.#agreed.has(led.path)) {
      const message = `The script wants to sign in with the certificate and key in ${led.path}, which is outside this tab’s folder. The file is read; nothing of it leaves this computer but a signature.`;
      const answers = ['&Use it', '&Don’t connect'] as const;
      if (!(await ask({ caption: 'Use this certificate’s file?', message, answers }))) {
        throw fail(
          'refused-by-user',
          `${led.path} was not read: you did not agree.`,
          'Run the command again and agree, or copy the file into this tab’s folder and write its name alone.',
        );
      }
      this.#agreed.add(led.path);
    }
    return { ...draft, signIn: { ...signIn, certificate: { from: 'file', path: led.path } } };
  }
}
