import { Avatar, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { PersonAdd20Regular } from '@fluentui/react-icons';
import { useId } from 'react';
import { RadioCard } from '../../ui/RadioCard.tsx';
import { useFieldStyles } from './fieldStyles.ts';
import type { Account } from '../../../shared/model/account.ts';

const useStyles = makeStyles({
  row: { display: 'flex', alignItems: 'center', gap: '10px', minHeight: '36px', minWidth: 0 },
  text: { minWidth: 0 },
  another: { fontWeight: tokens.fontWeightSemibold, lineHeight: tokens.lineHeightBase200 },
  hint: { marginTop: '12px' },
});

/** Which account: those known in the environment, or another one, named here or chosen in the browser. */
export function AccountCards({
  accounts,
  accountId,
  loginHint,
  required,
  problem,
  onAccount,
  onLoginHint,
  onLeave,
}: {
  /** Accounts of the chosen environment. */
  readonly accounts: readonly Account[];
  readonly accountId: string | null;
  readonly loginHint: string;
  /** The account must be named: nobody can choose it in a browser. */
  readonly required: boolean;
  readonly problem: string | undefined;
  readonly onAccount: (accountId: string | null) => void;
  readonly onLoginHint: (loginHint: string) => void;
  readonly onLeave: () => void;
}) {
  const styles = useStyles();
  const fields = useFieldStyles();
  const name = useId();
  return (
    <fieldset className={fields.group} role="radiogroup" aria-label="Account">
      <legend className={fields.legend}>Account</legend>
      {accounts.length > 0 && (
        <div className={fields.three}>
          {accounts.map((account) => (
            <RadioCard
              key={account.accountId}
              name={name}
              label={`${account.displayName}, ${account.username}`}
              checked={account.accountId === accountId}
              circle={false}
              onChoose={() => onAccount(account.accountId)}
            >
              <span className={styles.row}>
                <Avatar aria-hidden name={account.displayName} color="neutral" size={28} />
                <span className={styles.text}>
                  <span dir="auto" className={fields.name} title={account.displayName}>
                    {account.displayName}
                  </span>
                  <span className={fields.small} title={account.username}>
                    {account.usable ? account.username : `${account.username} · sign in again`}
                  </span>
                </span>
              </span>
            </RadioCard>
          ))}
          <RadioCard
            name={name}
            label="Use another account"
            checked={accountId === null}
            circle={false}
            onChoose={() => onAccount(null)}
          >
            <span className={styles.row}>
              <PersonAdd20Regular aria-hidden />
              <span className={styles.another}>Use another account</span>
            </span>
          </RadioCard>
        </div>
      )}
      {accountId === null && (
        <Field
          className={accounts.length > 0 ? styles.hint : undefined}
          label="Account name"
          required={required}
          {...(problem === undefined && {
            hint: required
              ? 'For example name@organisation.com'
              : 'For example name@organisation.com. Empty: you choose in the browser',
          })}
          validationMessage={problem}
        >
          <Input
            type="email"
            spellCheck={false}
            autoComplete="off"
            value={loginHint}
            onChange={(_, { value }) => onLoginHint(value)}
            onBlur={onLeave}
          />
        </Field>
      )}
    </fieldset>
  );
}
