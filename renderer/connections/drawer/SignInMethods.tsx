import { Radio, RadioGroup, makeStyles, tokens } from '@fluentui/react-components';
import { ChevronDown16Regular, ChevronRight16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useFieldStyles } from './fieldStyles.ts';

const OTHERS = [
  'Code on another device',
  'App with a certificate',
  'User name and password',
  'Managed identity (Azure machines)',
  'An access token you have',
];

const useStyles = makeStyles({
  toggle: {
    display: 'flex',
    alignItems: 'center',
    gap: '4px',
    padding: 0,
    border: 'none',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase300,
    lineHeight: '24px',
    fontWeight: tokens.fontWeightSemibold,
    cursor: 'pointer',
  },
  box: {
    marginTop: '8px',
    padding: '4px 12px 12px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});

/** How to sign in. Only the browser works so far; the others are named so that nobody looks for them. */
export function SignInMethods() {
  const styles = useStyles();
  const fields = useFieldStyles();
  const [open, setOpen] = useState(false);
  return (
    <div>
      <button
        type="button"
        className={`focusable ${styles.toggle}`}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {open ? <ChevronDown16Regular aria-hidden /> : <ChevronRight16Regular aria-hidden />}
        More ways to sign in
      </button>
      {open && (
        <div className={styles.box}>
          <RadioGroup aria-label="Way to sign in" value="browser" aria-describedby="other-ways-note">
            <div className={fields.two}>
              <Radio value="browser" label="Browser on this computer" />
              {OTHERS.map((label) => (
                <Radio key={label} value={label} label={label} disabled />
              ))}
            </div>
          </RadioGroup>
          <p id="other-ways-note" className={fields.note}>
            This version signs in through the browser only.
          </p>
        </div>
      )}
    </div>
  );
}
