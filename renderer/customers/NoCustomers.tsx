import { Button } from '@fluentui/react-components';
import { BuildingMultiple24Regular } from '@fluentui/react-icons';
import { go } from '../app/navigation.ts';
import { useUiRequests } from '../app/uiRequests.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatCount } from '../ui/format.ts';
import type { CustomerList as ListState } from '../app/stores/customers.ts';

/** Whose customer list: nobody has signed in yet. */
export function NoAccount() {
  const newConnection = useUiRequests((state) => state.newConnection);
  return (
    <>
      <h1 className="visually-hidden">Customers</h1>
      <EmptyState
        icon={<BuildingMultiple24Regular fontSize="40px" />}
        title="No account to read customers with"
        text="Customers are the organisations that your account reaches through partner relationships (GDAP). Sign in with a partner account to see them."
        actions={
          <Button
            appearance="primary"
            onClick={() => {
              go('connections');
              newConnection(null);
            }}
          >
            New connection
          </Button>
        }
      />
    </>
  );
}

/** Why a list shows no customer: the search, the filter, or nobody is there. */
export function NoCustomers({
  list,
  typed,
  username,
  onClear,
}: {
  readonly list: ListState;
  readonly typed: string;
  readonly username: string;
  readonly onClear: () => void;
}) {
  if (list.state === 'loading' || list.state === 'empty') return <div />;
  if (list.data.length === 0) {
    if (list.failure !== null) return <div />;
    return (
      <EmptyState
        icon={<BuildingMultiple24Regular fontSize="40px" />}
        title="No customers"
        text={`${username} has no partner relationships (GDAP) with customers. They are made in Microsoft’s Partner Center.`}
      />
    );
  }
  return (
    <EmptyState
      icon={<BuildingMultiple24Regular fontSize="40px" />}
      title="No customer found"
      text={
        typed.trim() === ''
          ? `None of ${formatCount(list.data.length)} customers is like that.`
          : `None of ${formatCount(list.data.length)} customers has “${typed.trim()}” in its name, domain or tenant ID.`
      }
      actions={<Button onClick={onClear}>Clear search</Button>}
    />
  );
}
