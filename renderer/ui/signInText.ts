import type { SignIn } from '../../shared/model/account.ts';

/** What a sign-in wants of the person now, as a heading. */
export function signInTitle({ kind, device }: SignIn): string {
  if (kind === 'browser') return 'Finish signing in in your browser';
  return device === null ? 'Getting a code' : 'Type this code on any device';
}
