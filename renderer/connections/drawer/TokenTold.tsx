import { makeStyles, tokens } from '@fluentui/react-components';
import { ErrorCircle16Regular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { CLOUDS, type CloudId } from '../../../shared/clouds.ts';
import { api } from '../../app/api.ts';
import { failureOf } from '../../app/failure.ts';
import { formatDay } from '../../ui/format.ts';
import { useFieldStyles } from './fieldStyles.ts';
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

/** What stands in the way of using it here. */
function objection(facts: TokenFacts, cloudId: CloudId): string | null {
  if (new Date(facts.expiresAt).getTime() <= Date.now()) return 'This token has ended. Paste a newer one.';
  const cloud = CLOUDS[cloudId];
  const host = facts.audience.replace(/^https:\/\//, '').replace(/\/+$/, '');
  const other = Object.values(CLOUDS).find(
    (one) => one.exchangeHost === host || one.complianceHost === host || one.eopHost === host,
  );
  return other === undefined || other.id === cloudId || other.loginHost === cloud.loginHost
    ? null
    : `This token is for ${other.name}. Choose that environment.`;
}

/** Whose the pasted token is, what for and how long; never the token itself. */
export function TokenTold({ token, cloudId }: { readonly token: string; readonly cloudId: CloudId }) {
  const styles = useStyles();
  const fields = useFieldStyles();
  const told = useTold(token);
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
  const wrong = objection(facts, cloudId);
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
        <dd>{formatDay(facts.expiresAt)}</dd>
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
