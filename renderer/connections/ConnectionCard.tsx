import { makeStyles, tokens } from '@fluentui/react-components';
import { OutlineBadge, PracticeBadge, ReadOnlyBadge } from '../ui/Badges.tsx';
import { methodName, overallStatus } from '../ui/connectionState.ts';
import { formatDay } from '../ui/format.ts';
import { OrganizationTile, practiceHatch } from '../ui/organization.tsx';
import { accountText, environmentName, isPractice } from '../ui/organizationText.ts';
import { useRovingFocus } from '../ui/useRovingFocus.ts';
import { CardActions } from './CardActions.tsx';
import { CardMenu } from './CardMenu.tsx';
import { ServiceBadges } from './ServiceBadges.tsx';
import { StatusLine } from './StatusLine.tsx';
import type { ConnectionProfile, ConnectionView } from '../../shared/model/connection.ts';

const useStyles = makeStyles({
  card: {
    position: 'relative',
    height: '100%',
    minHeight: '252px',
    boxSizing: 'border-box',
    display: 'flex',
    flexDirection: 'column',
    gap: '8px',
    padding: '16px',
    overflow: 'hidden',
    borderRadius: '8px',
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow2,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  hatch: { position: 'absolute', left: 0, right: 0, top: 0, height: '6px', backgroundImage: practiceHatch },
  head: { display: 'flex', alignItems: 'flex-start', gap: '12px' },
  names: { flexGrow: 1, minWidth: 0 },
  nameLine: { display: 'flex', alignItems: 'center', gap: '8px', minWidth: 0 },
  name: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: '22px',
    fontWeight: tokens.fontWeightSemibold,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  domain: {
    display: 'block',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  facts: {
    display: 'grid',
    gridTemplateColumns: '84px minmax(0, 1fr)',
    rowGap: '8px',
    columnGap: '8px',
    margin: 0,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    '& dt': { color: tokens.colorNeutralForeground2 },
    '& dd': { margin: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  },
  badges: { display: 'flex', gap: '6px', flexWrap: 'wrap' },
  actions: {
    display: 'flex',
    alignItems: 'center',
    // Two long buttons stand under each other.
    flexWrap: 'wrap',
    gap: '8px',
    marginTop: 'auto',
    paddingTop: '8px',
    '& button': { whiteSpace: 'nowrap', flexShrink: 0, minWidth: 'auto' },
  },
  // Takes what the buttons leave, and never a line of its own; where that is too little, the tooltip has it alone.
  used: {
    flex: '1 1 0',
    minWidth: 0,
    containerType: 'inline-size',
    textAlign: 'right',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
  usedText: { '@container (max-width: 67px)': { display: 'none' } },
});

function subtitle(profile: ConnectionProfile): string {
  const { organization } = profile;
  const { domain, tenantId } = organization;
  // The card's own name is not said twice.
  const where = domain !== null && domain !== profile.name ? domain : tenantId;
  const named = organization.name !== null && organization.name !== profile.name ? organization.name : null;
  if (named !== null && where !== null) return `${named} · ${where}`;
  return named ?? where ?? 'Known after the first sign-in';
}

const usedText = (at: string | null): string => {
  if (at === null) return 'Not used yet';
  const day = formatDay(at);
  // The hour has no room beside the buttons; the tooltip has it.
  if (day.startsWith('Today')) return 'Used today';
  return `Used ${day === 'Yesterday' ? day.toLowerCase() : day}`;
};

/** A saved connection: whose it is, how it stands, and what can be done with it. */
export function ConnectionCard({ view }: { readonly view: ConnectionView }) {
  const styles = useStyles();
  const { profile } = view;
  const { state } = overallStatus(view);
  const practice = isPractice(profile);
  const arrows = useRovingFocus<HTMLElement>({ axis: 'both', start: '[data-actions] button' });
  return (
    <article aria-label={profile.name} data-connection={profile.id} className={styles.card} {...arrows}>
      {practice && <span aria-hidden className={styles.hatch} />}
      <div className={styles.head}>
        <OrganizationTile name={profile.name} colour={profile.colour} practice={practice} />
        <div className={styles.names}>
          <div className={styles.nameLine}>
            <h3 dir="auto" className={styles.name} title={profile.name}>
              {profile.name}
            </h3>
          </div>
          <span dir="auto" className={styles.domain} title={subtitle(profile)}>
            {subtitle(profile)}
          </span>
        </div>
        <CardMenu view={view} />
      </div>
      <StatusLine view={view} />
      <dl className={styles.facts}>
        <dt>Account</dt>
        <dd title={accountText(profile)}>{accountText(profile)}</dd>
        {state !== 'failed' && (
          <>
            <dt>Environment</dt>
            <dd title={environmentName(profile)}>{environmentName(profile)}</dd>
          </>
        )}
        {profile.signIn.kind !== 'browser' && (
          <>
            <dt>Sign-in</dt>
            <dd>{methodName(profile.signIn)}</dd>
          </>
        )}
      </dl>
      <div className={styles.badges}>
        <ServiceBadges view={view} />
        {profile.readOnly && <ReadOnlyBadge />}
        {profile.options.prefix !== '' && (
          <OutlineBadge title="Before the nouns of this connection’s cmdlets">
            {`Prefix ${profile.options.prefix}`}
          </OutlineBadge>
        )}
        {practice && <PracticeBadge />}
      </div>
      <div className={styles.actions} data-actions>
        <CardActions view={view} />
        <span
          className={styles.used}
          title={profile.lastUsedAt === null ? undefined : formatDay(profile.lastUsedAt)}
        >
          <span className={styles.usedText}>{usedText(profile.lastUsedAt)}</span>
        </span>
      </div>
    </article>
  );
}
