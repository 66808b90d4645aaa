import { Checkbox, Field, Input, Radio, RadioGroup, makeStyles } from '@fluentui/react-components';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { failureButtons } from '../../ui/failureActions.tsx';
import { FolderField } from '../FolderField.tsx';
import { AccountCards } from './AccountCards.tsx';
import { CustomerField } from './CustomerField.tsx';
import { EnvironmentCards } from './EnvironmentCards.tsx';
import { PracticeAccounts } from './PracticeAccounts.tsx';
import { SignInMethods } from './SignInMethods.tsx';
import { useFieldStyles } from './fieldStyles.ts';
import type { useNewConnection } from './useNewConnection.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: '20px' },
  wide: { display: 'grid', gap: '16px', gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)' },
  checks: { display: 'flex', flexWrap: 'wrap' },
});

/** The fields of New connection. Each is checked as it is left, not while it is typed in. */
export function ConnectionFormView({ model }: { readonly model: ReturnType<typeof useNewConnection> }) {
  const styles = useStyles();
  const fields = useFieldStyles();
  const { form, accounts, problems, failure, change } = model;
  const account = accounts.find(({ accountId }) => accountId === form.accountId);
  const ownName = account?.homeOrganization ?? account?.username.split('@')[1];
  return (
    <div className={styles.root}>
      {failure !== null && (
        <FailureBar
          failure={failure}
          actions={failureButtons(failure, { again: () => void model.connect() })}
          help={false}
          onDismiss={model.dismissFailure}
        />
      )}
      <EnvironmentCards value={form.cloudId} onChange={model.chooseCloud} />
      <div>
        <AccountCards
          accounts={accounts}
          accountId={form.accountId}
          loginHint={form.loginHint}
          problem={problems.loginHint}
          onAccount={(accountId) =>
            change({ accountId, customer: null, ...(accountId === null && { organization: 'own' }) })
          }
          onLoginHint={(loginHint) => change({ loginHint })}
          onLeave={() => model.leave('loginHint')}
        />
        {form.cloudId === 'Practice' && form.accountId === null && (
          <PracticeAccounts onUse={(loginHint) => change({ loginHint })} />
        )}
      </div>
      <fieldset className={fields.group}>
        <legend className={fields.legend}>Organisation</legend>
        <RadioGroup
          layout="horizontal"
          aria-label="Organisation"
          value={form.organization}
          onChange={(_, { value }) => change({ organization: value === 'customer' ? 'customer' : 'own' })}
        >
          <Radio
            value="own"
            label={ownName === undefined ? 'Own organisation' : `Own organisation (${ownName})`}
          />
          <Radio value="customer" label="A customer" disabled={account === undefined} />
        </RadioGroup>
        {account === undefined && (
          <p className={fields.note}>Customers can be chosen once the account has signed in here.</p>
        )}
        {form.organization === 'customer' && account !== undefined && (
          <CustomerField
            listOf={{ cloudId: account.cloudId, accountId: account.accountId }}
            value={form.customer}
            problem={problems.customer}
            onChange={(customer) => change({ customer })}
            onLeave={() => model.leave('customer')}
          />
        )}
      </fieldset>
      <div className={styles.wide}>
        <fieldset className={fields.group}>
          <legend className={fields.legend}>Services</legend>
          <div className={styles.checks} role="group" aria-label="Services">
            <Field validationMessage={problems.exchange}>
              <Checkbox
                label="Exchange Online"
                checked={form.exchange}
                onChange={(_, { checked }) => change({ exchange: checked === true })}
                onBlur={() => model.leave('exchange')}
              />
            </Field>
            <Checkbox disabled label="Security & Compliance, later" />
          </div>
        </fieldset>
        <fieldset className={fields.group}>
          <legend className={fields.legend}>Safety</legend>
          <Checkbox
            label="Read-only, refuses changes"
            checked={form.readOnly}
            onChange={(_, { checked }) => change({ readOnly: checked === true })}
          />
        </fieldset>
      </div>
      <div className={fields.two}>
        <Field label="Name" hint="Empty: the organisation’s name" validationMessage={problems.name}>
          <Input
            dir="auto"
            value={form.name}
            onChange={(_, { value }) => change({ name: value })}
            onBlur={() => model.leave('name')}
          />
        </Field>
        <FolderField
          value={form.folder}
          onChange={(folder) => change({ folder })}
          onBlur={() => model.leave('folder')}
          problem={problems.folder ?? null}
        />
      </div>
      <SignInMethods />
    </div>
  );
}
