import { certificateFields, formOf } from './formDraft.ts';
import { signsInUser, type ConnectionForm } from './form.ts';
import type { Account } from '../../../shared/model/account.ts';
import type { PastedConnection } from '../../../shared/connect/parse.ts';
import type { ConnectNeed } from '../../../shared/connect/values.ts';

/** A command that was pasted, with what was wrong with the text around it. */
export interface Pasted extends PastedConnection {
  readonly problemsOfText: readonly { readonly message: string }[];
}

const NEEDS: Readonly<Record<ConnectNeed, string>> = {
  'user-name': 'The account: type its name in the form.',
  password: 'The password: type it in the form.',
  'certificate-password': 'The password of the certificate’s file: type it in the form.',
  certificate: 'Which certificate: choose it in the form.',
  'access-token': 'The access token: paste it in the form.',
};

/** Parameters whose value the form asks for, as `needs` says. */
const SECRET: ReadonlySet<string> = new Set([
  'Credential',
  'AccessToken',
  'CertificatePassword',
  'Certificate',
]);

/** What the form can't know of the command, or what changes nothing here; each in a sentence. */
export function leftOut(pasted: Pasted): readonly string[] {
  const ignored = new Set(pasted.ignored.map(({ parameter }) => parameter));
  const blanks = pasted.blanks.filter(
    ({ parameter }) => !ignored.has(parameter) && !(SECRET.has(parameter) && pasted.needs.length > 0),
  );
  return [
    ...new Set([
      ...pasted.needs.map((need) => NEEDS[need]),
      ...blanks.map(
        ({ parameter, label }) =>
          `-${parameter}: “${label}” stands for something that only its script knows.`,
      ),
      ...pasted.problems.map(({ parameter, message }) => named(parameter, message)),
      ...pasted.ignored.map(({ parameter, message }) => named(parameter, message)),
      ...pasted.problemsOfText.map(({ message }) => message),
    ]),
  ];
}

const named = (parameter: string | null, message: string): string =>
  parameter === null || message.includes(parameter) ? message : `-${parameter}: ${message}`;

/** The form that a pasted command fills; what it does not say stays as it is there. */
export function formFrom(
  pasted: Pasted,
  before: ConnectionForm,
  accounts: readonly Account[],
): ConnectionForm {
  const form = formOf(pasted.draft, accounts);
  const { app } = pasted;
  return {
    ...form,
    method: pasted.method,
    ...(app !== null && {
      appId: app.appId ?? '',
      ...(app.certificate !== null && certificateFields(app.certificate)),
    }),
    name: before.name,
    folder: before.folder,
    readOnly: before.readOnly,
    ...knownAccount({ ...form, method: pasted.method }, accounts),
  };
}

/** An account that is known by the name in the command. */
function knownAccount(form: ConnectionForm, accounts: readonly Account[]): Partial<ConnectionForm> {
  if (!signsInUser(form)) return {};
  const named = form.loginHint.trim().toLowerCase();
  const known = accounts.find(
    ({ cloudId, username }) => cloudId === form.cloudId && username.toLowerCase() === named,
  );
  return known === undefined ? {} : { accountId: known.accountId, loginHint: '' };
}
