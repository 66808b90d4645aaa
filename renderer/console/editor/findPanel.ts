import {
  SearchQuery,
  closeSearchPanel,
  findNext,
  findPrevious,
  getSearchQuery,
  openSearchPanel,
  replaceAll,
  replaceNext,
  search,
  searchKeymap,
  setSearchQuery,
} from '@codemirror/search';
import { keymap, runScopeHandlers } from '@codemirror/view';
import type { Extension } from '@codemirror/state';
import type { Command, EditorView, Panel, ViewUpdate } from '@codemirror/view';

/** Matches that are counted. */
const COUNTED = 999;

function button(text: string, label: string, run: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'cm-find-button';
  made.textContent = text;
  made.title = label;
  made.ariaLabel = label;
  made.addEventListener('click', run);
  return made;
}

function field(label: string): HTMLInputElement {
  const made = document.createElement('input');
  made.className = 'cm-find-field';
  made.placeholder = label;
  made.ariaLabel = label;
  made.spellcheck = false;
  return made;
}

function group(...children: HTMLElement[]): HTMLElement {
  const made = document.createElement('div');
  made.className = 'cm-find-group';
  made.append(...children);
  return made;
}

/** Find and replace above the text; its keys are those of the editor's other keys, plus Alt+C, Alt+W and Alt+R. */
class FindPanel implements Panel {
  readonly dom = document.createElement('div');
  readonly top = true;
  readonly #view: EditorView;
  readonly #find = field('Find');
  readonly #replace = field('Replace');
  readonly #matchCase: HTMLButtonElement;
  readonly #wholeWord: HTMLButtonElement;
  readonly #regexp: HTMLButtonElement;
  readonly #count = document.createElement('span');

  constructor(view: EditorView) {
    this.#view = view;
    this.#matchCase = this.#toggle('Aa', 'Match case (Alt+C)');
    this.#wholeWord = this.#toggle('Word', 'Word only (Alt+W)');
    this.#regexp = this.#toggle('.*', 'Regular expression (Alt+R)');
    this.#count.className = 'cm-find-count';
    this.#count.role = 'status';
    this.#find.setAttribute('main-field', 'true');
    for (const input of [this.#find, this.#replace]) input.addEventListener('input', () => this.#commit());
    const run = (command: Command) => () => {
      command(view);
    };
    this.dom.className = 'cm-find';
    this.dom.role = 'search';
    this.dom.ariaLabel = 'Find and replace';
    this.dom.append(
      group(this.#find, this.#matchCase, this.#wholeWord, this.#regexp),
      group(
        button('↑', 'Previous match (Shift+Enter)', run(findPrevious)),
        button('↓', 'Next match (Enter)', run(findNext)),
        this.#count,
      ),
      group(
        this.#replace,
        button('Replace', 'Replace this match (Enter)', run(replaceNext)),
        button('Replace all', 'Replace all matches (Ctrl+Enter)', run(replaceAll)),
      ),
      button('×', 'Close (Esc)', run(closeSearchPanel)),
    );
    this.dom.lastElementChild?.classList.add('cm-find-close');
    this.dom.addEventListener('keydown', (event) => this.#key(event));
    this.#show(getSearchQuery(view.state));
  }

  mount(): void {
    this.#find.select();
  }

  update(update: ViewUpdate): void {
    const query = getSearchQuery(update.state);
    if (!query.eq(getSearchQuery(update.startState))) this.#show(query);
    else if (update.docChanged || update.selectionSet) this.#tell(query);
  }

  focusReplace(): void {
    this.#replace.select();
  }

  #toggle(text: string, label: string): HTMLButtonElement {
    const made = button(text, label, () => {
      made.ariaPressed = made.ariaPressed === 'true' ? 'false' : 'true';
      this.#commit();
    });
    made.ariaPressed = 'false';
    return made;
  }

  #show(query: SearchQuery): void {
    if (this.#find.value !== query.search) this.#find.value = query.search;
    if (this.#replace.value !== query.replace) this.#replace.value = query.replace;
    this.#matchCase.ariaPressed = String(query.caseSensitive);
    this.#wholeWord.ariaPressed = String(query.wholeWord);
    this.#regexp.ariaPressed = String(query.regexp);
    this.#tell(query);
  }

  #commit(): void {
    const query = new SearchQuery({
      search: this.#find.value,
      replace: this.#replace.value,
      caseSensitive: this.#matchCase.ariaPressed === 'true',
      wholeWord: this.#wholeWord.ariaPressed === 'true',
      regexp: this.#regexp.ariaPressed === 'true',
      // A backslash is a backslash in PowerShell.
      literal: this.#regexp.ariaPressed !== 'true',
    });
    if (!query.eq(getSearchQuery(this.#view.state))) {
      this.#view.dispatch({ effects: setSearchQuery.of(query) });
    }
  }

  /** "3 of 12" */
  #tell(query: SearchQuery): void {
    this.#find.ariaInvalid = String(query.search !== '' && !query.valid);
    this.#count.textContent = query.search === '' ? '' : this.#counted(query);
  }

  #counted(query: SearchQuery): string {
    if (!query.valid) return 'Not a regular expression';
    const { state } = this.#view;
    const { from, to } = state.selection.main;
    let total = 0;
    let current = 0;
    const cursor = query.getCursor(state);
    for (let found = cursor.next(); found.done !== true && total <= COUNTED; found = cursor.next()) {
      total++;
      if (found.value.from === from && found.value.to === to) current = total;
    }
    if (total === 0) return 'No matches';
    const all = total > COUNTED ? `${String(COUNTED)}+` : String(total);
    return current === 0 ? `${all} ${total === 1 ? 'match' : 'matches'}` : `${String(current)} of ${all}`;
  }

  #key(event: KeyboardEvent): void {
    if (this.#own(event) || runScopeHandlers(this.#view, event, 'search-panel')) event.preventDefault();
    // The editor around it has other plans for F5 and Ctrl+Enter.
    event.stopPropagation();
  }

  #own(event: KeyboardEvent): boolean {
    const toggle = event.altKey && !event.ctrlKey ? event.key.toLowerCase() : '';
    if (toggle === 'c') this.#matchCase.click();
    else if (toggle === 'w') this.#wholeWord.click();
    else if (toggle === 'r') this.#regexp.click();
    else if (event.key === 'Enter' && event.target === this.#find) {
      (event.shiftKey ? findPrevious : findNext)(this.#view);
    } else if (event.key === 'Enter' && event.target === this.#replace) {
      (event.ctrlKey || event.metaKey ? replaceAll : replaceNext)(this.#view);
    } else return false;
    return true;
  }
}

const panels = new WeakMap<EditorView, FindPanel>();

const openReplace: Command = (view) => {
  openSearchPanel(view);
  panels.get(view)?.focusReplace();
  return true;
};

/** Find (Ctrl+F) and replace (Ctrl+H) with their panel and keys. */
export const findAndReplace: Extension = [
  search({
    top: true,
    createPanel: (view) => {
      const panel = new FindPanel(view);
      panels.set(view, panel);
      return panel;
    },
  }),
  keymap.of([
    { key: 'Ctrl-h', mac: 'Alt-Mod-f', run: openReplace, scope: 'editor search-panel', preventDefault: true },
    ...searchKeymap,
  ]),
];
