import { Checkbox, Field } from '@fluentui/react-components';
import { CLOUDS, type CloudId } from '../../../shared/clouds.ts';
import { readAuthorityUri, readConnectionUri } from '../../../shared/endpoints.ts';
import { FormInput } from './FormInput.tsx';
import { unknownHosts } from './formProblems.ts';
import { useFieldStyles } from './fieldStyles.ts';
import type { ConnectionForm } from './form.ts';
import type { ConnectionFormModel } from './useConnectionForm.ts';

/** The environment that typed addresses belong to; null: none of the table, or two that don't fit together. */
function environmentOf(form: Pick<ConnectionForm, 'connectionUri' | 'authorityUri'>): CloudId | null {
  const service = readConnectionUri(form.connectionUri);
  const authority = readAuthorityUri(form.authorityUri);
  const ofService = 'problem' in service ? null : service.cloudId;
  const ofAuthority = 'problem' in authority ? null : authority.cloudId;
  return ofService ?? ofAuthority;
}

function understood(form: ConnectionForm): string {
  const service = readConnectionUri(form.connectionUri);
  if ('problem' in service || service.cloudId === null) return '';
  const what = service.eop
    ? 'standalone Exchange Online Protection'
    : service.service === 'exchange'
      ? 'Exchange Online'
      : 'Security & Compliance';
  return `${what} of ${CLOUDS[service.cloudId].name}: ${service.host}`;
}

/** Hosts that are typed. One that stands in no environment's table is used only once the person has agreed to it by name. */
export function AddressFields({ model }: { readonly model: ConnectionFormModel }) {
  const fields = useFieldStyles();
  const { form, problems, change } = model;
  const hosts = unknownHosts(form);
  const left = () => {
    const cloudId = environmentOf(form);
    const service = readConnectionUri(form.connectionUri);
    if (cloudId !== null && cloudId !== form.cloudId) change({ cloudId, accountId: null, customer: null });
    if (!('problem' in service) && service.cloudId !== null) {
      change({ exchange: service.service === 'exchange', compliance: service.service === 'compliance' });
    }
  };
  return (
    <div className={fields.stack}>
      <FormInput
        model={model}
        field="connectionUri"
        label="Address of the service (ConnectionUri)"
        placeholder="https://outlook.office365.com/"
        hint={
          understood(form) === ''
            ? 'Addresses ending in /powershell-liveid/ are fine. Empty: that of the environment'
            : `Understood as ${understood(form)}`
        }
        onLeft={left}
      />
      <FormInput
        model={model}
        field="authorityUri"
        label="Address of sign-in (AzureADAuthorizationEndpointUri)"
        placeholder={`https://${CLOUDS[form.cloudId].loginHost}/contoso.onmicrosoft.com`}
        hint="Empty: that of the environment"
        onLeft={left}
      />
      {hosts.length > 0 && (
        <Field validationMessage={problems.confirmedHosts}>
          <div role="group" aria-label="Hosts outside the known environments">
            <p className={fields.hint}>
              {`No known environment has ${hosts.length === 1 ? 'this host' : 'these hosts'}. Sign-ins and data would go there.`}
            </p>
            {hosts.map((host) => (
              <Checkbox
                className={fields.marks}
                key={host}
                label={`I know ${host} and trust it with them`}
                checked={form.confirmedHosts.includes(host)}
                onChange={(_, { checked }) =>
                  change({
                    confirmedHosts:
                      checked === true
                        ? [...form.confirmedHosts, host]
                        : form.confirmedHosts.filter((one) => one !== host),
                  })
                }
              />
            ))}
          </div>
        </Field>
      )}
    </div>
  );
}
