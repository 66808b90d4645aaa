import { Field, Select } from '@fluentui/react-components';
import { PROXY_CHOICES, type ProxyChoice } from '../../../shared/model/proxy.ts';
import { Disclosure } from './Disclosure.tsx';
import { FormInput } from './FormInput.tsx';
import { POWERSHELL_FIELDS, PowerShellOnlyFields } from './PowerShellOnlyFields.tsx';
import { ProxyLoginFields } from './ProxyLoginFields.tsx';
import { RunLogFields } from './RunLogFields.tsx';
import { FormSwitch } from './FormSwitch.tsx';
import { signsInUser } from './form.ts';
import { saysForPowerShell } from './powershellOnly.ts';
import { useFieldStyles } from './fieldStyles.ts';
import type { ConnectionForm } from './form.ts';
import type { FormField } from './formProblems.ts';
import type { ConnectionFormModel } from './useConnectionForm.ts';

const PROXIES: Readonly<Record<ProxyChoice, string>> = {
  app: 'As in settings',
  system: 'That of this computer',
  auto: 'Found by itself (WPAD)',
  none: 'None, directly',
};

const FIELDS: readonly FormField[] = [
  'clientId',
  'prefix',
  'commandNames',
  'pageSize',
  'proxyUser',
  'proxyPassword',
  'logFolder',
  ...POWERSHELL_FIELDS,
];

function saidOf(form: ConnectionForm): boolean {
  return (
    [form.clientId, form.prefix, form.commandNames, form.pageSize, form.logFolder].some(
      (text) => text !== '',
    ) ||
    form.proxy !== 'app' ||
    form.bypassMailboxAnchoring ||
    form.loadCmdletHelp ||
    !form.showBanner ||
    saysForPowerShell(form) ||
    form.searchOnlySession ||
    form.logOn
  );
}

/** What most connections leave as it is. */
export function AdvancedOptions({ model }: { readonly model: ConnectionFormModel }) {
  const fields = useFieldStyles();
  const { form, change, problems } = model;
  return (
    <Disclosure
      title="Advanced options"
      startOpen={saidOf(form)}
      forceOpen={FIELDS.some((field) => problems[field] !== undefined)}
    >
      {signsInUser(form) && (
        <FormInput
          model={model}
          field="clientId"
          label="Own app registration (client id)"
          hint="Empty: Microsoft’s client for Exchange. Your own needs the redirect address http://localhost"
        />
      )}
      <div className={fields.two}>
        <FormInput
          model={model}
          field="prefix"
          label="Prefix"
          hint={
            form.prefix.trim() === ''
              ? 'Before the nouns of its cmdlets'
              : `Cmdlets are called Get-${form.prefix.trim()}Mailbox`
          }
        />
        <FormInput model={model} field="pageSize" label="Page size" hint="1 to 1000 objects. Empty: 1000" />
        <FormInput
          model={model}
          field="commandNames"
          label="Cmdlets on offer"
          hint="Like Get-Mailbox, *-Retention*. Empty: all"
        />
        <Field label="Proxy">
          <Select
            value={form.proxy}
            onChange={(_, { value }) => {
              const chosen = PROXY_CHOICES.find((one) => one === value);
              if (chosen !== undefined) change({ proxy: chosen });
            }}
          >
            {PROXY_CHOICES.map((choice) => (
              <option key={choice} value={choice}>
                {PROXIES[choice]}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      {form.proxy !== 'none' && (form.proxy !== 'app' || form.proxyUser !== '') && (
        <ProxyLoginFields model={model} />
      )}
      <div className={fields.checks}>
        <FormSwitch
          model={model}
          field="bypassMailboxAnchoring"
          label="Send no mailbox anchor"
          hint={
            signsInUser(form)
              ? 'Changes nothing for a person: the anchor is sent all the same, as PowerShell’s module does'
              : 'The service may be unable to route what an app asks without it'
          }
        />
        <FormSwitch model={model} field="loadCmdletHelp" label="Load the help of its cmdlets" />
        <FormSwitch
          model={model}
          field="showBanner"
          label="Show what the service says to those who connect"
        />
        {form.compliance && (
          <FormSwitch
            model={model}
            field="searchOnlySession"
            label="Session for compliance searches (*-ComplianceSearch, *-ComplianceCase)"
          />
        )}
      </div>
      <RunLogFields model={model} />
      <PowerShellOnlyFields model={model} />
    </Disclosure>
  );
}
