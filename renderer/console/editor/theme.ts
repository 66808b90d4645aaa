import { EditorView } from '@codemirror/view';
import { tokens } from '@fluentui/react-components';
import { cspNonce } from '../../app/theme.tsx';
import { panelTheme } from './panelTheme.ts';
import { popupTheme } from './popupTheme.ts';
import type { Extension } from '@codemirror/state';

/** Looks of the editor, from tokens; the style element it needs carries the page's nonce. */
export function editorTheme(fontSize: number): Extension {
  const nonce = cspNonce();
  return [
    nonce === null ? [] : EditorView.cspNonce.of(nonce),
    EditorView.theme({
      '&': {
        color: tokens.colorNeutralForeground1,
        backgroundColor: tokens.colorNeutralBackground1,
        fontSize: `${fontSize}px`,
        minHeight: '76px',
        maxHeight: '100%',
      },
      '&.cm-focused': { outline: 'none' },
      '.cm-scroller': {
        fontFamily: tokens.fontFamilyMonospace,
        lineHeight: `${fontSize + 6}px`,
        overflow: 'auto',
      },
      '.cm-content': { padding: '8px 0', caretColor: tokens.colorNeutralForeground1 },
      '.cm-line': { padding: '0 12px 0 8px' },
      '.cm-cursor': { borderLeftColor: tokens.colorNeutralForeground1 },
      '.cm-gutters': {
        backgroundColor: tokens.colorNeutralBackground1,
        color: tokens.colorNeutralForeground3,
        border: 'none',
        paddingLeft: '12px',
      },
      '.cm-activeLine': { backgroundColor: tokens.colorNeutralBackground2 },
      '.cm-activeLineGutter': { backgroundColor: 'transparent', color: tokens.colorNeutralForeground1 },
      '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
        backgroundColor: tokens.colorBrandBackground2Pressed,
      },
      '.cm-placeholder': { color: tokens.colorNeutralForeground3 },
      '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
        backgroundColor: tokens.colorNeutralBackground1Selected,
        outline: `1px solid ${tokens.colorNeutralStroke1}`,
      },
    }),
    popupTheme,
    panelTheme,
  ];
}
