import {
  Button,
  Menu,
  MenuDivider,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Spinner,
  makeStyles,
  mergeClasses,
  shorthands,
  tokens,
} from '@fluentui/react-components';
import {
  AddRegular,
  ArrowUndoRegular,
  DismissRegular,
  PauseFilled,
  PlugConnectedRegular,
  PlugDisconnectedRegular,
} from '@fluentui/react-icons';
import { useEffect, useRef } from 'react';
import { go } from '../app/navigation.ts';
import { useConnections } from '../app/stores/connections.ts';
import { useThemeKind } from '../app/theme.tsx';
import { useRuns } from '../results/runStore.ts';
import { OrganizationBar } from '../ui/organization.tsx';
import { serviceNames } from '../ui/connectionState.ts';
import { isPractice, organizationName } from '../ui/organizationText.ts';
import { rovingStep } from '../ui/useRovingFocus.ts';
import { useBandLook, useBandStyles } from './bandLook.ts';
import { activateTab, closeTab, openTab, reopenTab } from './tabActions.ts';
import type { KeyboardEvent } from 'react';
import type { ConnectionView, Service } from '../../shared/model/connection.ts';
import type { ConsoleTab } from '../../shared/model/console.ts';

const useStyles = makeStyles({
  strip: {
    height: '40px',
    flexShrink: 0,
    display: 'flex',
    alignItems: 'flex-end',
    padding: '0 8px',
    minWidth: 0,
  },
  list: {
    display: 'flex',
    alignItems: 'flex-end',
    minWidth: 0,
    overflowX: 'auto',
    overflowY: 'hidden',
    scrollbarWidth: 'none',
    paddingTop: '4px',
  },
  tab: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '8px',
    height: '36px',
    boxSizing: 'border-box',
    padding: '0 8px 0 10px',
    minWidth: '80px',
    maxWidth: '240px',
    flexShrink: 0,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    cursor: 'pointer',
    userSelect: 'none',
    borderRadius: `${tokens.borderRadiusXLarge} ${tokens.borderRadiusXLarge} 0 0`,
    ':hover': { backgroundColor: tokens.colorNeutralBackground2Hover },
  },
  active: { fontWeight: tokens.fontWeightSemibold, padding: '0 8px 0 18px' },
  activePractice: {
    paddingLeft: '10px',
    borderTopWidth: '1px',
    borderLeftWidth: '1px',
    borderRightWidth: '1px',
    borderTopStyle: 'solid',
    borderLeftStyle: 'solid',
    borderRightStyle: 'solid',
    backgroundImage: 'none',
  },
  outlined: {
    ...shorthands.borderWidth('2px', '2px', '0', '2px'),
    ...shorthands.borderStyle('solid'),
    ...shorthands.borderColor(tokens.colorNeutralStroke1),
  },
  title: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', unicodeBidi: 'isolate' },
  close: {
    display: 'inline-flex',
    flexShrink: 0,
    padding: '3px',
    fontSize: '14px',
    borderRadius: tokens.borderRadiusSmall,
    ':hover': { backgroundColor: 'rgba(127, 127, 127, 0.35)' },
  },
  add: { marginBottom: '4px', marginLeft: '4px', flexShrink: 0 },
  menu: { maxHeight: 'min(480px, 70vh)', overflowY: 'auto' },
  item: { maxWidth: '360px', overflowWrap: 'anywhere' },
});

export type TabStripProps = {
  readonly tabs: readonly ConsoleTab[];
  readonly activeTabId: string | null;
};

/** The console's tabs, each in its organisation's colour. One stop for the keyboard: arrows go along, Delete closes. */
export function TabStrip({ tabs, activeTabId }: TabStripProps) {
  const styles = useStyles();
  const list = useRef<HTMLDivElement>(null);
  const connections = useConnections((state) => state.data);

  useEffect(() => {
    list.current
      ?.querySelector('[aria-selected=true]')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [activeTabId, tabs.length]);

  const onKeyDown = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.tabId === activeTabId);
    const here = tabs[at];
    if (here === undefined) return;
    if (event.key === 'Delete') {
      event.preventDefault();
      void closeTab(here.tabId);
      return;
    }
    const target = tabs[rovingStep(event.key, at, tabs.length, 'horizontal', true) ?? -1];
    if (target === undefined) return;
    event.preventDefault();
    void activateTab(target.tabId);
    list.current?.querySelector<HTMLElement>(`[data-tab="${target.tabId}"]`)?.focus();
  };

  return (
    <div className={styles.strip}>
      <div ref={list} role="tablist" aria-label="Console tabs" className={styles.list} onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <TabHead
            key={tab.tabId}
            tab={tab}
            active={tab.tabId === activeTabId}
            view={connections.find(({ profile }) => profile.id === tab.connectionId)}
          />
        ))}
      </div>
      <NewTabMenu connections={connections} className={styles.add} />
    </div>
  );
}

function TabHead({
  tab,
  active,
  view,
}: {
  readonly tab: ConsoleTab;
  readonly active: boolean;
  readonly view: ConnectionView | undefined;
}) {
  const styles = useStyles();
  const looks = useBandStyles();
  const highContrast = useThemeKind() === 'high-contrast';
  const practice = view !== undefined && isPractice(view.profile);
  const colour = view?.profile.colour ?? 9;
  const look = useBandLook(colour, practice);
  const runs = useRuns((state) => state.tabs[tab.tabId]);
  const asks = runs?.question != null;
  const signsIn = runs?.signInId != null;
  const waiting = asks || signsIn;
  const running = runs?.run?.state === 'running';
  const title = tabTitle(tab.title, tab.service);
  const state = asks
    ? ', waits for your answer'
    : signsIn
      ? ', waits for your sign-in'
      : running
        ? ', running'
        : '';
  const label = `${title}${state}`;
  return (
    <div
      role="tab"
      data-tab={tab.tabId}
      id={`tab-${tab.tabId}`}
      aria-selected={active}
      aria-controls={active ? 'console-panel' : undefined}
      aria-label={label}
      aria-keyshortcuts="Delete"
      tabIndex={active ? 0 : -1}
      title={title}
      className={mergeClasses(
        styles.tab,
        'focusable',
        active && looks[look.className],
        active && styles.active,
        active && practice && styles.activePractice,
        active && highContrast && styles.outlined,
      )}
      style={active && !practice ? look.style : undefined}
      onClick={() => void activateTab(tab.tabId)}
      onAuxClick={(event) => {
        if (event.button === 1) void closeTab(tab.tabId);
      }}
    >
      {(!active || practice) && <OrganizationBar colour={colour} practice={practice} />}
      <span dir="auto" className={styles.title}>
        {title}
      </span>
      {waiting ? (
        <PauseFilled aria-hidden />
      ) : (
        running && (
          <Spinner
            size="extra-tiny"
            aria-hidden
            {...(active && !practice && { appearance: 'inverted' as const })}
          />
        )
      )}
      {/* For the mouse; the keyboard has Delete and Ctrl+W. */}
      <span
        aria-hidden
        className={styles.close}
        title={`Close ${title}`}
        data-close={tab.tabId}
        onClick={(event) => {
          event.stopPropagation();
          void closeTab(tab.tabId);
        }}
      >
        <DismissRegular />
      </span>
    </div>
  );
}

/** Compliance is named; Exchange is what a console is of unless it says otherwise. */
const tabTitle = (name: string, service: Service): string =>
  service === 'compliance' ? `${name} · ${serviceNames.compliance}` : name;

/** A new tab is on a connection, or on none where Connect- is typed first: the menu asks for which. */
export function NewTabMenu({
  connections,
  className,
}: {
  readonly connections: readonly ConnectionView[];
  readonly className?: string;
}) {
  const styles = useStyles();
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          icon={<AddRegular />}
          aria-label="New tab"
          {...(className !== undefined && { className })}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList className={styles.menu}>
          {connections.flatMap(({ profile }) =>
            profile.services.map((service) => (
              <MenuItem
                key={`${profile.id} ${service}`}
                icon={<OrganizationBar colour={profile.colour} practice={isPractice(profile)} />}
                secondaryContent={
                  profile.name === organizationName(profile) ? undefined : organizationName(profile)
                }
                onClick={() => void openTab(profile.id, service)}
              >
                <span className={styles.item}>{tabTitle(profile.name, service)}</span>
              </MenuItem>
            )),
          )}
          {connections.length > 0 && <MenuDivider />}
          <MenuItem icon={<PlugDisconnectedRegular />} onClick={() => void openTab(null, 'exchange')}>
            Console without a connection
          </MenuItem>
          <MenuItem
            icon={<ArrowUndoRegular />}
            secondaryContent="Ctrl+Shift+T"
            onClick={() => void reopenTab()}
          >
            Reopen closed tab
          </MenuItem>
          <MenuItem icon={<PlugConnectedRegular />} onClick={() => go('connections')}>
            Go to Connections
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
