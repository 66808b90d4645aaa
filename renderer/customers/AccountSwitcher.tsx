import {
  Button,
  Menu,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { ChevronDown12Regular } from '@fluentui/react-icons';
import { CLOUDS } from '../../shared/clouds.ts';
import { listKey } from '../app/stores/customers.ts';
import type { Account } from '../../shared/model/account.ts';

const useStyles = makeStyles({
  text: {
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    minWidth: 0,
  },
  button: { fontWeight: tokens.fontWeightRegular, minWidth: 0, color: tokens.colorNeutralForeground2 },
});

const text = (account: Account): string => `${account.username} in ${CLOUDS[account.cloudId].name}`;

/** Whose customers these are; with several accounts a menu to switch. */
export function AccountSwitcher({
  accounts,
  current,
  onSwitch,
}: {
  readonly accounts: readonly Account[];
  readonly current: Account;
  readonly onSwitch: (account: Account) => void;
}) {
  const styles = useStyles();
  if (accounts.length < 2) {
    return (
      <span className={styles.text} title={text(current)}>
        of {text(current)}
      </span>
    );
  }
  return (
    <Menu
      checkedValues={{ account: [listKey(current)] }}
      onCheckedValueChange={(_, { checkedItems }) => {
        const account = accounts.find((other) => listKey(other) === checkedItems[0]);
        if (account !== undefined) onSwitch(account);
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          size="small"
          iconPosition="after"
          icon={<ChevronDown12Regular />}
          className={styles.button}
          aria-label={`Customers of ${text(current)}, switch account`}
        >
          of {text(current)}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {accounts.map((account) => (
            <MenuItemRadio key={listKey(account)} name="account" value={listKey(account)}>
              {text(account)}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
