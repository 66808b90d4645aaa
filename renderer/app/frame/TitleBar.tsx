import {
  Button,
  Menu,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  mergeClasses,
  shorthands,
  tokens,
} from '@fluentui/react-components';
import { ChevronDown16Regular, Search16Regular } from '@fluentui/react-icons';
import { CLOUDS } from '../../../shared/clouds.ts';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { useWide } from '../../ui/hooks.ts';
import { OrganizationBar } from '../../ui/organization.tsx';
import { isPractice } from '../../ui/organizationText.ts';
import { api } from '../api.ts';
import { useNavigation } from '../navigation.ts';
import { useAppInfo } from '../stores/appInfo.ts';
import { useConnections } from '../stores/connections.ts';
import { useTabs } from '../stores/tabs.ts';
import { AppMark } from './AppMark.tsx';
import { WindowControls } from './WindowControls.tsx';
import { openPalette } from './overlays.ts';
import type { ConnectionView } from '../../../shared/model/connection.ts';
import type { ConsoleTab } from '../../../shared/model/console.ts';

const useStyles = makeStyles({
  bar: {
    height: '40px',
    flexShrink: 0,
    display: 'flex',
    alignItems: 'center',
    position: 'relative',
    userSelect: 'none',
    WebkitAppRegion: 'drag',
  },
  mac: { paddingLeft: '76px' },
  mark: { width: '48px', display: 'flex', justifyContent: 'center', flexShrink: 0 },
  markWide: { width: '72px' },
  front: { display: 'flex', alignItems: 'center', gap: '8px', minWidth: 0, flexShrink: 1, flexBasis: '36%' },
  name: {
    fontWeight: tokens.fontWeightSemibold,
    fontSize: tokens.fontSizeBase300,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    minWidth: 0,
  },
  frontButton: {
    WebkitAppRegion: 'no-drag',
    minWidth: 0,
    maxWidth: '260px',
    padding: '0 4px',
    gap: '4px',
  },
  about: {
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
  search: {
    WebkitAppRegion: 'no-drag',
    position: 'absolute',
    left: '50%',
    transform: 'translateX(-50%)',
    width: '400px',
    height: '28px',
    boxSizing: 'border-box',
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    padding: '0 8px',
    cursor: 'text',
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    ':hover': { ...shorthands.borderColor(tokens.colorNeutralStroke1Hover) },
  },
  searchNarrow: { position: 'static', transform: 'none', width: '220px', marginRight: '8px', flexShrink: 0 },
  searchText: {
    flexGrow: 1,
    textAlign: 'left',
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
  },
  space: { flexGrow: 1 },
});

interface Front {
  readonly tab: ConsoleTab;
  readonly view: ConnectionView;
}

/** What is in front: the console's tab and its connection; null on the screens that belong to nobody. */
function useFront(): { front: Front | null; tabs: readonly ConsoleTab[] } {
  const onConsole = useNavigation((state) => state.screen === 'console');
  const all = useTabs((state) => state.data);
  const activeTabId = useTabs((state) => state.activeTabId);
  const connections = useConnections((state) => state.data);
  const tabs = all.filter((tab) => tab.kind === 'console');
  const tab = onConsole ? tabs.find(({ tabId }) => tabId === activeTabId) : undefined;
  const view = connections.find(({ profile }) => profile.id === tab?.connectionId);
  return { front: tab !== undefined && view !== undefined ? { tab, view } : null, tabs };
}

function FrontOrganization({ front, tabs }: { readonly front: Front; readonly tabs: readonly ConsoleTab[] }) {
  const styles = useStyles();
  const wide = useWide();
  const { profile } = front.view;
  const practice = isPractice(profile);
  return (
    <>
      <OrganizationBar colour={profile.colour} practice={practice} />
      <Menu
        checkedValues={{ tab: [front.tab.tabId] }}
        onCheckedValueChange={(_, { checkedItems }) => {
          const tabId = checkedItems[0];
          if (tabId === undefined) return;
          api.console.activateTab({ tabId }).then(
            () => useNavigation.getState().showConsole(),
            () => undefined,
          );
        }}
      >
        <MenuTrigger disableButtonEnhancement>
          <Button
            appearance="transparent"
            size="small"
            iconPosition="after"
            icon={<ChevronDown16Regular />}
            className={styles.frontButton}
            title={profile.name}
          >
            <span dir="auto" className={styles.name}>
              {profile.name}
            </span>
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {tabs.map((tab) => (
              <MenuItemRadio key={tab.tabId} name="tab" value={tab.tabId}>
                <bdi>{tab.title}</bdi>
              </MenuItemRadio>
            ))}
          </MenuList>
        </MenuPopover>
      </Menu>
      {wide && (
        <span className={styles.about}>
          {practice ? 'on this computer' : `Exchange Online · ${CLOUDS[profile.cloudId].name}`}
        </span>
      )}
    </>
  );
}

/** The 40 px at the top: what is in front, the search that opens the palette, and the window's buttons. */
export function TitleBar() {
  const styles = useStyles();
  const wide = useWide();
  const platform = useAppInfo((state) => state.data?.platform ?? null);
  const { front, tabs } = useFront();
  return (
    <header className={mergeClasses(styles.bar, platform === 'darwin' && styles.mac)}>
      <div className={mergeClasses(styles.mark, wide && styles.markWide)}>
        <AppMark />
      </div>
      <div className={styles.front}>
        {front === null ? (
          <span className={styles.name}>Tenantdeck</span>
        ) : (
          <FrontOrganization front={front} tabs={tabs} />
        )}
      </div>
      <div className={styles.space} />
      <button
        type="button"
        aria-keyshortcuts="Control+K"
        aria-haspopup="dialog"
        className={mergeClasses('focusable', styles.search, !wide && styles.searchNarrow)}
        onClick={openPalette}
      >
        <Search16Regular aria-hidden />
        <span className={styles.searchText}>
          {wide ? 'Search connections, customers, queries, commands' : 'Search or run'}
        </span>
        <span aria-hidden>
          <KeyCap keys="Ctrl+K" />
        </span>
      </button>
      {platform !== 'darwin' && <WindowControls />}
    </header>
  );
}
