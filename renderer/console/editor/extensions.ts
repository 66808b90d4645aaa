import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, indentUnit } from '@codemirror/language';
import { linter } from '@codemirror/lint';
import { searchKeymap } from '@codemirror/search';
import { StateEffect, type Extension } from '@codemirror/state';
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  placeholder,
} from '@codemirror/view';
import { powershell } from './language.ts';
import type { CompletionSource } from '@codemirror/autocomplete';
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
  readonly complete: CompletionSource | null;
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
    indentUnit.of('  '),
    powershell,
    placeholder(options.hint),
    EditorView.contentAttributes.of({ 'aria-label': options.label, spellcheck: 'false' }),
    options.complete === null ? [] : autocompletion({ override: [options.complete], icons: false }),
    linter(
      async (view) => diagnosticsOf(await options.problems(view.state.doc.toString()), view.state.doc.length),
      {
        delay: CHECK_AFTER,
        needsRefresh: ({ transactions }) =>
          transactions.some(({ effects }) => effects.some((effect) => effect.is(checkAgain))),
      },
    ),
    // Tab indents; Esc and then Tab leaves the editor.
    keymap.of([
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...defaultKeymap,
      indentWithTab,
    ]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) options.changed(update.state.doc.toString());
    }),
  ];
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
