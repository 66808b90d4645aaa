import { Tooltip, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { QuestionCircle24Regular } from '@fluentui/react-icons';
import { PracticeBadge } from '../../ui/Badges.tsx';
import { useWide } from '../../ui/hooks.ts';
import { practiceHatch } from '../../ui/organization.tsx';
import { useRovingFocus } from '../../ui/useRovingFocus.ts';
import { SCREENS } from '../../../shared/model/start-look.ts';
import { go, useNavigation } from '../navigation.ts';
import { openHelp } from './overlays.ts';
import { screenLabels } from './screenLabels.tsx';
import { useOnlyPractice } from './useOnlyPractice.ts';
import type { Screen } from '../../../shared/model/start-look.ts';

const useStyles = makeStyles({
  rail: {
    width: '48px',
    flexShrink: 0,
    boxSizing: 'border-box',
    display: 'flex',
    flexDirection: 'column',
    gap: '4px',
    padding: '4px',
    overflowY: 'auto',
    overflowX: 'hidden',
    scrollbarWidth: 'none',
  },
  wide: { width: '72px' },
  item: {
    position: 'relative',
    flexShrink: 0,
    width: '100%',
    height: '40px',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: '2px',
    padding: 0,
    border: 'none',
    borderRadius: tokens.borderRadiusLarge,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase100,
    lineHeight: tokens.lineHeightBase100,
    color: tokens.colorNeutralForeground2,
    backgroundColor: 'transparent',
    cursor: 'pointer',
    ':hover': {
      backgroundColor: tokens.colorNeutralBackground4Hover,
      color: tokens.colorNeutralForeground1Hover,
    },
  },
  itemWide: { height: '56px' },
  active: {
    color: tokens.colorBrandForeground1,
    fontWeight: tokens.fontWeightSemibold,
    backgroundColor: tokens.colorNeutralBackground1,
    // The bold “Connections” keeps clear of the mark in wide fonts.
    letterSpacing: '-0.2px',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1, color: tokens.colorBrandForeground1 },
    '::before': {
      content: '""',
      position: 'absolute',
      left: 0,
      top: '50%',
      marginTop: '-10px',
      width: '3px',
      height: '20px',
      borderRadius: '2px',
      backgroundColor: tokens.colorCompoundBrandStroke,
    },
  },
  icon: { fontSize: '24px' },
  space: { flexGrow: 1 },
  practice: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    gap: '6px',
    marginBottom: '8px',
  },
  narrowPractice: { transform: 'scale(0.66)', transformOrigin: 'center' },
  stripe: { alignSelf: 'stretch', height: '5px', backgroundImage: practiceHatch },
});

function RailItem({ screen, wide }: { readonly screen: Screen; readonly wide: boolean }) {
  const styles = useStyles();
  const active = useNavigation((state) => state.screen === screen);
  const { label, icon: Icon, activeIcon: ActiveIcon, keys } = screenLabels[screen];
  const Shown = active ? ActiveIcon : Icon;
  const button = (
    <button
      type="button"
      aria-label={label}
      aria-current={active ? 'page' : undefined}
      aria-keyshortcuts={keys.replace('Ctrl', 'Control')}
      className={mergeClasses('focusable', styles.item, wide && styles.itemWide, active && styles.active)}
      onClick={() => go(screen)}
    >
      <Shown className={styles.icon} aria-hidden />
      {wide && <span>{label}</span>}
    </button>
  );
  return (
    <Tooltip
      content={wide ? keys : `${label} (${keys})`}
      relationship="inaccessible"
      positioning="after"
      showDelay={400}
    >
      {button}
    </Tooltip>
  );
}

/** Not a screen: the help lies beside the one in front. */
function HelpItem({ wide }: { readonly wide: boolean }) {
  const styles = useStyles();
  return (
    <Tooltip content="Help: connecting" relationship="inaccessible" positioning="after" showDelay={400}>
      <button
        type="button"
        aria-label="Help"
        aria-haspopup="dialog"
        className={mergeClasses('focusable', styles.item, wide && styles.itemWide)}
        onClick={() => openHelp()}
      >
        <QuestionCircle24Regular className={styles.icon} aria-hidden />
        {wide && <span>Help</span>}
      </button>
    </Tooltip>
  );
}

/** The way to every screen; one stop for Tab, arrows inside. */
export function Rail() {
  const styles = useStyles();
  const wide = useWide();
  const onlyPractice = useOnlyPractice();
  const arrows = useRovingFocus<HTMLElement>({ axis: 'vertical', circular: true });
  return (
    <nav aria-label="Screens" className={mergeClasses(styles.rail, wide && styles.wide)} {...arrows}>
      {SCREENS.filter((screen) => screen !== 'settings').map((screen) => (
        <RailItem key={screen} screen={screen} wide={wide} />
      ))}
      <div className={styles.space} />
      {onlyPractice && (
        <div className={styles.practice} title="Only the practice cloud is open. Nothing here is real.">
          <span className={wide ? undefined : styles.narrowPractice}>
            <PracticeBadge plain />
          </span>
          <span aria-hidden className={styles.stripe} />
        </div>
      )}
      <HelpItem wide={wide} />
      <RailItem screen="settings" wide={wide} />
    </nav>
  );
}
