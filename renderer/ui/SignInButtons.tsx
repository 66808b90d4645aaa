import { Button } from '@fluentui/react-components';
import { Copy20Regular, Open20Regular } from '@fluentui/react-icons';
import { tellFailure } from '../app/actions.ts';
import { api } from '../app/api.ts';
import { notify } from './toasts.ts';
import type { SignIn } from '../../shared/model/account.ts';

const tell =
  (text: string): (() => void) =>
  () =>
    notify({ text });

/** Copies the page's link, for a browser that has to be opened by hand. */
export const copySignInLink = (signInId: string): void =>
  void api.accounts
    .copyLink({ signInId })
    .then(tell('The link was copied. It works on this computer only.'), tellFailure);

/** Copies the code of a device code sign-in. */
export const copySignInCode = (signInId: string): void =>
  void api.accounts.copyCode({ signInId }).then(tell('The code was copied.'), tellFailure);

/** Opens the page: the browser's again, or the one on which a device code is typed. */
export const openSignInPage = (signInId: string): void =>
  void api.accounts.reopenPage({ signInId }).catch(tellFailure);

/** What a person can do while a sign-in waits for them, the likeliest first: without a browser, to copy the link. */
export function SignInButtons({ signIn }: { readonly signIn: SignIn }) {
  const { signInId, kind, device, failure } = signIn;
  if (kind === 'device') {
    return (
      device !== null && (
        <>
          <Button appearance="primary" icon={<Copy20Regular />} onClick={() => copySignInCode(signInId)}>
            Copy code
          </Button>
          <Button icon={<Open20Regular />} onClick={() => openSignInPage(signInId)}>
            Open the page here
          </Button>
        </>
      )
    );
  }
  const noBrowser = failure?.code === 'no-browser';
  return (
    <>
      <Button
        appearance={noBrowser ? 'secondary' : 'primary'}
        icon={<Open20Regular />}
        onClick={() => openSignInPage(signInId)}
      >
        Open the page again
      </Button>
      <Button
        appearance={noBrowser ? 'primary' : 'secondary'}
        icon={<Copy20Regular />}
        onClick={() => copySignInLink(signInId)}
      >
        Copy link
      </Button>
    </>
  );
}
