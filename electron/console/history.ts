import type { TextStore } from './types.ts';

const MOST = 200;
const LONGEST = 20_000;

/** Commands that were run, newest first, one list a connection. Those with secrets are never kept. */
export class History {
  readonly #store: TextStore;
  readonly #lists = new Map<string, Promise<string[]>>();

  constructor(store: TextStore) {
    this.#store = store;
  }

  list(connectionId: string): Promise<string[]> {
    let list = this.#lists.get(connectionId);
    if (list === undefined) {
      list = this.#store.read(nameOf(connectionId)).then(parse, () => []);
      this.#lists.set(connectionId, list);
    }
    return list;
  }

  async add(connectionId: string, text: string): Promise<void> {
    const command = text.trim();
    if (command === '' || command.length > LONGEST) return;
    const list = await this.list(connectionId);
    const at = list.indexOf(command);
    if (at >= 0) list.splice(at, 1);
    list.unshift(command);
    list.length = Math.min(list.length, MOST);
    await this.#store.write(nameOf(connectionId), JSON.stringify(list));
  }
}

const nameOf = (connectionId: string) => `console-history-${connectionId}`;

function parse(text: string | null): string[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(list)
      ? list.filter((item): item is string => typeof item === 'string').slice(0, MOST)
      : [];
  } catch {
    return [];
  }
}
