import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  Certificate20Regular,
  Globe20Regular,
  Info20Regular,
  NetworkCheck20Regular,
  PaintBrush20Regular,
  Person20Regular,
  ShieldKeyhole20Regular,
  Stethoscope20Regular,
  WindowConsole20Regular,
} from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import { SETTINGS_SECTIONS, useUiRequests } from '../app/uiRequests.ts';
import { useSettings } from '../app/stores/settings.ts';
import { FailureBar } from '../ui/FailureBar.tsx';
import { useWide } from '../ui/hooks.ts';
import { useRovingFocus } from '../ui/useRovingFocus.ts';
import { AboutSection } from './AboutSection.tsx';
import { AccountsSection } from './AccountsSection.tsx';
import { AppearanceSection } from './AppearanceSection.tsx';
import { CertificatesSection } from './CertificatesSection.tsx';
import { ConsoleSection } from './ConsoleSection.tsx';
import { DiagnosticsSection } from './DiagnosticsSection.tsx';
import { EnvironmentsSection } from './EnvironmentsSection.tsx';
import { NetworkSection } from './NetworkSection.tsx';
import { SecuritySection } from './SecuritySection.tsx';
import type { SettingsSection } from '../app/uiRequests.ts';
import type { FluentIcon } from '@fluentui/react-icons';

const labels: Record<SettingsSection, { readonly label: string; readonly icon: FluentIcon }> = {
  accounts: { label: 'Accounts', icon: Person20Regular },
  certificates: { label: 'Certificates', icon: Certificate20Regular },
  environments: { label: 'Environments', icon: Globe20Regular },
  network: { label: 'Network', icon: NetworkCheck20Regular },
  security: { label: 'Security', icon: ShieldKeyhole20Regular },
  appearance: { label: 'Appearance', icon: PaintBrush20Regular },
  console: { label: 'Console', icon: WindowConsole20Regular },
  about: { label: 'About', icon: Info20Regular },
  diagnostics: { label: 'Diagnostics', icon: Stethoscope20Regular },
};

const useStyles = makeStyles({
  root: { flexGrow: 1, minHeight: 0, display: 'flex' },
  side: {
    width: '176px',
    flexShrink: 0,
    padding: '24px 8px 24px 12px',
    boxSizing: 'border-box',
    overflowY: 'auto',
  },
  sideWide: { width: '264px', padding: '24px 12px 24px 20px' },
  title: { margin: '0 0 20px', padding: '0 12px', fontSize: '24px', lineHeight: '32px' },
  nav: { display: 'flex', flexDirection: 'column' },
  item: {
    display: 'flex',
    alignItems: 'center',
    gap: '12px',
    height: '36px',
    flexShrink: 0,
    padding: '0 12px',
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase300,
    textAlign: 'left',
    cursor: 'pointer',
    ':hover': {
      backgroundColor: tokens.colorNeutralBackground2Hover,
      color: tokens.colorNeutralForeground2Hover,
    },
  },
  chosen: {
    color: tokens.colorNeutralForeground2Selected,
    fontWeight: tokens.fontWeightSemibold,
    backgroundColor: tokens.colorNeutralBackground2Selected,
  },
  icon: { flexShrink: 0, color: tokens.colorNeutralForeground2 },
  iconChosen: { color: tokens.colorBrandForeground1 },
  scroller: { flexGrow: 1, minWidth: 0, overflowY: 'auto', position: 'relative' },
  column: { maxWidth: '800px', padding: '28px 24px 60px 12px' },
  bars: { marginBottom: '16px' },
});

const reached = (scroller: HTMLElement): SettingsSection => {
  const sections = [...scroller.querySelectorAll<HTMLElement>('[data-section]')];
  const atEnd =
    scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 2 && scroller.scrollTop > 0;
  const top = scroller.getBoundingClientRect().top + 80;
  const past = sections.filter((section) => section.getBoundingClientRect().top <= top);
  const last = (atEnd ? sections : past).at(-1)?.dataset['section'];
  return SETTINGS_SECTIONS.find((name) => name === last) ?? 'accounts';
};

/** All settings on one page; the list on the left goes to its parts. */
export default function SettingsScreen() {
  const styles = useStyles();
  const wide = useWide();
  const scroller = useRef<HTMLDivElement>(null);
  const [section, setSection] = useState<SettingsSection>('accounts');
  const held = useRef(false);
  const errors = useSettings((state) => state.errors);
  const request = useUiRequests((state) => state.section);
  const arrows = useRovingFocus<HTMLElement>({ axis: 'vertical' });

  const show = (name: SettingsSection, focus: boolean) => {
    const target = scroller.current?.querySelector<HTMLElement>(`[data-section=${name}]`);
    if (target == null) return;
    held.current = true;
    setSection(name);
    target.scrollIntoView({ block: 'start' });
    if (focus) target.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
  };
  useEffect(() => {
    if (request === null) return;
    useUiRequests.getState().takeSection();
    show(request, true);
  }, [request]);

  return (
    <div className={styles.root}>
      <div className={mergeClasses(styles.side, wide && styles.sideWide)}>
        <h1 className={styles.title}>Settings</h1>
        <nav aria-label="Settings" className={styles.nav} {...arrows}>
          {SETTINGS_SECTIONS.map((name) => {
            const { label, icon: Icon } = labels[name];
            const chosen = name === section;
            return (
              <button
                key={name}
                type="button"
                aria-current={chosen ? 'true' : undefined}
                className={mergeClasses('focusable', styles.item, chosen && styles.chosen)}
                onClick={() => show(name, false)}
              >
                <Icon aria-hidden className={mergeClasses(styles.icon, chosen && styles.iconChosen)} />
                {label}
              </button>
            );
          })}
        </nav>
      </div>
      <div
        ref={scroller}
        className={styles.scroller}
        onScroll={(event) => {
          // The scroll that a click made keeps what was clicked, also where the page ends before it.
          if (held.current) held.current = false;
          else setSection(reached(event.currentTarget));
        }}
      >
        <div className={styles.column}>
          {errors.length > 0 && (
            <div className={styles.bars}>
              {errors.map((failure) => (
                <FailureBar
                  key={failure.message}
                  failure={failure}
                  onDismiss={() => useSettings.setState({ errors: [] })}
                />
              ))}
            </div>
          )}
          <AccountsSection />
          <CertificatesSection />
          <EnvironmentsSection />
          <NetworkSection />
          <SecuritySection />
          <AppearanceSection />
          <ConsoleSection />
          <AboutSection />
          <DiagnosticsSection />
        </div>
      </div>
    </div>
  );
}
