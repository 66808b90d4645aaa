import {
  Avatar,
  Button,
  Link,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  Spinner,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import { Dismiss20Regular, Open20Regular, WindowConsole20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { tellFailure } from '../app/actions.ts';
import { api } from '../app/api.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { FailureBar } from '../ui/FailureBar.tsx';
import { formatDate } from '../ui/format.ts';
import { OrganizationTile } from '../ui/organization.tsx';
import { whyNotOpen } from './access.ts';
import { useCustomerDetails } from './useCustomerDetails.ts';
import type { CustomerListKey } from '../app/stores/customers.ts';
import type { Customer, CustomerDetails as Details } from '../../shared/model/customer.ts';

const PEOPLE_SHOWN = 3;

const useStyles = makeStyles({
  root: {
    width: '360px',
    maxWidth: '100%',
    flexShrink: 0,
    boxSizing: 'border-box',
    display: 'flex',
    flexDirection: 'column',
    overflowY: 'auto',
    backgroundColor: tokens.colorNeutralBackground1,
    borderLeft: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  head: {
    display: 'flex',
    flexDirection: 'column',
    gap: '16px',
    padding: '16px 20px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  who: { display: 'flex', alignItems: 'center', gap: '12px', minWidth: 0 },
  names: { flexGrow: 1, minWidth: 0 },
  name: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  small: {
    display: 'block',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  buttons: { display: 'flex', gap: '8px' },
  body: { display: 'flex', flexDirection: 'column', gap: '16px', padding: '16px 20px' },
  title: { margin: '0 0 6px', fontSize: tokens.fontSizeBase200, fontWeight: tokens.fontWeightSemibold },
  facts: {
    display: 'grid',
    gridTemplateColumns: '96px minmax(0, 1fr)',
    rowGap: '6px',
    columnGap: '8px',
    alignItems: 'center',
    margin: 0,
    // A second list goes on where the first ends.
    '& + &': { marginTop: '2px' },
    fontSize: tokens.fontSizeBase200,
    '& dt': { color: tokens.colorNeutralForeground2 },
    '& dd': { margin: 0, minWidth: 0, overflowWrap: 'anywhere' },
  },
  id: { display: 'flex', alignItems: 'center', minWidth: 0, gap: '4px' },
  plain: { listStyle: 'none', margin: 0, padding: 0 },
  role: {
    padding: '4px 0',
    fontSize: tokens.fontSizeBase200,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  person: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    minHeight: '32px',
    fontSize: tokens.fontSizeBase200,
  },
  personName: { flexGrow: 1, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  quiet: { color: tokens.colorNeutralForeground2 },
  more: { fontSize: tokens.fontSizeBase200 },
});

function AccessBar({ customer }: { readonly customer: Customer }) {
  const refusal = whyNotOpen(customer);
  const { state, daysLeft } = customer.relationship;
  if (refusal !== null) {
    return (
      <MessageBar intent="error" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{refusal.sentence}</MessageBarTitle>
          {refusal.next}
        </MessageBarBody>
      </MessageBar>
    );
  }
  if (state !== 'expiring' || daysLeft === null) return null;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{`Access ends in ${daysLeft} ${daysLeft === 1 ? 'day' : 'days'}.`}</MessageBarTitle>
        Ask the customer to accept a new relationship.
      </MessageBarBody>
    </MessageBar>
  );
}

/** Graph's own word for the state, e.g. `approvalPending`, as a person writes it. */
function statusText(status: string): string {
  const words = status.replaceAll(/(?<=[a-z])(?=[A-Z])/gu, ' ').toLowerCase();
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function Relationships({ details }: { readonly details: Details }) {
  const styles = useStyles();
  return details.relationships.map((relationship) => (
    <dl key={relationship.id} className={styles.facts}>
      <dt>Name</dt>
      <dd dir="auto">{relationship.name}</dd>
      <dt>State</dt>
      <dd>{statusText(relationship.status)}</dd>
      <dt>Started</dt>
      <dd>{formatDate(relationship.startedAt)}</dd>
      <dt>Ends</dt>
      <dd>
        {`${formatDate(relationship.endsAt)}, ${relationship.autoExtends ? 'extends by itself' : 'no renewal'}`}
      </dd>
    </dl>
  ));
}

function People({ people }: Pick<Details, 'people'>) {
  const styles = useStyles();
  const [all, setAll] = useState(false);
  const shown = all ? people : people.slice(0, PEOPLE_SHOWN);
  const more = people.length - shown.length;
  return (
    <section>
      <h3 className={styles.title}>Who may use them</h3>
      <ul className={styles.plain}>
        {shown.map(({ name, username, you }) => (
          <li key={username} className={styles.person} title={username}>
            <Avatar aria-hidden name={name} color="neutral" size={24} />
            <span dir="auto" className={styles.personName}>
              {name}
            </span>
            {you && <span className={styles.quiet}>you</span>}
          </li>
        ))}
      </ul>
      {people.length === 0 && <span className={styles.small}>Nobody that your directory names</span>}
      {more > 0 && (
        <Link as="button" className={styles.more} onClick={() => setAll(true)}>
          {more === 1 ? 'Show 1 more person' : `Show ${more} more people`}
        </Link>
      )}
    </section>
  );
}

function Roles({ roles }: Pick<Details, 'roles'>) {
  const styles = useStyles();
  return (
    <section>
      <h3 className={styles.title}>Roles</h3>
      <ul className={styles.plain}>
        {roles.map(({ roleId, name, groups }) => (
          <li key={roleId} className={styles.role}>
            {name}
            <span className={styles.small} title={groups.join(', ')}>
              {groups.length === 0 ? 'Given to no group' : groups.join(', ')}
            </span>
          </li>
        ))}
      </ul>
      {roles.length === 0 && <span className={styles.small}>No role is granted</span>}
    </section>
  );
}

/** Everything known about the chosen customer: its relationship, the roles in it, and who may use them. */
export function CustomerDetails({
  listOf,
  customer,
  practice,
  colour,
  className,
  onOpen,
  onClose,
}: {
  readonly listOf: CustomerListKey;
  readonly customer: Customer;
  readonly practice: boolean;
  /** The colour of its connection, where it has one. */
  readonly colour: number | null;
  readonly className?: string;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}) {
  const styles = useStyles();
  const { details, failure, retry } = useCustomerDetails(listOf, customer.tenantId);
  const url = details?.adminCentreUrl ?? null;
  return (
    <aside aria-label={`Details of ${customer.name}`} className={mergeClasses(styles.root, className)}>
      <div className={styles.head}>
        <div className={styles.who}>
          <OrganizationTile name={customer.name} colour={colour} practice={practice} />
          <div className={styles.names}>
            <h2 dir="auto" className={styles.name} title={customer.name}>
              {customer.name}
            </h2>
            <span className={styles.small}>{customer.domain ?? customer.tenantId}</span>
          </div>
          <Button
            appearance="subtle"
            icon={<Dismiss20Regular />}
            aria-label="Close details"
            onClick={onClose}
          />
        </div>
        <div className={styles.buttons}>
          <Button
            icon={<WindowConsole20Regular />}
            disabledFocusable={whyNotOpen(customer) !== null}
            title={whyNotOpen(customer)?.sentence}
            onClick={onOpen}
          >
            Open console
          </Button>
          {url !== null && (
            <Button
              appearance="subtle"
              icon={<Open20Regular />}
              onClick={() => void api.app.openLink({ url }).catch(tellFailure)}
            >
              Admin centre
            </Button>
          )}
        </div>
      </div>
      <div className={styles.body}>
        <AccessBar customer={customer} />
        <section>
          <h3 className={styles.title}>Relationship</h3>
          {details !== null && <Relationships details={details} />}
          <dl className={styles.facts}>
            <dt>Tenant ID</dt>
            <dd className={styles.id}>
              <span className={styles.small} title={customer.tenantId}>
                {customer.tenantId}
              </span>
              <CopyButton text={customer.tenantId} label="Copy tenant ID" />
            </dd>
          </dl>
        </section>
        {failure !== null && <FailureBar failure={failure} action={{ label: 'Try again', run: retry }} />}
        {details === null && failure === null && <Spinner size="tiny" label="Reading roles" />}
        {details !== null && (
          <>
            <Roles roles={details.roles} />
            <People key={customer.tenantId} people={details.people} />
          </>
        )}
      </div>
    </aside>
  );
}
