import { makeStyles, tokens } from '@fluentui/react-components';
import { Fragment } from 'react';
import { CLOUDS, CLOUD_IDS } from '../../shared/clouds.ts';
import { OutlineBadge, PracticeBadge } from '../ui/Badges.tsx';
import { Section } from './parts.tsx';

const useStyles = makeStyles({
  wrap: {
    overflowX: 'auto',
    borderRadius: '8px',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    fontSize: tokens.fontSizeBase200,
    // Hosts need their room; where it isn’t there, the table scrolls in its frame and the page does not.
    minWidth: '560px',
    '& th, & td': {
      textAlign: 'left',
      verticalAlign: 'top',
      padding: '8px 12px',
      fontWeight: tokens.fontWeightRegular,
    },
    '& thead th': { fontWeight: tokens.fontWeightSemibold, height: '16px' },
    '& tbody tr': { borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
    '& tbody th': { fontSize: tokens.fontSizeBase300, paddingLeft: '16px' },
    '& thead th:first-child': { paddingLeft: '16px' },
  },
  hosts: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  host: { display: 'block' },
  note: { margin: '0 0 12px', color: tokens.colorNeutralForeground2 },
  name: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', gap: '4px' },
});

/** A host that breaks before a dot, where it has to. */
function Host({ name }: { readonly name: string }) {
  const styles = useStyles();
  return (
    <span className={styles.host}>
      {name.split(/(?=\.)/u).map((part, index) => (
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </span>
  );
}

/** Every environment and the only hosts that a sign-in or a token is sent to there. */
export function EnvironmentsSection() {
  const styles = useStyles();
  return (
    <Section id="environments" title="Environments">
      <p className={styles.note}>
        Sign-ins and commands are sent to these hosts, and to others only where you typed and confirmed them
        for a connection. Security & Compliance has hosts of its regions in front of the one named here.
      </p>
      <div className={styles.wrap} role="region" aria-label="Hosts by environment" tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Environment</th>
              <th scope="col">Sign-in</th>
              <th scope="col">Exchange, then compliance</th>
              <th scope="col">Customer list</th>
            </tr>
          </thead>
          <tbody>
            {CLOUD_IDS.map((id) => {
              const cloud = CLOUDS[id];
              return (
                <tr key={id}>
                  <th scope="row">
                    <span className={styles.name}>
                      {cloud.name}
                      {cloud.practice && <PracticeBadge />}
                      {cloud.closed !== null && <OutlineBadge>Closed</OutlineBadge>}
                    </span>
                  </th>
                  {cloud.closed !== null ? (
                    <td colSpan={3} className={styles.hosts}>
                      {cloud.closed}
                    </td>
                  ) : cloud.practice ? (
                    <td colSpan={3} className={styles.hosts}>
                      On this computer only; nothing is sent to the internet
                    </td>
                  ) : (
                    <>
                      <td className={styles.hosts}>
                        <Host name={cloud.loginHost} />
                      </td>
                      <td className={styles.hosts}>
                        <Host name={cloud.exchangeHost} />
                        <Host name={cloud.complianceHost} />
                        {cloud.eopHost !== null && <Host name={cloud.eopHost} />}
                      </td>
                      <td className={styles.hosts}>
                        <Host name={cloud.graphHost} />
                      </td>
                    </>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
