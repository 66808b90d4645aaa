import { z } from 'zod';
import { tabSchema, type ConsoleTab } from '../../shared/model/console.ts';
import type { TextStore } from './types.ts';

const FILE = 'console-tabs';
const SAVE_AFTER_MS = 400;
const LONGEST_DRAFT = 200_000;

const fileSchema = z.object({ tabs: z.array(z.unknown()), activeTabId: z.uuid().nullable() });

/** A draft in which a secret seems to be typed stays off the disk. */
const SECRET = /-\w*(password|credential|secret|token)\w*[\s:]/i;

/** The open tabs in order, with their drafts; kept over a restart. */
export class TabList {
  readonly #store: TextStore;
  #tabs: ConsoleTab[] = [];
  #active: string | null = null;
  readonly #closed: ConsoleTab[] = [];
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(store: TextStore) {
    this.#store = store;
  }

  /** A damaged record is left out, the rest loads. */
  async load(): Promise<void> {
    let parsed: z.infer<typeof fileSchema>;
    try {
      parsed = fileSchema.parse(JSON.parse((await this.#store.read(FILE)) ?? 'null'));
    } catch {
      return;
    }
    this.#tabs = parsed.tabs.flatMap((record) => {
      const tab = tabSchema.safeParse(record);
      return tab.success && tab.data.kind === 'console' ? [tab.data] : [];
    });
    const active = this.#tabs.find((tab) => tab.tabId === parsed.activeTabId) ?? this.#tabs[0];
    this.#active = active?.tabId ?? null;
  }

  list(): { tabs: ConsoleTab[]; activeTabId: string | null } {
    return { tabs: [...this.#tabs], activeTabId: this.#active };
  }

  find(tabId: string): ConsoleTab | null {
    return this.#tabs.find((tab) => tab.tabId === tabId) ?? null;
  }

  queryTab(connectionId: string): ConsoleTab | null {
    return this.#tabs.find((tab) => tab.kind === 'query' && tab.connectionId === connectionId) ?? null;
  }

  add(tab: ConsoleTab, activate: boolean): void {
    this.#tabs.push(tab);
    if (activate || this.#active === null) this.#active = tab.kind === 'console' ? tab.tabId : this.#active;
    this.#save();
  }

  activate(tabId: string): void {
    this.#active = tabId;
    this.#save();
  }

  setDraft(tabId: string, draft: string): void {
    this.#tabs = this.#tabs.map((tab) => (tab.tabId === tabId ? { ...tab, draft } : tab));
    this.#save();
  }

  /** Closes a tab; its neighbour becomes active. */
  close(tabId: string): ConsoleTab | null {
    const at = this.#tabs.findIndex((tab) => tab.tabId === tabId);
    const tab = this.#tabs[at];
    if (tab === undefined) return null;
    this.#tabs.splice(at, 1);
    if (tab.kind === 'console') this.#closed.push(tab);
    if (this.#active === tabId) {
      const shown = this.#tabs.filter((other) => other.kind === 'console');
      const left = this.#tabs.slice(0, at).filter((other) => other.kind === 'console').length;
      this.#active = shown[Math.min(left, shown.length - 1)]?.tabId ?? null;
    }
    this.#save();
    return tab;
  }

  /** The tab that was closed last. */
  takeClosed(): ConsoleTab | null {
    return this.#closed.pop() ?? null;
  }

  /** Closes all tabs of a connection that went. */
  ofConnection(connectionId: string): ConsoleTab[] {
    return this.#tabs.filter((tab) => tab.connectionId === connectionId);
  }

  #save(): void {
    this.#timer ??= setTimeout(() => void this.flush(), SAVE_AFTER_MS);
  }

  /** Writes what has changed; failures are the store's to report. */
  flush(): Promise<void> {
    if (this.#timer === null) return this.#writing;
    clearTimeout(this.#timer);
    this.#timer = null;
    const tabs = this.#tabs
      .filter((tab) => tab.kind === 'console')
      .map((tab) => (isKept(tab.draft) ? tab : { ...tab, draft: '' }));
    const text = JSON.stringify({ tabs, activeTabId: this.#active });
    this.#writing = this.#writing.then(() => this.#store.write(FILE, text)).catch(() => {});
    return this.#writing;
  }
}

function isKept(draft: string): boolean {
  return draft.length <= LONGEST_DRAFT && !SECRET.test(draft);
}
