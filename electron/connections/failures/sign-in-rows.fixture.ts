import type { FailureAction, FailureCode } from '../../../shared/model/failure.ts';
import { ADMIN } from './desk.fixture.ts';
import type { FailureRow } from './row.fixture.ts';

const WRONG = 'wrong password / unknown user';
const CONSENT = 'consent missing';
const RULES = 'conditional access, expired sign-in';
const WHO = new RegExp(ADMIN);

const signIn = (
  row: string,
  number: number,
  code: FailureCode,
  message: RegExp,
  hint: RegExp,
  action?: FailureAction,
): FailureRow => ({
  row,
  name: `AADSTS${number}`,
  provoke: (desk) => desk.refusedSignIn(number),
  ...{ code, message, hint, ...(action && { action }) },
});

/** What the sign-in service refuses, by its numbers. */
export const SIGN_IN_ROWS: readonly FailureRow[] = [
  signIn(
    WRONG,
    50126,
    'sign-in-failed',
    /user name or the password of admin@/,
    /sign in again/,
    'sign-in-again',
  ),
  signIn(WRONG, 50034, 'account-unknown', /no account admin@.* in /, /environment/),
  signIn('MFA needed', 50076, 'mfa-needed', /second factor/, /browser/),
  signIn('MFA needed', 50079, 'mfa-needed', /second factor/, /browser/),
  signIn(CONSENT, 65001, 'consent-needed', /allowed this app/, /administrator/),
  signIn(CONSENT, 65004, 'consent-needed', /declined/, /administrator/),
  signIn(RULES, 53003, 'conditional-access', /conditional access rule/, /Sign in again/),
  signIn(RULES, 50158, 'conditional-access', WHO, /browser/),
  signIn(RULES, 70043, 'sign-in-needed', WHO, /Sign in again/),
  signIn(RULES, 700082, 'sign-in-needed', WHO, /Sign in again/),
  signIn(
    'federated identity',
    5000819,
    'sign-in-failed',
    /identity provider/,
    /signs in at Microsoft itself/,
  ),
];
