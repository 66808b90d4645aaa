import type { Failure, FailureCode } from '../../shared/model/failure-error.ts';

/** A topic by its id and title; light, since failures are shown without the help's texts. */
interface HelpLink {
  readonly id: string;
  readonly title: string;
}

/** Short names of the topics that failures lead to; their texts are loaded with the help. */
export const linkTitles = {
  'wrong-password': 'wrong password or account',
  locked: 'locked and expired accounts',
  'second-step': 'second step',
  consent: 'consent',
  'conditional-access': 'rules and expired sign-ins',
  federated: 'own identity provider',
  'wrong-organisation': 'customers',
  'bad-token': 'kept sign-ins',
  certificate: 'certificates',
  'app-roles': 'apps need a permission and a role',
  'managed-identity': 'managed identities',
  'not-enabled': 'enabled for PowerShell',
  'missing-role': 'missing roles',
  hangs: 'connecting hangs',
  proxy: 'proxies',
  environment: 'environments',
  'which-account': 'which account signs in',
  'other-device': 'device codes',
  'own-registration': 'own app registrations',
} as const;
type LinkedTopic = keyof typeof linkTitles;

const byCode: Readonly<Partial<Record<FailureCode, LinkedTopic>>> = {
  'account-unknown': 'wrong-password',
  'secret-needed': 'wrong-password',
  'wrong-password': 'certificate',
  'certificate-unusable': 'certificate',
  'sign-in-needed': 'conditional-access',
  'conditional-access': 'conditional-access',
  'mfa-needed': 'second-step',
  'consent-needed': 'consent',
  'wrong-tenant': 'wrong-organisation',
  'no-access': 'wrong-organisation',
  'not-authorized': 'missing-role',
  'cmdlet-unknown': 'missing-role',
  'host-unreachable': 'hangs',
  'host-not-allowed': 'environment',
  'timed-out': 'hangs',
  'bad-answer': 'hangs',
  'clock-skew': 'hangs',
  offline: 'hangs',
};

/** Sign-in errors whose code is that of many others; what `sign-in-failed` means only the number tells. */
const byNumber: Readonly<Partial<Record<number, LinkedTopic>>> = {
  50126: 'wrong-password',
  50056: 'wrong-password',
  50053: 'locked',
  50055: 'locked',
  50057: 'locked',
  50144: 'locked',
  53004: 'second-step',
  50059: 'wrong-organisation',
  50128: 'wrong-organisation',
  90002: 'wrong-organisation',
  900023: 'wrong-organisation',
  70011: 'environment',
  54005: 'bad-token',
  70018: 'other-device',
  70019: 'other-device',
  70020: 'other-device',
  50011: 'own-registration',
  500113: 'own-registration',
  7000218: 'own-registration',
  7000112: 'own-registration',
  50194: 'own-registration',
  650057: 'own-registration',
  9002313: 'bad-token',
};

/** Words that tell more than the code does. */
const byWords: readonly (readonly [RegExp, LinkedTopic])[] = [
  [/EXOModuleEnabled/u, 'not-enabled'],
  [/managed identity/iu, 'managed-identity'],
  [/ManageAsApp/u, 'app-roles'],
  [/\bproxy\b/iu, 'proxy'],
  [/certificate/iu, 'certificate'],
  [/identity provider/iu, 'federated'],
  [/ signed in, but this is for /u, 'which-account'],
  [/device code/iu, 'other-device'],
];

/** The help topic that explains a failure; null where none does. */
export function helpFor(failure: Failure): HelpLink | null {
  const text = `${failure.message} ${failure.hint}`;
  const id =
    byNumber[failure.number ?? 0] ?? byWords.find(([words]) => words.test(text))?.[1] ?? byCode[failure.code];
  return id === undefined ? null : { id, title: linkTitles[id] };
}
