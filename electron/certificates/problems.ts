import { fail, type FailureError } from '../../shared/model/failure.ts';
import type { CertificateFacts } from '../../shared/model/certificate.ts';
import { unfitness } from '../../shared/model/certificate-fitness.ts';
import type { FileProblem } from './jobs.ts';

/** Only another certificate, or the same one in another file, helps. */
const CHOOSE_ANOTHER = { action: 'edit-connection' } as const;

/** What is wrong with a file, each with its own words. @param file its name, for people. */
export function fileFailure(problem: FileProblem, file: string, detail = ''): FailureError {
  const why = detail === '' ? '' : `: ${detail}`;
  switch (problem) {
    case 'password-needed':
      return fail('secret-needed', `${file} needs a password.`, 'Type the password of the file.', {
        action: 'enter-secret',
      });
    case 'wrong-password':
      return fail(
        'wrong-password',
        `The password of ${file} is wrong.`,
        'Type the password that was chosen when the file was exported.',
        { action: 'enter-secret' },
      );
    case 'no-private-key':
      return fail(
        'certificate-unusable',
        `${file} has no private key for its certificate${why}.`,
        'Export the certificate again with its private key, as a PFX file.',
        CHOOSE_ANOTHER,
      );
    case 'no-certificate':
      return fail(
        'certificate-unusable',
        `${file} has a private key but no certificate.`,
        'Use a file that holds both, such as a PFX file.',
        CHOOSE_ANOTHER,
      );
    case 'not-a-certificate':
      return fail(
        'certificate-unusable',
        `${file} is not a certificate file.`,
        'Choose a PFX (.pfx, .p12) or a PEM file with certificate and private key.',
        CHOOSE_ANOTHER,
      );
    case 'damaged':
      return fail(
        'damaged-file',
        `${file} can’t be read as a certificate${why}.`,
        'The file may be damaged: export or copy it again.',
        CHOOSE_ANOTHER,
      );
    case 'unsupported':
      return fail(
        'certificate-unusable',
        `${file} uses an encryption that the app does not know${detail === '' ? '' : ` (${detail})`}.`,
        'Export it again with AES-256 or 3DES.',
        CHOOSE_ANOTHER,
      );
    case 'bad-subject':
      return fail(
        'invalid-input',
        'The subject is not a distinguished name such as CN=Mail report, O=Contoso.',
        'Type a name, or parts like CN, O, OU, L, S and C separated by commas.',
      );
  }
}

/** Throws FailureError where a certificate can't sign an app in at this time. */
export function refuseUnusable(facts: CertificateFacts, now: number): void {
  const day = (iso: string) => iso.slice(0, 10);
  const unusable = (message: string, hint: string) =>
    fail('certificate-unusable', `The certificate ${facts.subject} ${message}.`, hint, CHOOSE_ANOTHER);
  switch (unfitness(facts, now)) {
    case 'ended':
      throw unusable(
        `expired on ${day(facts.notAfter)}`,
        'Make a new one and add it to the app registration.',
      );
    case 'not-begun':
      throw unusable(
        `is not valid before ${day(facts.notBefore)}`,
        'Check the date of this computer, or use another certificate until then.',
      );
    case 'not-rsa':
      throw unusable(
        `has a key of the kind ${facts.key}; Microsoft Entra ID takes RSA keys only for apps`,
        'Make a certificate with an RSA key.',
      );
    case null:
  }
}
