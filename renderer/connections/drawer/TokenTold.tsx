import { makeStyles, tokens } from '@fluentui/react-components';
import { ErrorCircle16Regular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { CLOUDS, EXCHANGE_APP_ID, type CloudId } from '../../../shared/clouds.ts';
import { api } from '../../app/api.ts';
import { failureOf } from '../../app/failure.ts';
import { serviceTitles } from '../../ui/connectionState.ts';
import { formatMoment } from '../../ui/format.ts';
import { domainOf, GUID } from './formProblems.ts';
import { useTenant } from './useTenant.ts';
import { useFieldStyles } from './fieldStyles.ts';
import type { ConnectionForm } from './form.ts';
import type { ConnectionFormModel } from './useConnectionForm.ts';
import type { TokenFacts } from '../../../shared/model/token-facts.ts';

const useStyles = makeStyles({
  facts: {
    display: 'grid',
    gridTemplateColumns: '112px minmax(0, 1fr)',
    rowGap: '4px',
    columnGap: '8px',
    margin: 0,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    '& dt': { color: tokens.colorNeutralForeground2 },
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
  },
  bad: {
    display: 'flex',
    gap: '4px',
    alignItems: 'flex-start',
    color: tokens.colorStatusDangerForeground1,
    '& svg': { flexShrink: 0, marginTop: '2px' },
  },
});

type Told =
  | { readonly state: 'none' }
  | { readonly state: 'told'; readonly facts: TokenFacts }
  | { readonly state: 'refused'; readonly message: string };

/** Asks main what the pasted token says; the text goes there and nowhere else. */
function useTold(token: string): Told {
  const [told, setTold] = useState<Told>({ state: 'none' });
  const text = token.trim();
  useEffect(() => {
    if (text === '') {
      setTold({ state: 'none' });
      return undefined;
    }
    let wanted = true;
    const put = (next: Told) => {
      if (wanted) setTold(next);
    };
    api.connections.explainToken({ accessToken: text }).then(
      (facts) => put({ state: 'told', facts }),
      (error: unknown) => put({ state: 'refused', message: failureOf(error).message }),
    );
    return () => {
      wanted = false;
    };
  }, [text]);
  return told;
}

/** The organisation that the form names, as it was left: a tenant id or a domain; empty: none. */
function organizationIn({ form, settled }: ConnectionFormModel): string {
  if (form.organization === 'customer') return form.customer?.tenantId ?? form.customer?.domain ?? '';
  return settled.domain.trim().toLowerCase() || domainOf(settled.loginHint);
}

/** What of the form's organisation the token is not for; null: nothing, or it is not known. */
function useOtherTenant(facts: TokenFacts | null, model: ConnectionFormModel): string | null {
  const { form } = model;
  const named = organizationIn(model);
  const id = GUID.test(named) ? named : null;
  const looked = useTenant(facts === null || id !== null ? '' : domainOf(named), form.cloudId);
  const wanted = id ?? (looked !== null && 'found' in looked ? looked.found.tenantId : null);
  if (facts === null || wanted === null || wanted.toLowerCase() === facts.tenantId.toLowerCase()) return null;
  const name = form.organization === 'customer' ? (form.customer?.name ?? named) : named;
  return `This token is for another organisation than ${name}. Paste one from there.`;
}

/** What stands in the way of using it here. */
function objection(
  facts: TokenFacts,
  { cloudId, exchange, compliance, ownHosts }: ConnectionForm,
): string | null {
  if (new Date(facts.expiresAt).getTime() <= Date.now()) return 'This token has ended. Paste a newer one.';
  const own = CLOUDS[cloudId];
  const host = facts.audience.replace(/^https:\/\//, '').replace(/\/+$/, '');
  const clouds = Object.values(CLOUDS);
  const isIn = (cloud: typeof own) => hostsOf(cloud).includes(host);
  const other = isIn(own) ? own : clouds.find((cloud) => cloud.loginHost !== own.loginHost && isIn(cloud));
  if (other === undefined)
    return ownHosts || host === EXCHANGE_APP_ID
      ? null
      : forSomethingElse(facts.audience, exchange ? own.exchangeHost : own.complianceHost);
  if (other !== own) return `This token is for ${other.name}. Choose that environment.`;
  const service = host === own.exchangeHost ? 'exchange' : 'compliance';
  if (service === 'exchange' ? exchange : compliance) return null;
  return `This token is for ${serviceTitles[service]}. Choose that service above.`;
}

const forSomethingElse = (audience: string, host: string): string =>
  `This token is for ${audience}, which is neither Exchange Online nor Security & Compliance. Paste one whose scope is https://${host}/.default.`;

const hostsOf = ({ exchangeHost, complianceHost, eopHost }: (typeof CLOUDS)[CloudId]) => [
  exchangeHost,
  complianceHost,
  eopHost,
];

/** Whose the pasted token is, what for and how long; never the token itself. */
export function TokenTold({ token, model }: { readonly token: string; readonly model: ConnectionFormModel }) {
  const styles = useStyles();
  const fields = useFieldStyles();
  const told = useTold(token);
  const otherTenant = useOtherTenant(told.state === 'told' ? told.facts : null, model);
  if (told.state === 'none') return null;
  if (told.state === 'refused') {
    return (
      <p role="status" className={`${fields.hint} ${styles.bad}`}>
        <ErrorCircle16Regular aria-hidden />
        {told.message}
      </p>
    );
  }
  const { facts } = told;
  const wrong = objection(facts, model.form) ?? otherTenant;
  return (
    <div role="status">
      <dl className={styles.facts} aria-label="What the token says">
        <dt>{facts.actor === 'app' ? 'App' : 'Account'}</dt>
        <dd>{facts.account}</dd>
        <dt>Tenant</dt>
        <dd>{facts.tenantId}</dd>
        <dt>For</dt>
        <dd>{facts.audience}</dd>
        <dt>Ends</dt>
        <dd>{formatMoment(facts.expiresAt)}</dd>
      </dl>
      {(wrong ?? facts.missing) !== null && (
        <p className={`${fields.note} ${styles.bad}`}>
          <ErrorCircle16Regular aria-hidden />
          {wrong ?? facts.missing}
        </p>
      )}
    </div>
  );
}
