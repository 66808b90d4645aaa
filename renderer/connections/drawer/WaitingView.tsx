import { Spinner, makeStyles, tokens } from '@fluentui/react-components';
import { Globe24Regular, Info16Regular } from '@fluentui/react-icons';
import { CLOUDS } from '../../../shared/clouds.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { OrganizationTile } from '../../ui/organization.tsx';
import { isPractice } from '../../ui/organizationText.ts';
import { SignInClock } from '../../ui/SignInClock.tsx';
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

const access = (profile: ConnectionProfile): string =>
  profile.organization.kind === 'customer' ? 'As a partner (GDAP)' : 'Your own organisation';

/** While the browser is open: what is waited for, for whom, and how long. `signIn` null: signed in, connecting now. */
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
          <Globe24Regular />
        </span>
      </div>
      <div role="status">
        <h3 className={styles.title}>
          {signIn === null ? 'Connecting' : 'Finish signing in in your browser'}
        </h3>
        {signIn !== null && trouble === null && (
          <p className={styles.lead}>
            A sign-in page is open
            {hint !== null && (
              <>
                {' for '}
                <strong className={styles.who}>{hint}</strong>
              </>
            )}
            . This window goes on by itself when you’re done.
          </p>
        )}
      </div>
      <div className={styles.middle}>{signIn !== null && <SignInClock signIn={signIn} />}</div>
      {trouble !== null && <FailureBar failure={trouble} intent="warning" className={styles.failure} />}
      <div className={styles.box}>
        <div className={styles.head}>
          <OrganizationTile name={profile.name} colour={profile.colour} practice={practice} />
          <span className={styles.text}>
            <span dir="auto" className={fields.name} title={profile.name}>
              {profile.name}
            </span>
            <span className={fields.small}>
              {profile.organization.domain ?? profile.username ?? cloud.name}
            </span>
          </span>
        </div>
        <dl className={styles.facts}>
          <dt>Environment</dt>
          <dd>{`${cloud.name} · ${cloud.loginHost}`}</dd>
          <dt>Access</dt>
          <dd>{access(profile)}</dd>
          <dt>Services</dt>
          <dd>Exchange Online</dd>
          <dt>Safety</dt>
          <dd>{profile.readOnly ? 'Read-only' : 'Changes are asked about first'}</dd>
        </dl>
      </div>
      {practice && <PracticeAccounts onUse={null} only={hint} />}
      <div className={styles.note}>
        <Info16Regular aria-hidden />
        <span>
          {hint === null
            ? ''
            : 'The page should show the account above. If it offers another one, choose another account there. '}
          If no page has opened, copy the link and open it in any browser on this computer. You can close this
          panel: the card keeps waiting.
        </span>
      </div>
    </div>
  );
}
