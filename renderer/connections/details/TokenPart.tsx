import { MessageBar, MessageBarBody, MessageBarTitle, makeStyles, tokens } from '@fluentui/react-components';
import { formatTokenLeft, formatAgo } from '../../ui/format.ts';
import { useTimeText } from '../../ui/hooks.ts';
import { Facts, Part } from './Facts.tsx';
import type { Fact } from './Facts.tsx';
import type { Connected } from '../../ui/connectionState.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: '16px' },
  list: { margin: 0, paddingLeft: '20px', fontSize: tokens.fontSizeBase200 },
});

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const at = (iso: string): string => moment.format(new Date(iso));

function Left({ status }: { readonly status: Connected }) {
  const text = useTimeText((now) => formatTokenLeft(status, now));
  return <span>{`${at(status.tokenExpiresAt)} · ${text.replace(/^token /u, '')}`}</span>;
}

function Renewal({ status }: { readonly status: Connected }) {
  const { renewable, renewedAt } = status.token;
  const ago = useTimeText((now) => (renewedAt === null ? '' : formatAgo(renewedAt, now)));
  if (!renewable) return <span>None: it was given, and ends for good</span>;
  return <span>{renewedAt === null ? 'By itself, before it ends' : `By itself, last ${ago}`}</span>;
}

/** The connection's token in words: whose, where it counts, what it allows, how long. The token itself is never shown. */
export function TokenPart({ status }: { readonly status: Connected }) {
  const styles = useStyles();
  const { token } = status;
  const app = token.actor === 'app';
  const facts: readonly Fact[] = [
    { name: app ? 'Signed in as app' : 'Account', value: token.account },
    { name: 'Tenant ID', value: token.tenantId, code: true },
    { name: 'Counts for', value: token.audience },
    { name: 'App ID', value: token.appId ?? 'Not told', code: token.appId !== null },
    ...(app
      ? [{ name: 'App permissions', value: token.appRoles }]
      : [{ name: 'Scopes', value: token.scopes }]),
    { name: 'Directory roles', value: token.directoryRoles },
    { name: 'Issued', value: at(token.issuedAt) },
    { name: 'Ends', value: <Left status={status} /> },
    { name: 'Renewal', value: <Renewal status={status} /> },
  ];
  return (
    <div className={styles.root}>
      {token.missing !== null && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>Something is missing</MessageBarTitle>
            {token.missing}
          </MessageBarBody>
        </MessageBar>
      )}
      <Part title="Token">
        <Facts facts={facts} />
      </Part>
      {token.challenges.length > 0 && (
        <Part title="Asked for in between">
          <ul className={styles.list}>
            {token.challenges.map((challenge, index) => (
              <li key={index}>{`${at(challenge.at)}: ${challenge.asked}, ${challenge.outcome}`}</li>
            ))}
          </ul>
        </Part>
      )}
    </div>
  );
}
