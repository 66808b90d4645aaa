import { makeStyles, mergeClasses, shorthands, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import { OrganizationTile } from './organization.tsx';
import { organizationColours } from './organizationColours.ts';

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
    gap: '8px',
    margin: 0,
    padding: 0,
    border: 0,
  },
  item: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    padding: '4px',
    cursor: 'pointer',
    borderRadius: tokens.borderRadiusMedium,
    border: '2px solid transparent',
    ':focus-within': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  chosen: {
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
    ...shorthands.borderColor(tokens.colorCompoundBrandStroke),
  },
});

/** The twelve organisation colours by name, as radio buttons. */
export function ColourPicker({
  name,
  value,
  onChange,
}: {
  /** Whose letters the tiles carry. */
  readonly name: string;
  readonly value: number;
  readonly onChange: (colour: number) => void;
}) {
  const styles = useStyles();
  const group = useId();
  return (
    <fieldset className={styles.root}>
      <legend className="visually-hidden">Colour</legend>
      {organizationColours.map((colour, index) => (
        <label key={colour.name} className={mergeClasses(styles.item, index === value && styles.chosen)}>
          <input
            type="radio"
            name={group}
            className="visually-hidden"
            checked={index === value}
            onChange={() => onChange(index)}
          />
          <OrganizationTile name={name} colour={index} practice={false} size="medium" />
          {colour.name}
        </label>
      ))}
    </fieldset>
  );
}
