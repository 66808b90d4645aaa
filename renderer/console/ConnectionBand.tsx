import { Spinner, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  BeakerRegular,
  BuildingFilled,
  CheckmarkCircleRegular,
  ErrorCircleRegular,
  LockClosed16Regular,
  PlugDisconnectedRegular,
} from '@fluentui/react-icons';
import { useThemeKind } from '../app/theme.tsx';
import { PracticeBadge } from '../ui/Badges.tsx';
import { formatTokenLeft } from '../ui/format.ts';
import { useTimeText, useWide } from '../ui/hooks.ts';
import { serviceNames, serviceTitles, statusOf } from '../ui/connectionState.ts';
import { actorText, isPractice, organizationName } from '../ui/organizationText.ts';
import { useBandLayout, useBandLook, useBandStyles } from './bandLook.ts';
import type { ReactNode } from 'react';
import type {
  ConnectionProfile,
  ConnectionStatus,
  ConnectionView,
  Service,
} from '../../shared/model/connection.ts';

const useStyles = makeStyles({
  hatched: {
    borderTop: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    borderBottom: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
  },
  plate: {
    backgroundColor: tokens.colorNeutralBackground1,
    padding: '4px 8px',
    borderRadius: tokens.borderRadiusMedium,
  },
  who: { display: 'flex', alignItems: 'center', gap: '12px', minWidth: 0 },
  name: { flexShrink: 1, minWidth: '40px' },
  account: {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    minWidth: 0,
    flexShrink: 1000,
  },
  service: { flexShrink: 0, fontWeight: tokens.fontWeightSemibold },
  state: { display: 'flex', alignItems: 'center', gap: '12px', flexShrink: 0 },
  item: { display: 'inline-flex', alignItems: 'center', gap: '6px', whiteSpace: 'nowrap' },
  pill: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '4px',
    height: '20px',
    padding: '0 8px',
    whiteSpace: 'nowrap',
    borderRadius: tokens.borderRadiusCircular,
    border: '1px solid currentColor',
  },
});

/** Which organisation this is, as whom, and in what state: the line above the editor that can't be scrolled away. */
export function ConnectionBand({
  view,
  service,
  short = false,
}: {
  readonly view: ConnectionView;
  readonly service: Service;
  readonly short?: boolean;
}) {
  const styles = useStyles();
  const layout = useBandLayout();
  const looks = useBandStyles();
  const roomy = useWide();
  const wide = roomy && !short;
  const highContrast = useThemeKind() === 'high-contrast';
  const { profile } = view;
  const status = statusOf(view, service);
  const practice = isPractice(profile);
  const look = useBandLook(profile.colour, practice);
  const plate = practice ? styles.plate : undefined;
  return (
    <header
      aria-label="Connection"
      className={mergeClasses(
        layout.band,
        looks[look.className],
        highContrast ? layout.outlined : practice && styles.hatched,
      )}
      style={look.style}
    >
      <div className={mergeClasses(styles.who, plate)}>
        <span aria-hidden className={layout.icon}>
          {practice ? <BeakerRegular /> : <BuildingFilled />}
        </span>
        <h1 dir="auto" className={mergeClasses(layout.name, styles.name)} title={organizationName(profile)}>
          {organizationName(profile)}
        </h1>
        {service === 'compliance' && (
          <span className={styles.service}>{wide ? serviceTitles.compliance : serviceNames.compliance}</span>
        )}
        <span className={styles.account}>{accountLine(profile, status, wide)}</span>
      </div>
      <span className={layout.grow} />
      <div className={mergeClasses(styles.state, plate)}>
        {profile.readOnly && (
          <span className={styles.pill}>
            <LockClosed16Regular aria-hidden />
            Read-only
          </span>
        )}
        {practice && <PracticeBadge />}
        <State status={status} wide={wide} />
      </div>
    </header>
  );
}

function State({ status, wide }: { readonly status: ConnectionStatus; readonly wide: boolean }) {
  const styles = useStyles();
  const layout = useBandLayout();
  const left = useTimeText((now) => (status.state === 'connected' ? formatTokenLeft(status, now) : ''));
  const item = (icon: ReactNode, text: string) => (
    <span className={styles.item} role="status" aria-label="Connection state">
      <span aria-hidden className={layout.icon}>
        {icon}
      </span>
      {text}
    </span>
  );
  switch (status.state) {
    case 'connected':
      return item(
        <CheckmarkCircleRegular />,
        wide ? `Connected · ${left}` : left.replace(/^token (?=\d)/u, ''),
      );
    case 'connecting':
      return item(<Spinner size="extra-tiny" appearance="inverted" />, 'Connecting');
    case 'signing-in':
      return item(<Spinner size="extra-tiny" appearance="inverted" />, 'Signing in in your browser');
    case 'failed':
      return item(<ErrorCircleRegular />, 'Not connected');
    case 'signed-out':
      return item(<PlugDisconnectedRegular />, 'Not connected');
  }
}

/** Who signs in, as words inside a line. */
function bandActor(profile: ConnectionProfile): string {
  const { signIn, username } = profile;
  if (signIn.kind === 'certificate' || signIn.kind === 'managed-identity') {
    const text = actorText(profile);
    return text.charAt(0).toLowerCase() + text.slice(1);
  }
  return username ?? 'account chosen when you sign in';
}

/** "as admin@partner.com · customer access (GDAP), Exchange Administrator"; only the account where there is little room. */
function accountLine(profile: ConnectionProfile, status: ConnectionStatus, wide: boolean): string {
  const who = bandActor(profile);
  if (!wide) return who;
  if (isPractice(profile) && profile.organization.kind === 'own') return `as ${who} · nothing here is real`;
  const roles = status.state === 'connected' ? status.roles : [];
  const role = roles.find((name) => /exchange/iu.test(name)) ?? roles[0];
  const access = profile.organization.kind === 'customer' ? 'customer access (GDAP)' : null;
  const rest = [access, role].filter((part) => part != null).join(', ');
  return rest === '' ? `as ${who}` : `as ${who} · ${rest}`;
}
