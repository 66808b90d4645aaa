import {
  acceptCompletion,
  autocompletion,
  closeCompletion,
  completionStatus,
  moveCompletionSelection,
  selectedCompletion,
  selectedCompletionIndex,
  startCompletion,
} from '@codemirror/autocomplete';
import { Prec } from '@codemirror/state';
import { keymap } from '@codemirror/view';
import { helpCard } from './helpCard.ts';
import { snippets } from './snippets.ts';
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import type { Command } from '@codemirror/view';
import type { CommandHelp } from '../../../shared/model/console.ts';

/** What main offers at a place of a text. */
export interface Offer {
  readonly from: number;
  readonly to: number;
  readonly items: readonly {
    readonly label: string;
    readonly insert: string;
    readonly kind: string;
    readonly detail: string;
  }[];
  readonly statement: boolean;
  readonly more: boolean;
}

/** Both answer null where they know nothing; neither rejects. */
export interface Knowledge {
  readonly complete: (text: string, offset: number) => Promise<Offer | null>;
  readonly help: (text: string, offset: number) => Promise<CommandHelp | null>;
}

/** What opens the list by itself: part of a word, what begins one, or a parameter that wants its value. */
const OPENING = /[\p{L}\p{N}_$][\p{L}\p{N}_-]*$|(?:^|[\s({;|,])-$|[$.\\/]$|\s-\w+[: ]$/u;

/** A list that came up this shortly before Enter was not read, ms. */
const SEEN_AFTER = 75;

const GLYPHS: Readonly<Record<string, string>> = {
  cmdlet: '>_',
  function: 'ƒ',
  alias: '~',
  parameter: '–',
  value: '=',
  variable: '$',
  property: '•',
  file: '/',
  operator: '±',
  snippet: '{}',
};
const KINDS_WITH_HELP = new Set(['cmdlet', 'function', 'alias', 'parameter']);

/** The list of what can stand at the cursor, its keys, and help beside what is chosen in it. */
export function completion(known: Knowledge): Extension {
  /** Where the newest list begins, and whether it was asked for. */
  let newest = { from: -1, explicit: false, at: 0 };

  const source = async (context: CompletionContext): Promise<CompletionResult | null> => {
    if (!context.explicit && context.matchBefore(OPENING) === null) return null;
    const text = context.state.doc.toString();
    const offer = await known.complete(text, context.pos);
    // An answer that comes when somebody has gone elsewhere opens nothing.
    if (offer === null || context.aborted || context.view?.hasFocus === false) return null;
    newest = { from: offer.from, explicit: context.explicit, at: performance.now() };
    const options = optionsOf(offer, text, context.pos, known);
    if (options.length === 0) return null;
    return {
      from: offer.from,
      to: offer.to,
      options,
      ...(!offer.more && { validFor: /^[\p{L}\p{N}_$-]*$/u }),
    };
  };

  /** Enter takes what was chosen, but ends the line where that would change nothing, or nobody began to choose. */
  const enter: Command = (view) => {
    if (completionStatus(view.state) !== 'active') return false;
    const { head } = view.state.selection.main;
    const chosen = selectedCompletion(view.state);
    const isThere =
      typeof chosen?.apply === 'string' && view.state.sliceDoc(newest.from, head) === chosen.apply;
    const isUntouched =
      head === newest.from && !newest.explicit && (selectedCompletionIndex(view.state) ?? 0) === 0;
    const isUnseen = performance.now() - newest.at < SEEN_AFTER;
    if (!isThere && !isUntouched && !isUnseen) return acceptCompletion(view);
    closeCompletion(view);
    return false;
  };

  /** Whoever moves through the list has seen it and chooses. */
  const choose =
    (move: Command): Command =>
    (view) => {
      newest = { ...newest, explicit: true, at: -Infinity };
      return move(view);
    };

  return [
    autocompletion({
      override: [source],
      icons: false,
      defaultKeymap: false,
      // Tab always takes what is chosen; Enter has a rule of its own.
      interactionDelay: 0,
      addToOptions: [{ render: glyph, position: 20 }],
    }),
    Prec.highest(
      keymap.of([
        { key: 'Ctrl-Space', run: startCompletion },
        { mac: 'Alt-`', run: startCompletion },
        { key: 'Escape', run: closeCompletion },
        { key: 'ArrowDown', run: choose(moveCompletionSelection(true)) },
        { key: 'ArrowUp', run: choose(moveCompletionSelection(false)) },
        { key: 'PageDown', run: choose(moveCompletionSelection(true, 'page')) },
        { key: 'PageUp', run: choose(moveCompletionSelection(false, 'page')) },
        { key: 'Enter', run: enter },
        { key: 'Tab', run: acceptCompletion },
      ]),
    ),
  ];
}

function optionsOf(offer: Offer, text: string, pos: number, known: Knowledge): Completion[] {
  const items = offer.items.map(({ label, insert, kind, detail }, at): Completion => {
    const option = { label, apply: insert, type: kind, sortText: String(at).padStart(4, '0') };
    const shown = kind === 'alias' ? `→ ${detail}` : detail;
    return {
      ...option,
      ...(shown !== '' && { detail: shown }),
      ...(KINDS_WITH_HELP.has(kind) && {
        info: async () => {
          const written = text.slice(0, offer.from) + insert + text.slice(Math.max(offer.to, pos));
          const help = await known.help(written, offer.from + insert.length);
          return help === null ? null : helpCard(help, { inList: true });
        },
      }),
    };
  });
  return offer.statement && pos > offer.from ? [...snippets, ...items] : items;
}

function glyph({ type = '' }: Completion): HTMLElement {
  const mark = document.createElement('span');
  mark.className = `cm-kind cm-kind-${type}`;
  mark.ariaHidden = 'true';
  mark.textContent = GLYPHS[type] ?? '';
  // The list scrolls; it goes there once this item is in it.
  queueMicrotask(() => mark.closest('ul')?.setAttribute('tabindex', '0'));
  return mark;
}
