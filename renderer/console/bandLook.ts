import { makeStyles, shorthands, tokens } from '@fluentui/react-components';
import { organizationColour, practiceHatch } from '../ui/organization.tsx';
import { useThemeKind } from '../app/theme.tsx';
import type { CSSProperties } from 'react';

/** What every band above an editor has, whosever it is. */
export const useBandLayout = makeStyles({
  band: {
    height: '36px',
    flexShrink: 0,
    boxSizing: 'border-box',
    display: 'flex',
    alignItems: 'center',
    gap: '12px',
    padding: '0 12px',
    fontSize: tokens.fontSizeBase200,
    overflow: 'hidden',
  },
  outlined: { border: `2px solid ${tokens.colorNeutralStroke1}` },
  icon: { display: 'inline-flex', fontSize: '16px', flexShrink: 0 },
  name: {
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    fontWeight: tokens.fontWeightSemibold,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    unicodeBidi: 'isolate',
  },
  grow: { flexGrow: 1 },
});

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
