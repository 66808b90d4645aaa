import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useThemeKind } from '../app/theme.tsx';
import { organizationColour } from './organizationColours.ts';
import { initials } from './organizationText.ts';

export { organizationColour, organizationColours } from './organizationColours.ts';

/** CSS background of the practice hatch; the one pattern that is nobody's colour. */
export const practiceHatch = `repeating-linear-gradient(135deg, ${tokens.colorNeutralStroke1} 0 2px, transparent 2px 7px)`;

const useStyles = makeStyles({
  tile: {
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'center',
    flexShrink: 0,
    boxSizing: 'border-box',
    borderRadius: tokens.borderRadiusMedium,
    fontWeight: tokens.fontWeightSemibold,
    userSelect: 'none',
    color: '#ffffff',
  },
  large: { width: '40px', height: '40px', fontSize: tokens.fontSizeBase400 },
  medium: { width: '32px', height: '32px', fontSize: tokens.fontSizeBase300 },
  small: {
    width: '20px',
    height: '20px',
    fontSize: tokens.fontSizeBase100,
    borderRadius: tokens.borderRadiusSmall,
  },
  practiceTile: {
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    backgroundImage: practiceHatch,
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
  },
  practiceLetters: {
    backgroundColor: tokens.colorNeutralBackground1,
    padding: '0 2px',
    lineHeight: '1.1',
    borderRadius: tokens.borderRadiusSmall,
  },
  highContrast: { border: '1px solid #ffffff' },
  bar: { display: 'inline-block', width: '4px', height: '16px', borderRadius: '2px', flexShrink: 0 },
  practiceBar: {
    width: '8px',
    borderRadius: 0,
    backgroundImage: `repeating-linear-gradient(135deg, ${tokens.colorNeutralForeground1} 0 2px, transparent 2px 5px)`,
  },
});

export interface OrganizationMark {
  /** What the organisation or connection is called. */
  readonly name: string;
  /** Index into the colour table; null: none (a customer without a connection). */
  readonly colour: number | null;
  readonly practice: boolean;
}

/** Square with initials in the organisation's colour, hatched for practice. The name stands beside it, so it is silent to screen readers. */
export function OrganizationTile({
  name,
  colour,
  practice,
  size = 'large',
}: OrganizationMark & { readonly size?: 'large' | 'medium' | 'small' }) {
  const styles = useStyles();
  const kind = useThemeKind();
  const letters = size === 'small' ? initials(name).slice(0, 1) : initials(name);
  if (practice) {
    return (
      <span aria-hidden className={mergeClasses(styles.tile, styles[size], styles.practiceTile)}>
        <span className={styles.practiceLetters}>{letters}</span>
      </span>
    );
  }
  return (
    <span
      aria-hidden
      className={mergeClasses(styles.tile, styles[size], kind === 'high-contrast' && styles.highContrast)}
      style={{ backgroundColor: organizationColour(colour ?? 9).fill }}
    >
      {letters}
    </span>
  );
}

/** Upright bar in the organisation's colour (hatched for practice), beside its name on tabs and in the title bar. */
export function OrganizationBar({
  colour,
  practice,
  height = 16,
}: Omit<OrganizationMark, 'name'> & { readonly height?: number }) {
  const styles = useStyles();
  const kind = useThemeKind();
  const ink = organizationColour(colour ?? 9).ink;
  return (
    <span
      aria-hidden
      className={mergeClasses(styles.bar, practice && styles.practiceBar)}
      style={practice ? { height } : { height, backgroundColor: kind === 'light' ? ink.light : ink.dark }}
    />
  );
}
