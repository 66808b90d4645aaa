import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  ArrowClockwise20Regular,
  Dismiss20Regular,
  PanelRight20Regular,
  WindowConsole20Regular,
} from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import { tellFailure } from '../app/actions.ts';
import { api } from '../app/api.ts';
import { isTyping } from '../app/frame/useFrameKeys.ts';
import { useAccounts } from '../app/stores/accounts.ts';
import { useConnections } from '../app/stores/connections.ts';
import { openCustomers } from '../app/stores/customers.ts';
import { rememberUiState, uiState } from '../app/uiState.ts';
import { FailureBar } from '../ui/FailureBar.tsx';
import { PracticeBadge } from '../ui/Badges.tsx';
import { Progress } from '../ui/Progress.tsx';
import { SearchBox } from '../ui/SearchBox.tsx';
import { SignInWait } from '../ui/SignInWait.tsx';
import { formatAgo, formatCount, formatPlural } from '../ui/format.ts';
import { useNow, useWide } from '../ui/hooks.ts';
import { AccountSwitcher } from './AccountSwitcher.tsx';
import { CustomerDetails } from './CustomerDetails.tsx';
import { CustomerList } from './CustomerList.tsx';
import { FilterChips } from './FilterChips.tsx';
import { NoAccount, NoCustomers } from './NoCustomers.tsx';
import { OPEN_AT_ONCE, useCustomersScreen } from './useCustomersScreen.ts';
import type { CustomerList as ListState } from '../app/stores/customers.ts';
import type { KeyboardEvent, RefObject } from 'react';

const useStyles = makeStyles({
  root: { flexGrow: 1, minHeight: 0, display: 'flex', flexDirection: 'column' },
  head: { padding: '20px 24px 12px', display: 'flex', flexDirection: 'column', gap: '8px', flexShrink: 0 },
  headWide: { padding: '24px 32px 16px' },
  line: { display: 'flex', alignItems: 'center', gap: '12px', minWidth: 0, minHeight: '32px' },
  wrap: { flexWrap: 'wrap' },
  title: { margin: 0, fontSize: '24px', lineHeight: '32px' },
  space: { flexGrow: 1 },
  read: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2, whiteSpace: 'nowrap' },
  search: { width: '200px' },
  searchWide: { width: '280px' },
  rule: { width: '1px', height: '20px', backgroundColor: tokens.colorNeutralStroke2 },
  bars: { display: 'flex', flexDirection: 'column', gap: '8px', padding: '0 24px 12px' },
  barsWide: { padding: '0 32px 16px' },
  below: {
    position: 'relative',
    flexGrow: 1,
    minHeight: 0,
    display: 'flex',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  progress: { position: 'absolute', top: 0, left: 0, right: 0, zIndex: 1 },
  over: { position: 'absolute', top: 0, right: 0, bottom: 0, zIndex: 2, boxShadow: tokens.shadow16 },
});

function ReadState({ list }: { readonly list: ListState }) {
  const styles = useStyles();
  const now = useNow(30_000);
  let text = '';
  if (list.state === 'loading') text = `Reading, ${formatCount(list.data.length)} so far`;
  else if (list.readAt !== null) text = `Read ${formatAgo(list.readAt, now)}`;
  return (
    <span role="status" className={styles.read}>
      {text}
    </span>
  );
}

function useWaitingSignIn() {
  return useAccounts((state) =>
    state.signIns.find(
      ({ connectionId, state: now }) => connectionId === null && (now === 'waiting' || now === 'finishing'),
    ),
  );
}

/** A letter typed anywhere on the screen goes into the search. */
function useTypeToSearch(search: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key.length !== 1 || event.key === ' ' || event.key === '?') return;
      if (isTyping(event.target) || document.querySelector('[role=dialog], [role=menu]') !== null) return;
      search.current?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [search]);
}

/** The customers of an account: search, filter, sort, look at one, open a console on it. */
export default function CustomersScreen() {
  const styles = useStyles();
  const wide = useWide();
  const model = useCustomersScreen();
  const connections = useConnections((state) => state.data);
  const signIn = useWaitingSignIn();
  const search = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const [pane, setPane] = useState(() => uiState().detailsOpen);
  const [paneOver, setPaneOver] = useState(false);
  useTypeToSearch(search);

  const { current, key, list, items, customer, ticked } = model;
  if (current === null || key === null) return <NoAccount />;

  const paneOpen = wide ? pane : paneOver;
  const showPane = (open: boolean) => {
    if (wide) {
      setPane(open);
      rememberUiState({ detailsOpen: open });
    } else {
      setPaneOver(open);
    }
    if (!open) grid.current?.focus();
  };
  const first = items.find((item) => item.kind === 'row');
  const onSearchKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      if (first?.kind === 'row') model.actions.choose(first.customer.tenantId);
      grid.current?.focus();
    } else if (event.key === 'Enter' && first?.kind === 'row') {
      event.preventDefault();
      model.actions.open(first.customer, event.ctrlKey || event.metaKey);
    }
  };
  const onEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    if (model.refused !== null) model.dismissRefused();
    else if (!wide && paneOver) showPane(false);
    else if (ticked.size > 0) model.clearTicks();
    else if (paneOpen && customer !== null) showPane(false);
    else return;
    event.preventDefault();
  };
  const view = connections.find(
    ({ profile }) =>
      profile.cloudId === key.cloudId &&
      profile.accountId === key.accountId &&
      profile.organization.tenantId === customer?.tenantId,
  );
  const colour = view?.profile.colour ?? null;
  const loading = list.state === 'loading';

  return (
    <div className={styles.root} onKeyDown={onEscape}>
      <div className={mergeClasses(styles.head, wide && styles.headWide)}>
        <div className={styles.line}>
          <h1 className={styles.title}>Customers</h1>
          <AccountSwitcher accounts={model.accounts} current={current} onSwitch={model.switchAccount} />
          {current.cloudId === 'Practice' && <PracticeBadge />}
          <span className={styles.space} />
          <ReadState list={list} />
          <Button
            appearance="subtle"
            icon={loading ? <Dismiss20Regular /> : <ArrowClockwise20Regular />}
            aria-label={loading ? 'Stop reading' : 'Read again'}
            title={loading ? 'Stop reading' : 'Read again'}
            onClick={() =>
              void (loading ? api.customers.cancel(key).catch(tellFailure) : openCustomers(key, true))
            }
          />
          <Button
            appearance="subtle"
            icon={<PanelRight20Regular />}
            aria-label="Details pane"
            aria-pressed={paneOpen}
            title="Details pane"
            disabled={customer === null}
            onClick={() => showPane(!paneOpen)}
          />
        </div>
        <div className={mergeClasses(styles.line, styles.wrap)}>
          <SearchBox
            inputRef={search}
            value={model.typed}
            onChange={model.setTyped}
            onKeyDown={onSearchKey}
            label={`Search ${formatPlural(list.data.length, 'customer', 'customers')}`}
            className={wide ? styles.searchWide : styles.search}
          />
          <span aria-hidden className={styles.rule} />
          <FilterChips value={model.filter} counts={model.counts} all={wide} onChange={model.setFilter} />
          <span className={styles.space} />
          {ticked.size > 0 && (
            <>
              {wide && (
                <span role="status" className={styles.read}>
                  {`${formatCount(ticked.size)} selected`}
                </span>
              )}
              <Button
                appearance="subtle"
                icon={wide ? undefined : <Dismiss20Regular />}
                aria-label="Clear selection"
                title="Clear selection"
                onClick={model.clearTicks}
              >
                {wide ? 'Clear' : undefined}
              </Button>
              <Button
                appearance="primary"
                icon={<WindowConsole20Regular />}
                disabledFocusable={ticked.size > OPEN_AT_ONCE}
                title={
                  ticked.size > OPEN_AT_ONCE
                    ? `At most ${OPEN_AT_ONCE} consoles can be opened at once`
                    : undefined
                }
                onClick={model.openTicked}
              >
                {ticked.size === 1 ? 'Open 1 console' : `Open ${formatCount(ticked.size)} consoles`}
              </Button>
            </>
          )}
        </div>
      </div>
      {(signIn !== undefined || list.failure !== null || model.refused !== null) && (
        <div className={mergeClasses(styles.bars, wide && styles.barsWide)}>
          {signIn !== undefined && <SignInWait signIn={signIn} />}
          {list.failure !== null && (
            <FailureBar
              failure={list.failure}
              action={{ label: 'Read again', run: () => void openCustomers(key, true) }}
            />
          )}
          {model.refused !== null && (
            <FailureBar failure={model.refused.failure} intent="warning" onDismiss={model.dismissRefused} />
          )}
        </div>
      )}
      <div className={styles.below}>
        {loading && <Progress aria-label="Reading customers" shape="square" className={styles.progress} />}
        {items.length === 0 ? (
          <NoCustomers
            list={list}
            typed={model.typed}
            username={current.username}
            onClear={() => {
              model.setTyped('');
              model.setFilter('all');
              search.current?.focus();
            }}
          />
        ) : (
          <CustomerList
            items={items}
            total={list.data.length}
            chosen={model.chosen}
            ticked={ticked}
            sort={model.sort}
            wide={wide}
            gridRef={grid}
            actions={model.actions}
            onSort={model.setSort}
            onTickAll={model.tickAll}
          />
        )}
        {paneOpen && customer !== null && (
          <CustomerDetails
            listOf={key}
            customer={customer}
            practice={current.cloudId === 'Practice'}
            colour={colour}
            className={wide ? undefined : styles.over}
            onOpen={() => model.actions.open(customer, false)}
            onClose={() => showPane(false)}
          />
        )}
      </div>
    </div>
  );
}
