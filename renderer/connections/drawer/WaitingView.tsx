import { Spinner, makeStyles, tokens } from '@fluentui/react-components';
import { Globe24Regular, Info16Regular, Phone24Regular } from '@fluentui/react-icons';
import { CLOUDS } from '../../../shared/clouds.ts';
import { isAppOnly } from '../../../shared/model/sign-in-method.ts';
import { methodName, serviceTitles } from '../../ui/connectionState.ts';
import { DeviceCodeView } from '../../ui/DeviceCodeView.tsx';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { OrganizationTile } from '../../ui/organization.tsx';
import { actorText, isPractice } from '../../ui/organizationText.ts';
import { SignInClock } from '../../ui/SignInClock.tsx';
import { signInTitle } from '../../ui/signInText.ts';
import { PracticeAccounts } from './PracticeAccounts.tsx';
import { useFieldStyles } from './fieldStyles.ts';
import type { SignIn } from '../../../shared/model/account.ts';
import type { ConnectionProfile } from '../../../shared/model/connection.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', paddingTop: '32px' },
  middle: { alignSelf: 'center', width: '320px', maxWidth: '100%' },
  spinner: {
    position: 'relative',
    width: '44px',
    height: '44px',
    margin: '0 auto 24px',
    color: tokens.colorBrandForeground1,
  },
  globe: { position: 'absolute', inset: 0, display: 'flex', alignItems: 'center', justifyContent: 'center' },
  title: { margin: '0 0 8px', textAlign: 'center', fontSize: tokens.fontSizeBase500, lineHeight: '28px' },
  lead: {
    margin: '0 auto 28px',
    maxWidth: '480px',
    textAlign: 'center',
    color: tokens.colorNeutralForeground2,
  },
  who: { color: tokens.colorNeutralForeground1, overflowWrap: 'anywhere' },
  failure: { marginTop: '16px' },
  box: {
    marginTop: '40px',
    padding: '16px',
    borderRadius: '8px',
    backgroundColor: tokens.colorNeutralBackground2,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  head: { display: 'flex', alignItems: 'center', gap: '12px', marginBottom: '12px', minWidth: 0 },
  text: { minWidth: 0 },
  facts: {
    display: 'grid',
    gridTemplateColumns: '112px minmax(0, 1fr)',
    rowGap: '8px',
    columnGap: '8px',
    margin: 0,
    fontSize: tokens.fontSizeBase200,
    '& dt': { color: tokens.colorNeutralForeground2 },
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
  },
  note: {
    display: 'flex',
    gap: '8px',
    margin: '16px 0',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    '& svg': { flexShrink: 0 },
  },
});

function access({ organization, signIn }: ConnectionProfile): string {
  if (isAppOnly(signIn)) return `As an app, ${methodName(signIn).toLowerCase()}`;
  return organization.kind === 'customer' ? 'As a partner (GDAP)' : 'Your own organisation';
}

function Who({ hint }: { readonly hint: string | null }) {
  const styles = useStyles();
  if (hint === null) return null;
  return (
    <>
      {' for '}
      <strong className={styles.who}>{hint}</strong>
    </>
  );
}

/** Under the connection's name: where or who, as far as the name does not say it already. */
const underName = (profile: ConnectionProfile): string =>
  [profile.organization.domain, profile.username].find((text) => text !== null && text !== profile.name) ??
  actorText(profile);

/** What the person does next, in a sentence or two. */
function Lead({ signIn, hint }: { readonly signIn: SignIn; readonly hint: string | null }) {
  const styles = useStyles();
  if (signIn.kind === 'browser') {
    return (
      <p className={styles.lead}>
        A sign-in page is open
        <Who hint={hint} />. This window goes on by itself when you’re done.
      </p>
    );
  }
  if (signIn.device === null) return null;
  return (
    <p className={styles.lead}>
      Open the page on a phone or another computer, type the code and sign in there
      <Who hint={hint} />. This window goes on by itself when you’re done.
    </p>
  );
}

/** The code leads to an account of one's own only where one asked for it oneself. */
const DEVICE_NOTE =
  'Type the code only on the page that is named here. The sign-in is for this app on this computer, whoever types the code. You can close this panel: the card keeps waiting.';
const OPEN_NOTE =
  'If no page has opened, copy the link and open it in any browser on this computer. You can close this panel: the card keeps waiting.';
const ACCOUNT_NOTE =
  'The page should show the account above. If it offers another one, choose another account there. ';

function noteOf(signIn: SignIn | null, hint: string | null): string {
  if (signIn === null) return 'You can close this panel: the card goes on.';
  if (signIn.kind === 'device') return DEVICE_NOTE;
  return hint === null ? OPEN_NOTE : ACCOUNT_NOTE + OPEN_NOTE;
}

/** While a person signs in: what is waited for, for whom, and how long. `signIn` null: signed in, connecting now. */
export function WaitingView({
  profile,
  signIn,
}: {
  readonly profile: ConnectionProfile;
  readonly signIn: SignIn | null;
}) {
  const styles = useStyles();
  const fields = useFieldStyles();
  const cloud = CLOUDS[profile.cloudId];
  const practice = isPractice(profile);
  const hint = signIn?.loginHint ?? profile.username;
  const trouble = signIn?.failure ?? null;
  return (
    <div className={styles.root}>
      <div className={styles.spinner}>
        <Spinner size="huge" aria-hidden />
        <span aria-hidden className={styles.globe}>
          {signIn?.kind === 'device' ? <Phone24Regular /> : <Globe24Regular />}
        </span>
      </div>
      <div role="status">
        <h3 className={styles.title}>{signIn === null ? 'Connecting' : signInTitle(signIn)}</h3>
        {signIn !== null && trouble === null && <Lead signIn={signIn} hint={hint} />}
      </div>
      {signIn?.kind === 'browser' && (
        <div className={styles.middle}>
          <SignInClock signIn={signIn} />
        </div>
      )}
      {signIn?.device != null && <DeviceCodeView device={signIn.device} />}
      {trouble !== null && <FailureBar failure={trouble} intent="warning" className={styles.failure} />}
      <div className={styles.box}>
        <div className={styles.head}>
          <OrganizationTile name={profile.name} colour={profile.colour} practice={practice} />
          <span className={styles.text}>
            <span dir="auto" className={fields.name} title={profile.name}>
              {profile.name}
            </span>
            <span className={fields.small}>{underName(profile)}</span>
          </span>
        </div>
        <dl className={styles.facts}>
          <dt>Environment</dt>
          <dd>{`${cloud.name} · ${cloud.loginHost}`}</dd>
          <dt>Access</dt>
          <dd>{access(profile)}</dd>
          <dt>Services</dt>
          <dd>{profile.services.map((service) => serviceTitles[service]).join(', ')}</dd>
          <dt>Safety</dt>
          <dd>{profile.readOnly ? 'Read-only' : 'Changes are asked about first'}</dd>
        </dl>
      </div>
      {practice && !isAppOnly(profile.signIn) && <PracticeAccounts onUse={null} only={hint} />}
      <div className={styles.note}>
        <Info16Regular aria-hidden />
        <span>{noteOf(signIn, hint)}</span>
      </div>
    </div>
  );
}
