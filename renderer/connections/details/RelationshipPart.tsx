import { Link } from '@fluentui/react-components';
import { useCustomerDetails } from '../../customers/useCustomerDetails.ts';
import { formatDate } from '../../ui/format.ts';
import { Facts, Part } from './Facts.tsx';
import type { CloudId } from '../../../shared/clouds.ts';

/** What the relationship with a customer grants: its roles by name, and until when. */
export function RelationshipPart({
  cloudId,
  accountId,
  tenantId,
}: {
  readonly cloudId: CloudId;
  readonly accountId: string;
  readonly tenantId: string;
}) {
  const { details, failure, retry } = useCustomerDetails({ cloudId, accountId }, tenantId);
  const roles = details?.roles ?? [];
  return (
    <Part title="Customer relationship">
      {failure !== null ? (
        <p role="status">
          {`${failure.message} ${failure.hint} `}
          <Link as="button" inline onClick={retry}>
            Read again
          </Link>
        </p>
      ) : details === null ? (
        <p role="status">Reading the relationship</p>
      ) : (
        <Facts
          facts={[
            {
              name: 'Relationships',
              value: details.relationships.map(
                ({ name, status, endsAt }) => `${name}: ${status}, ends ${formatDate(endsAt)}`,
              ),
            },
            {
              name: 'Roles for Exchange',
              value: roles.filter(({ usesExchange }) => usesExchange).map(({ name }) => name),
            },
            {
              name: 'Other roles',
              value: roles.filter(({ usesExchange }) => !usesExchange).map(({ name }) => name),
            },
          ]}
        />
      )}
    </Part>
  );
}
