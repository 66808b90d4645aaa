import { Link, Spinner, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircle16Filled, Circle16Regular, ErrorCircle16Filled } from '@fluentui/react-icons';
import { useState } from 'react';
import { useSignIn } from '../app/stores/accounts.ts';
import { FailureDetails } from '../ui/FailureDetails.tsx';
import { formatClock, formatTokenLeft } from '../ui/format.ts';
import { useNow, useTimeText } from '../ui/hooks.ts';
import { accountText, organizationName } from '../ui/organizationText.ts';
import {
  connectedServices,
  failedServices,
  overallStatus,
  serviceNames,
  serviceTitles,
} from '../ui/connectionState.ts';
import type { Connected } from '../ui/connectionState.ts';
import type { ConnectionProfile, ConnectionView, Service } from '../../shared/model/connection.ts';
import type { Failure } from '../../shared/model/failure.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: '4px' },
  line: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    minHeight: '16px',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: tokens.fontWeightSemibold,
    '& svg': { flexShrink: 0 },
  },
  quiet: { fontWeight: tokens.fontWeightRegular, color: tokens.colorNeutralForeground2 },
  good: { color: tokens.colorStatusSuccessForeground1 },
  busy: { color: tokens.colorBrandForeground1 },
  code: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    userSelect: 'all',
  },
  bad: { color: tokens.colorPaletteRedForeground1 },
  failure: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
  },
  warning: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorStatusWarningForeground3,
    overflowWrap: 'anywhere',
  },
  trouble: {
    display: 'block',
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorStatusWarningForeground3,
    overflowWrap: 'anywhere',
  },
  link: { fontSize: tokens.fontSizeBase200 },
});

/** Characters that fit on two lines of a card together with the link behind them. */
const SHORT = 90;

/** The first words, with an ellipsis where more follow. */
function shortened(text: string): string {
  if (text.length <= SHORT) return text;
  return `${text.slice(0, text.lastIndexOf(' ', SHORT))}…`;
}

function FailureText({
  failure,
  profile,
}: {
  readonly failure: Failure;
  readonly profile: ConnectionProfile;
}) {
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.failure}>
      <span title={failure.message}>{open ? failure.message : shortened(failure.message)}</span>{' '}
      <Link as="button" inline className={styles.link} aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? 'Hide details' : 'Show details'}
      </Link>
      {open && (
        <FailureDetails
          failure={failure}
          where={{ account: accountText(profile), organization: organizationName(profile) }}
        />
      )}
    </div>
  );
}

/** How long the token lasts, drawn again only when its words change. */
function TokenLeft({ status }: { readonly status: Connected }) {
  const text = useTimeText((now) => formatTokenLeft(status, now));
  return <span>{text}</span>;
}

function Waited({ since }: { readonly since: string }) {
  const now = useNow(1000);
  return <span aria-hidden>{formatClock(now - new Date(since).getTime())}</span>;
}

/** How long a code can still be typed. */
function Left({ until }: { readonly until: string }) {
  const now = useNow(1000);
  return <span aria-hidden>{`${formatClock(Math.max(0, new Date(until).getTime() - now))} left`}</span>;
}

/** What stands in the way while a sign-in goes on waiting. */
function Trouble({ failure }: { readonly failure: Failure }) {
  const styles = useStyles();
  return <span className={styles.trouble}>{`${failure.message} ${failure.hint}`}</span>;
}

/** Where the person has to go on: in the browser, or with a code on some page. */
function SigningIn({ signInId, since }: { readonly signInId: string; readonly since: string }) {
  const styles = useStyles();
  const signIn = useSignIn(signInId);
  const device = signIn?.device ?? null;
  const trouble = signIn?.failure ?? null;
  if (device === null) {
    return (
      <span>
        Signing in: {signIn?.kind === 'device' ? 'getting a code' : 'finish in your browser'},{' '}
        <Waited since={since} />
        {trouble !== null && <Trouble failure={trouble} />}
      </span>
    );
  }
  return (
    <span>
      Signing in: type{' '}
      <output aria-label="Code to type" className={styles.code}>
        {device.code}
      </output>{' '}
      on {device.page}, <Left until={device.expiresAt} />
      {trouble !== null && <Trouble failure={trouble} />}
    </span>
  );
}

function Line({ view }: { readonly view: ConnectionView }) {
  const styles = useStyles();
  const status = overallStatus(view);
  switch (status.state) {
    case 'connected': {
      if (status.waiting !== undefined) {
        return (
          <span className={mergeClasses(styles.line, styles.busy)}>
            <Spinner size="extra-tiny" aria-hidden />
            {`Still connecting: ${status.waiting.reason}`}
          </span>
        );
      }
      // Of two services the one that is connected is named while the other isn't.
      const there = connectedServices(view);
      const name =
        there.length < view.services.length && there[0] !== undefined
          ? `${serviceNames[there[0].service]} connected`
          : 'Connected';
      return (
        <span className={mergeClasses(styles.line, styles.good)}>
          <CheckmarkCircle16Filled aria-hidden />
          <span>
            {name} · <TokenLeft status={status} />
          </span>
        </span>
      );
    }
    case 'signing-in':
      return (
        <span className={mergeClasses(styles.line, styles.busy)}>
          <Spinner size="extra-tiny" aria-hidden />
          <SigningIn signInId={status.signInId} since={status.since} />
        </span>
      );
    case 'connecting':
      return (
        <span className={mergeClasses(styles.line, styles.busy)}>
          <Spinner size="extra-tiny" aria-hidden />
          Connecting
        </span>
      );
    case 'failed':
      return (
        <span className={mergeClasses(styles.line, styles.bad)}>
          <ErrorCircle16Filled aria-hidden />
          Couldn’t connect
        </span>
      );
    case 'signed-out':
      return (
        <span className={mergeClasses(styles.line, styles.quiet)}>
          <Circle16Regular aria-hidden />
          Signed out
        </span>
      );
  }
}

/** One line for a failure that both services share. */
function distinctFailures(view: ConnectionView): { services: Service[]; failure: Failure }[] {
  const found: { services: Service[]; failure: Failure }[] = [];
  for (const { service, status } of failedServices(view)) {
    const same = found.find(({ failure }) => failure.message === status.failure.message);
    if (same === undefined) found.push({ services: [service], failure: status.failure });
    else same.services.push(service);
  }
  return found;
}

/** How a connection stands, read out when it changes; what failed and what its account lacks under it. */
export function StatusLine({ view }: { readonly view: ConnectionView }) {
  const styles = useStyles();
  const partial = overallStatus(view).state !== 'failed';
  const missing = connectedServices(view).find(({ status }) => status.token.missing !== null);
  return (
    <div className={styles.root}>
      <div role="status">
        <Line view={view} />
      </div>
      {distinctFailures(view).map(({ services, failure }) => (
        <div key={services.join()}>
          {partial && (
            <span className={mergeClasses(styles.line, styles.bad)}>
              <ErrorCircle16Filled aria-hidden />
              {`${services.map((service) => serviceTitles[service]).join(' and ')} couldn’t connect`}
            </span>
          )}
          <FailureText failure={failure} profile={view.profile} />
        </div>
      ))}
      {missing !== undefined && (
        <span className={styles.warning} title={missing.status.token.missing ?? ''}>
          {shortened(missing.status.token.missing ?? '')}
        </span>
      )}
    </div>
  );
}
