import { makeStyles, shorthands, tokens } from '@fluentui/react-components';
import { organizationColour, practiceHatch } from '../ui/organization.tsx';
import { useThemeKind } from '../app/theme.tsx';
import type { CSSProperties } from 'react';

export const useBandStyles = makeStyles({
  coloured: { color: '#ffffff' },
  practice: {
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    ...shorthands.borderColor(tokens.colorNeutralStrokeAccessible),
  },
  highContrast: {
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
  },
});

export type BandLook = {
  readonly className: keyof ReturnType<typeof useBandStyles>;
  readonly style: CSSProperties;
};

/** How the organisation's shape (tab, band, dialog head) is filled: its colour, hatched for practice, outlined in high contrast. */
export function useBandLook(colour: number, practice: boolean): BandLook {
  const highContrast = useThemeKind() === 'high-contrast';
  if (highContrast)
    return { className: 'highContrast', style: practice ? { backgroundImage: practiceHatch } : {} };
  if (practice) return { className: 'practice', style: { backgroundImage: practiceHatch } };
  return { className: 'coloured', style: { backgroundColor: organizationColour(colour).fill } };
}
