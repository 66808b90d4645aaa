import { Prec, StateEffect, StateField } from '@codemirror/state';
import { EditorView, ViewPlugin, hoverTooltip, keymap, showTooltip } from '@codemirror/view';
import { helpCard, helpText } from './helpCard.ts';
import type { Extension } from '@codemirror/state';
import type { Command, Tooltip, ViewUpdate } from '@codemirror/view';
import type { CommandHelp } from '../../../shared/model/console.ts';
import type { Knowledge } from './completion.ts';

const setHelp = StateEffect.define<CommandHelp | null>();

/** Help that was asked for; it stays while the cursor moves, until Escape. */
const shownHelp = StateField.define<CommandHelp | null>({
  create: () => null,
  update(help, transaction) {
    for (const effect of transaction.effects) if (effect.is(setHelp)) return effect.value;
    return help;
  },
  provide: (field) => showTooltip.from(field, tooltipOf),
});

/** Milliseconds that typing rests before help follows the cursor. */
const FOLLOW_AFTER = 120;

function tooltipOf(help: CommandHelp | null): Tooltip | null {
  if (help === null) return null;
  return {
    pos: help.from,
    create: (view) => {
      const dom = helpCard(help, { inList: false });
      dom.addEventListener('keydown', (event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        hideHelp(view);
        view.focus();
      });
      return { dom };
    },
  };
}

const hideHelp: Command = (view) => {
  if (view.state.field(shownHelp, false) == null) return false;
  view.dispatch({ effects: setHelp.of(null) });
  return true;
};

/** Asks for what is at the cursor; a second time it goes into the help that is there. */
export type ShowHelp = (view: EditorView) => boolean;

/** Help at the cursor (F1, Ctrl+Shift+Space) and under the mouse. */
export function commandHelp(known: Knowledge): { readonly extension: Extension; readonly show: ShowHelp } {
  const ask = async (view: EditorView, announced: boolean): Promise<void> => {
    const { state } = view;
    const help = await known.help(state.doc.toString(), state.selection.main.head);
    // Somebody typed or moved meanwhile: that asks again.
    if (view.state.doc !== state.doc || !view.state.selection.eq(state.selection)) return;
    const said = help === null ? 'No help for this place.' : helpText(help);
    view.dispatch({
      effects: [setHelp.of(help), ...(announced ? [EditorView.announce.of(said)] : [])],
    });
  };

  const show: ShowHelp = (view) => {
    if (view.state.field(shownHelp, false) != null) {
      view.dom.querySelector<HTMLElement>('.cm-tooltip.cm-help')?.focus();
      return true;
    }
    void ask(view, true);
    return true;
  };

  const following = ViewPlugin.define((view) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    return {
      update(update: ViewUpdate) {
        if (!update.docChanged && !update.selectionSet) return;
        clearTimeout(timer);
        if (update.state.field(shownHelp, false) != null) {
          timer = setTimeout(() => void ask(view, false), FOLLOW_AFTER);
        }
      },
      destroy: () => clearTimeout(timer),
    };
  });

  const hover = hoverTooltip(async (view, pos) => {
    if (!/[\w$-]/u.test(view.state.sliceDoc(pos, pos + 1))) return null;
    const help = await known.help(view.state.doc.toString(), pos);
    if (help === null || pos < help.from || pos > help.to) return null;
    return {
      pos: help.from,
      end: help.to,
      create: () => ({ dom: helpCard(help, { inList: false }) }),
    };
  });

  const keys = [
    { key: 'F1', run: show },
    { key: 'Ctrl-Shift-Space', run: show },
    { key: 'Escape', run: hideHelp },
  ];
  return { extension: [shownHelp, following, hover, Prec.high(keymap.of(keys))], show };
}
