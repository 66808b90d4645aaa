import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useRef } from 'react';
import { rovingStep } from './useRovingFocus.ts';

const useStyles = makeStyles({
  list: { display: 'flex', flexShrink: 0 },
  tab: {
    position: 'relative',
    display: 'inline-flex',
    alignItems: 'center',
    padding: '6px 8px',
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground2,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    whiteSpace: 'nowrap',
    cursor: 'pointer',
    ':hover': { color: tokens.colorNeutralForeground1Hover },
    ':hover::after': { backgroundColor: tokens.colorNeutralStroke1Hover },
    '::after': {
      content: '""',
      position: 'absolute',
      left: '8px',
      right: '8px',
      bottom: 0,
      height: '2px',
      borderRadius: tokens.borderRadiusCircular,
      backgroundColor: 'transparent',
    },
  },
  chosen: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    '::after': { backgroundColor: tokens.colorCompoundBrandStroke },
    ':hover::after': { backgroundColor: tokens.colorCompoundBrandStrokeHover },
  },
});

/** The views of one thing as tabs: one stop for Tab, arrows, Home and End choose. */
export function ViewTabs<V extends string>({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly value: V;
  /** Value and words of each view. */
  readonly options: readonly (readonly [V, string])[];
  readonly onChange: (value: V) => void;
}) {
  const styles = useStyles();
  const list = useRef<HTMLDivElement>(null);
  return (
    <div
      ref={list}
      role="tablist"
      aria-label={label}
      className={styles.list}
      onKeyDown={(event) => {
        const at = options.findIndex(([one]) => one === value);
        const to = rovingStep(event.key, at, options.length, 'horizontal', true);
        const target = to === null ? undefined : options[to];
        if (to === null || target === undefined) return;
        event.preventDefault();
        onChange(target[0]);
        list.current?.querySelectorAll<HTMLElement>('[role=tab]')[to]?.focus();
      }}
    >
      {options.map(([one, text]) => (
        <button
          key={one}
          type="button"
          role="tab"
          aria-selected={one === value}
          tabIndex={one === value ? 0 : -1}
          className={mergeClasses('focusable', styles.tab, one === value && styles.chosen)}
          onClick={() => onChange(one)}
        >
          {text}
        </button>
      ))}
    </div>
  );
}
