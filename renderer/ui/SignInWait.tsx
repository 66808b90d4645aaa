import { Button, Spinner, makeStyles, tokens } from '@fluentui/react-components';
import { Warning16Regular } from '@fluentui/react-icons';
import { CLOUDS } from '../../shared/clouds.ts';
import { tellFailure } from '../app/actions.ts';
import { api } from '../app/api.ts';
import { DeviceCodeView } from './DeviceCodeView.tsx';
import { SignInButtons } from './SignInButtons.tsx';
import { SignInClock } from './SignInClock.tsx';
import { signInTitle } from './signInText.ts';
import type { SignIn } from '../../shared/model/account.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: '8px',
    flexShrink: 0,
    maxHeight: '50vh',
    overflowY: 'auto',
    boxSizing: 'border-box',
    padding: '12px 16px',
    backgroundColor: tokens.colorNeutralBackground2,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  head: { display: 'flex', alignItems: 'center', gap: '8px' },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  text: { margin: 0, overflowWrap: 'anywhere', color: tokens.colorNeutralForeground2 },
  strong: { color: tokens.colorNeutralForeground1, unicodeBidi: 'isolate' },
  middle: { display: 'flex', justifyContent: 'flex-start' },
  clock: { width: '320px', maxWidth: '100%' },
  trouble: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: '8px',
    margin: 0,
    overflowWrap: 'anywhere',
    color: tokens.colorStatusWarningForeground3,
    '& svg': { flexShrink: 0, marginTop: '2px' },
  },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

/** Who signs in and whereto: "for admin@contoso.com, Contoso in Microsoft 365". */
function Whose({ signIn }: { readonly signIn: SignIn }) {
  const styles = useStyles();
  const { loginHint, purpose, cloudId } = signIn;
  return (
    <>
      {loginHint !== null && (
        <>
          {'for '}
          <strong className={styles.strong}>{loginHint}</strong>
          {purpose !== '' && ', '}
        </>
      )}
      {purpose !== '' && (
        <strong dir="auto" className={styles.strong}>
          {purpose}
        </strong>
      )}
      {` in ${CLOUDS[cloudId].name}`}
    </>
  );
}

function Lead({ signIn }: { readonly signIn: SignIn }) {
  const styles = useStyles();
  const { kind, failure, state } = signIn;
  const what =
    kind === 'device'
      ? 'Sign in on that page'
      : failure === null
        ? 'A sign-in page is open'
        : 'The sign-in is';
  return (
    <p className={styles.text}>
      {`${what} `}
      <Whose signIn={signIn} />
      {state === 'finishing' ? '. Finishing.' : '. This goes on by itself when you’re done.'}
    </p>
  );
}

/** A sign-in that waits for a person, in the place that waits for it: whose, how long, and the ways on. */
export function SignInWait({
  signIn,
  onCancel,
}: {
  readonly signIn: SignIn;
  /** Ends what waits for it; this sign-in alone unless told. */
  readonly onCancel?: () => void;
}) {
  const styles = useStyles();
  const { signInId, kind, device, failure } = signIn;
  const cancel = onCancel ?? (() => void api.accounts.cancelSignIn({ signInId }).catch(tellFailure));
  return (
    <section aria-label="Sign-in that waits for you" className={styles.root}>
      <div role="status" className={styles.head}>
        <Spinner size="extra-tiny" aria-hidden />
        <h2 className={styles.title}>{signInTitle(signIn)}</h2>
      </div>
      <Lead signIn={signIn} />
      {failure !== null && (
        <p role="alert" className={styles.trouble}>
          <Warning16Regular aria-hidden />
          <span>{`${failure.message} ${failure.hint}`}</span>
        </p>
      )}
      <div className={styles.middle}>
        {device !== null && <DeviceCodeView device={device} beside />}
        {kind === 'browser' && (
          <div className={styles.clock}>
            <SignInClock signIn={signIn} />
          </div>
        )}
      </div>
      <div className={styles.buttons}>
        <SignInButtons signIn={signIn} />
        <Button appearance="subtle" onClick={cancel}>
          Cancel
        </Button>
      </div>
    </section>
  );
}
