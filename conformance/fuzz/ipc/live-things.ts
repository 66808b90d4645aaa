import type { MainDesk } from './main-desk.ts';
import { Live, LIVE_KINDS, Long, NEWEST, type LiveKind } from './placeholders.ts';

/** What stands where nothing of the kind is there yet. */
const NOTHING = '00000000-0000-4000-8000-00000000dead';
/** Of each kind the newest so many. */
const KEPT = 30;

type Plain = Readonly<Record<string, unknown>>;

/** What a window would know of by now: ids out of answers and events. */
export class LiveThings {
  readonly #things = new Map<LiveKind, string[]>(LIVE_KINDS.map((kind) => [kind, []]));
  readonly #signIns = new Set<string>();
  readonly #running = new Set<unknown>();
  readonly #over = new Set<unknown>();

  /** A sign-in is under way: whoever waits for it may. */
  get waitsForPerson(): boolean {
    return this.#signIns.size > 0;
  }

  /** A run goes on that has asked nobody anything. */
  get runs(): boolean {
    return this.#running.size > 0;
  }

  /** The app was started anew. */
  forget(): void {
    this.#signIns.clear();
    this.#running.clear();
    for (const kind of [
      'tab',
      'result',
      'scriptConnection',
      'export',
      'confirmation',
      'prompt',
      'signIn',
    ] as const)
      this.#things.set(kind, []);
  }

  hear(name: string, payload: unknown): void {
    if (name === 'signIns') {
      this.#signIns.clear();
      for (const one of payload as Plain[]) {
        if (one['state'] === 'waiting') this.#signIns.add(String(one['signInId']));
        this.#add('signIn', one['signInId']);
      }
    }
    const { question, prompt } = Object(payload) as Plain;
    if ((question ?? prompt ?? null) !== null) this.#running.clear();
    this.learn(name, payload);
  }

  /** Takes up every id that lies in what main said. */
  learn(name: string, value: unknown, depth = 0): void {
    if (depth > 5 || typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      for (const one of value.slice(0, 20)) this.learn(name, one, depth + 1);
      return;
    }
    const members = value as Plain;
    const { runId, state } = members;
    if (runId !== undefined && state === 'running' && !this.#over.has(runId)) this.#running.add(runId);
    else if (runId !== undefined && typeof state === 'string') {
      this.#running.delete(runId);
      this.#over.add(runId);
    }
    const kinds: Readonly<Record<string, LiveKind>> = {
      tabId: 'tab',
      resultId: 'result',
      exportId: 'export',
      confirmId: 'confirmation',
      promptId: 'prompt',
      importId: 'import',
      accountId: 'account',
      tenantId: 'tenant',
    };
    for (const [member, kind] of Object.entries(kinds)) this.#add(kind, members[member]);
    const own = name.startsWith('certificate')
      ? 'certificate'
      : name.startsWith('queries')
        ? 'query'
        : /tabConnections|console\.connections/.test(name)
          ? 'scriptConnection'
          : name.startsWith('connection')
            ? 'connection'
            : null;
    if (own !== null) this.#add(own, members['id']);
    for (const member of Object.values(members)) this.learn(name, member, depth + 1);
  }

  /** The input with what there is in the places that were kept for it. */
  fill(value: unknown, desk: MainDesk, depth = 0): unknown {
    if (value instanceof Live) return this.#of(value, desk);
    if (value instanceof Long) return 'x'.repeat(value.characters);
    if (depth > 8 || typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) {
      return value.length > 50
        ? value
        : value.map((one: unknown) => (one === value ? one : this.fill(one, desk, depth + 1)));
    }
    if (Object.getPrototypeOf(value) !== Object.prototype) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [name, this.fill(member, desk, depth + 1)]),
    );
  }

  #add(kind: LiveKind, id: unknown): void {
    const things = this.#things.get(kind);
    if (typeof id !== 'string' || things === undefined || things.includes(id)) return;
    things.push(id);
    if (things.length > KEPT) things.shift();
  }

  #of({ kind, n }: Live, desk: MainDesk): string {
    const things =
      kind === 'chosenFile'
        ? desk.chosenFiles
        : kind === 'unchosenFile'
          ? desk.unchosenFiles
          : kind === 'folder'
            ? [desk.savedFolder, `${desk.savedFolder}/deeper`]
            : (this.#things.get(kind) ?? []);
    return (n === NEWEST ? things.at(-1) : things[n % Math.max(1, things.length)]) ?? NOTHING;
  }
}
