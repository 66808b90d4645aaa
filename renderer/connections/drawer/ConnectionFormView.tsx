import { Checkbox, Field, makeStyles } from '@fluentui/react-components';
import { useId } from 'react';
import { useRetries } from '../../app/stores/retries.ts';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { failureButtons } from '../../ui/failureActions.tsx';
import { FolderField } from '../FolderField.tsx';
import { RetryLine } from '../RetryLine.tsx';
import { AccountCards } from './AccountCards.tsx';
import { AddressFields } from './AddressFields.tsx';
import { AdvancedOptions } from './AdvancedOptions.tsx';
import { EnvironmentCards } from './EnvironmentCards.tsx';
import { FormInput } from './FormInput.tsx';
import { DomainField } from './MethodFields.tsx';
import { OrganizationField } from './OrganizationField.tsx';
import { PracticeAccounts } from './PracticeAccounts.tsx';
import { SignInMethods } from './SignInMethods.tsx';
import { TenantTold } from './TenantTold.tsx';
import { signsInUser } from './form.ts';
import { domainOf } from './formProblems.ts';
import { useFieldStyles } from './fieldStyles.ts';
import type { Failure } from '../../../shared/model/failure.ts';
import type { ConnectionFormModel } from './useConnectionForm.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: '20px' },
  side: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    columnGap: '8px',
    rowGap: '16px',
  },
  checks: { display: 'flex', flexWrap: 'wrap', marginLeft: '-8px' },
});

interface Part {
  readonly model: ConnectionFormModel;
}

/** The account that signs in, and whose organisation it works in. */
function WhoAndWhere({ model }: Part) {
  const { form, settled, accounts, problems, change } = model;
  const account = accounts.find(({ accountId }) => accountId === form.accountId);
  const ownName = account?.homeOrganization ?? account?.username.split('@')[1];
  const left = domainOf(settled.loginHint);
  return (
    <>
      <div>
        <AccountCards
          accounts={accounts}
          accountId={form.accountId}
          loginHint={form.loginHint}
          required={form.method === 'credential'}
          problem={problems.loginHint}
          onAccount={(accountId) => change({ accountId, customer: null })}
          onLoginHint={(loginHint) => change({ loginHint })}
          onLeave={() => model.leave('loginHint')}
        />
        {form.accountId === null && left === domainOf(form.loginHint) && !form.ownHosts && (
          <TenantTold domain={left} cloudId={form.cloudId} onCloud={model.moveTo} />
        )}
        {form.cloudId === 'Practice' && form.accountId === null && (
          <PracticeAccounts onUse={(loginHint) => change({ loginHint })} />
        )}
      </div>
      <OrganizationField
        model={model}
        own={ownName === undefined ? 'Own organisation' : `Own organisation (${ownName})`}
        listOf={account === undefined ? null : { cloudId: account.cloudId, accountId: account.accountId }}
      />
    </>
  );
}

/** What the organisation is called where it is no customer, by the way to sign in without a person. */
const OWN_NAMES = {
  token: 'The token’s own',
  certificate: 'The app’s own',
  'managed-identity': 'The machine’s own',
} as const;

/** An app or a machine signs in, or a token is given: the organisation is named by its domain, or is a customer. */
function WhereOnly({ model }: Part) {
  const { method } = model.form;
  const own = method in OWN_NAMES ? OWN_NAMES[method as keyof typeof OWN_NAMES] : 'Own organisation';
  return (
    <OrganizationField model={model} own={own} listOf={null}>
      <DomainField model={model} required={method !== 'token'} />
    </OrganizationField>
  );
}

function ServicesAndSafety({ model }: Part) {
  const styles = useStyles();
  const fields = useFieldStyles();
  const { form, problems, change } = model;
  const exchangeId = useId();
  const complianceId = useId();
  return (
    <div className={styles.side}>
      <fieldset className={fields.group}>
        <legend className={fields.legend}>Services</legend>
        <Field validationMessage={problems.services}>
          <div className={styles.checks} role="group" aria-label="Services">
            {/* Ids of their own: the field gives the same one to both, and a click on either label went to the first. */}
            <Checkbox
              id={exchangeId}
              label="Exchange Online"
              checked={form.exchange}
              onChange={(_, { checked }) => change({ exchange: checked === true })}
              onBlur={() => model.leave('services')}
            />
            <Checkbox
              id={complianceId}
              label="Security & Compliance"
              checked={form.compliance}
              onChange={(_, { checked }) => change({ compliance: checked === true })}
              onBlur={() => model.leave('services')}
            />
          </div>
        </Field>
      </fieldset>
      <fieldset className={fields.group}>
        <legend className={fields.legend}>Safety</legend>
        <Checkbox
          className={fields.marks}
          label="Read-only, refuses changes"
          checked={form.readOnly}
          onChange={(_, { checked }) => change({ readOnly: checked === true })}
        />
      </fieldset>
    </div>
  );
}

/** Why it could not be connected, with what helps; while it is tried again by itself, when and how to stop that. */
function FormFailure({ model, failure }: Part & { readonly failure: Failure }) {
  const { form } = model;
  const id = model.madeId();
  const trying = useRetries(({ retries }) => id !== null && retries[id] !== undefined);
  const buttons = failureButtons(failure, {
    again: () => void model.connect(),
    ...(signsInUser(form) && { browser: () => void model.continueInBrowser() }),
    environment: (cloudId) => {
      model.dismissFailure();
      model.moveTo(cloudId);
    },
    secret: model.askAgain,
    proxyLogin: model.askProxyAgain,
    secretName: form.method === 'token' ? 'token' : 'password',
    ...(id !== null && { keepTrying: model.keepTrying }),
  });
  return (
    <FailureBar
      failure={failure}
      actions={trying ? [] : buttons}
      note={trying && id !== null && <RetryLine id={id} />}
      help={false}
      onDismiss={model.dismissFailure}
    />
  );
}

/** The fields of a connection. Each is checked as it is left, not while it is typed in. */
export function ConnectionFormView({
  model,
  onNewCertificate,
}: Part & { readonly onNewCertificate: () => void }) {
  const styles = useStyles();
  const fields = useFieldStyles();
  const { form, problems, failure, change } = model;
  return (
    <div className={styles.root}>
      {failure !== null && <FormFailure model={model} failure={failure} />}
      <div className={fields.stack}>
        <EnvironmentCards
          value={form.ownHosts ? 'other' : form.cloudId}
          onChange={(value) => (value === 'other' ? change({ ownHosts: true }) : model.chooseCloud(value))}
        />
        {form.ownHosts && <AddressFields model={model} />}
      </div>
      {signsInUser(form) ? <WhoAndWhere model={model} /> : <WhereOnly model={model} />}
      <ServicesAndSafety model={model} />
      <SignInMethods model={model} onNewCertificate={onNewCertificate} />
      <div className={fields.two}>
        <FormInput model={model} field="name" label="Name" hint="Empty: the organisation’s name" dir="auto" />
        <FolderField
          value={form.folder}
          onChange={(folder) => change({ folder })}
          onBlur={() => model.leave('folder')}
          problem={problems.folder ?? null}
        />
      </div>
      <AdvancedOptions model={model} />
    </div>
  );
}
