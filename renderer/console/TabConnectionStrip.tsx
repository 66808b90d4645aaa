import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { BeakerRegular, BuildingRegular, DismissRegular } from '@fluentui/react-icons';
import { api } from '../app/api.ts';
import { failureOf } from '../app/failure.ts';
import { notify } from '../ui/toasts.ts';
import type { TabConnection } from '../../shared/model/console.ts';

const useStyles = makeStyles({
  strip: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    minHeight: '32px',
    flexShrink: 0,
    padding: '0 12px',
    overflowX: 'auto',
    fontSize: tokens.fontSizeBase200,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  label: { color: tokens.colorNeutralForeground2, whiteSpace: 'nowrap' },
  list: { display: 'flex', gap: '8px', margin: 0, padding: 0, listStyleType: 'none' },
  chip: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '6px',
    padding: '0 2px 0 8px',
    whiteSpace: 'nowrap',
    borderRadius: tokens.borderRadiusCircular,
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
  },
  name: { fontWeight: tokens.fontWeightSemibold, unicodeBidi: 'isolate' },
});

/** The connections that scripts of the tab opened, beside its own; the newest last. */
export function TabConnectionStrip({
  tabId,
  connections,
}: {
  readonly tabId: string;
  readonly connections: readonly TabConnection[];
}) {
  const styles = useStyles();
  if (connections.length === 0) return null;
  const disconnect = (id: string) => {
    api.console
      .disconnect({ tabId, id })
      .catch((error: unknown) => notify({ text: failureOf(error).message, intent: 'error' }));
  };
  return (
    <section aria-label="Connections of this tab’s scripts" className={styles.strip}>
      <span className={styles.label}>Also connected:</span>
      <ul className={styles.list}>
        {connections.map((connection) => (
          <li key={connection.id} className={styles.chip} title={detailsOf(connection)}>
            {connection.practice ? <BeakerRegular aria-hidden /> : <BuildingRegular aria-hidden />}
            <span dir="auto" className={styles.name}>
              {connection.organization}
            </span>
            <span>{shortOf(connection)}</span>
            <Button
              appearance="transparent"
              size="small"
              icon={<DismissRegular />}
              aria-label={`Disconnect ${connection.organization}`}
              onClick={() => disconnect(connection.id)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** "as admin@contoso.com · prefix Contoso" */
function shortOf({ account, prefix, service }: TabConnection): string {
  const parts = [
    account === null ? null : `as ${account}`,
    service === 'compliance' ? 'Security & Compliance' : null,
    prefix === '' ? null : `prefix ${prefix}`,
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

function detailsOf({ organization, domain, account, prefix }: TabConnection): string {
  const cmdlets = prefix === '' ? 'Get-Mailbox' : `Get-${prefix}Mailbox`;
  return [organization, domain, account, `as in ${cmdlets}`]
    .filter((part) => part !== null && part !== '')
    .join(' · ');
}
