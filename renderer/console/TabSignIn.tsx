import { useSignIn } from '../app/stores/accounts.ts';
import { SignInWait } from '../ui/SignInWait.tsx';

/** The sign-in that a tab's own Connect- command waits for; nothing where it waits for none. */
export function TabSignIn({ signInId }: { readonly signInId: string | null }) {
  const signIn = useSignIn(signInId);
  return signIn !== null && (signIn.state === 'waiting' || signIn.state === 'finishing') ? (
    <SignInWait signIn={signIn} />
  ) : null;
}
