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
import { ChevronDownRegular } from '@fluentui/react-icons';

const useStyles = makeStyles({
  chip: { fontWeight: tokens.fontWeightRegular, whiteSpace: 'nowrap', maxWidth: '260px', overflow: 'hidden' },
  menu: { maxHeight: 'min(420px, 60vh)', overflowY: 'auto' },
  text: { overflow: 'hidden', textOverflow: 'ellipsis' },
});

/** A chip that filters by one thing: its text says by what, its menu offers the rest. */
export function FilterMenu({
  name,
  value,
  options,
  onChange,
}: {
  readonly name: string;
  readonly value: string;
  /** Value and words of each choice. */
  readonly options: readonly (readonly [string, string])[];
  readonly onChange: (value: string) => void;
}) {
  const styles = useStyles();
  const words = options.find(([one]) => one === value)?.[1] ?? value;
  return (
    <Menu
      checkedValues={{ [name]: [value] }}
      onCheckedValueChange={(_, { checkedItems }) => onChange(checkedItems[0] ?? value)}
    >
      <MenuTrigger disableButtonEnhancement>
        <Button
          size="small"
          shape="circular"
          className={styles.chip}
          icon={<ChevronDownRegular />}
          iconPosition="after"
        >
          <span className={styles.text}>
            {name}: {words}
          </span>
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList className={styles.menu}>
          {options.map(([one, text]) => (
            <MenuItemRadio key={one} name={name} value={one}>
              {text}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
