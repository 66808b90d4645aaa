import { makeStyles, mergeClasses, shorthands, tokens } from '@fluentui/react-components';
import { Circle20Regular, RadioButton20Filled } from '@fluentui/react-icons';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  card: {
    position: 'relative',
    display: 'flex',
    alignItems: 'flex-start',
    gap: '10px',
    minWidth: 0,
    boxSizing: 'border-box',
    padding: '9px 11px',
    cursor: 'pointer',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    ':hover': { ...shorthands.borderColor(tokens.colorNeutralStroke1Hover) },
    ':has(:focus-visible)': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
  },
  chosen: {
    padding: '8px 10px',
    backgroundColor: tokens.colorBrandBackground2,
    border: `2px solid ${tokens.colorCompoundBrandStroke}`,
    ':hover': { ...shorthands.borderColor(tokens.colorCompoundBrandStrokeHover) },
  },
  mark: { display: 'flex', flexShrink: 0, color: tokens.colorNeutralStrokeAccessible },
  markChosen: { color: tokens.colorCompoundBrandForeground1 },
  body: { flexGrow: 1, minWidth: 0 },
});

/** One choice of a radio group, drawn as a card. `label` is its name for screen readers. */
export function RadioCard({
  name,
  label,
  checked,
  circle = true,
  onChoose,
  children,
}: {
  /** Shared by the cards of one group. */
  readonly name: string;
  readonly label: string;
  readonly checked: boolean;
  /** False: no radio circle, where the card starts with a picture. */
  readonly circle?: boolean;
  readonly onChoose: () => void;
  readonly children: ReactNode;
}) {
  const styles = useStyles();
  return (
    <label className={mergeClasses(styles.card, checked && styles.chosen)}>
      <input
        type="radio"
        className="visually-hidden"
        name={name}
        aria-label={label}
        checked={checked}
        onChange={onChoose}
      />
      {circle && (
        <span aria-hidden className={mergeClasses(styles.mark, checked && styles.markChosen)}>
          {checked ? <RadioButton20Filled /> : <Circle20Regular />}
        </span>
      )}
      <span className={styles.body}>{children}</span>
    </label>
  );
}
