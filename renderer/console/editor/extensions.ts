import { closeBrackets, closeBracketsKeymap, completionStatus } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching } from '@codemirror/language';
import { linter, nextDiagnostic } from '@codemirror/lint';
import { StateEffect, type EditorState, type Extension } from '@codemirror/state';
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  placeholder,
  tooltips,
} from '@codemirror/view';
import { findAndReplace } from './findPanel.ts';
import { indentation } from './indentation.ts';
import { powershell } from './language.ts';
import type { Diagnostic } from '@codemirror/lint';
import type { KeyBinding } from '@codemirror/view';
import type { Problem } from '../../../shared/model/console.ts';

export type EditorOptions = {
  /** Accessible name. */
  readonly label: string;
  readonly hint: string;
  readonly keys: readonly KeyBinding[];
  readonly changed: (text: string) => void;
  /** What is wrong with the text, asked when typing rests. */
  readonly problems: (text: string) => Promise<readonly Problem[]>;
  /** Completion and help. */
  readonly assistance: Extension;
};

/** How long typing rests before the text is checked, ms. */
const CHECK_AFTER = 350;

/** Everything an editor for a command needs, except its looks. */
export function commandEditor(options: EditorOptions): Extension {
  return [
    keymap.of([...options.keys]),
    lineNumbers(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    drawSelection(),
    history(),
    bracketMatching(),
    closeBrackets(),
    indentation,
    powershell,
    placeholder(options.hint),
    EditorView.contentAttributes.of({ 'aria-label': options.label, spellcheck: 'false' }),
    options.assistance,
    findAndReplace,
    // Nothing lies over the band, which says whose organisation this is.
    tooltips({
      tooltipSpace: (view) => ({
        top: view.dom.getBoundingClientRect().top,
        left: 0,
        bottom: window.innerHeight,
        right: window.innerWidth,
      }),
    }),
    linter(
      async (view) => {
        const problems = await options.problems(view.state.doc.toString());
        return diagnosticsOf(problems, view.state.doc.length).filter(
          ({ to }) => !isBeingTyped(view.state, to),
        );
      },
      {
        delay: CHECK_AFTER,
        needsRefresh: ({ startState, state, transactions }) =>
          (completionStatus(startState) !== null && completionStatus(state) === null) ||
          transactions.some(({ effects }) => effects.some((effect) => effect.is(checkAgain))),
      },
    ),
    // Tab indents; Esc and then Tab leaves the editor.
    keymap.of([
      ...closeBracketsKeymap,
      { key: 'Alt-F8', run: nextDiagnostic },
      ...historyKeymap,
      ...defaultKeymap,
      indentWithTab,
    ]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) options.changed(update.state.doc.toString());
    }),
  ];
}

/** A word that the list still completes is not wrong yet. */
function isBeingTyped(state: EditorState, to: number): boolean {
  return completionStatus(state) !== null && to === state.selection.main.head;
}

/** Has the text checked though it is the same: what is known of it has changed. */
export const checkAgain = StateEffect.define();

/** Problems with a place, as underlines; a place of no width is made one character wide. */
export function diagnosticsOf(problems: readonly Problem[], length: number): Diagnostic[] {
  return problems.flatMap(({ place, severity, failure }) => {
    if (place === null) return [];
    const from = Math.min(place.start, Math.max(0, length - 1));
    const to = Math.min(Math.max(place.end, from + 1), length);
    const message = failure.hint === '' ? failure.message : `${failure.message} ${failure.hint}`;
    return [{ from, to: Math.max(from, to), severity, message }];
  });
}
