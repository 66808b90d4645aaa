import { EditorView } from '@codemirror/view';
import { tokens } from '@fluentui/react-components';

const control = {
  height: '28px',
  boxSizing: 'border-box',
  color: tokens.colorNeutralForeground1,
  backgroundColor: tokens.colorNeutralBackground1,
  border: `1px solid ${tokens.colorNeutralStroke1}`,
  borderRadius: tokens.borderRadiusMedium,
  fontFamily: tokens.fontFamilyBase,
  fontSize: tokens.fontSizeBase200,
} as const;
const focus = { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-1px' } as const;

/** Looks of find and replace and of the editor's other panels. */
export const panelTheme = EditorView.theme({
  '.cm-panels': { backgroundColor: tokens.colorNeutralBackground2, color: tokens.colorNeutralForeground1 },
  '.cm-panels.cm-panels-top': { borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  '.cm-panels.cm-panels-bottom': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  '.cm-find': {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '6px 16px',
    padding: '6px 44px 6px 12px',
    position: 'relative',
    fontFamily: tokens.fontFamilyBase,
    fontSize: tokens.fontSizeBase200,
  },
  '.cm-find-group': { display: 'flex', alignItems: 'center', gap: '4px' },
  '.cm-find-field': { ...control, width: '200px', padding: '0 8px' },
  '.cm-find-field::placeholder': { color: tokens.colorNeutralForeground3 },
  '.cm-find-field[aria-invalid=true]': { borderColor: tokens.colorPaletteRedBorder2 },
  '.cm-find-field:focus': focus,
  '.cm-find-button': { ...control, minWidth: '28px', padding: '0 8px', cursor: 'pointer' },
  '.cm-find-button:hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  '.cm-find-button:focus-visible': focus,
  '.cm-find-button[aria-pressed]': { padding: '0 4px', border: '1px solid transparent' },
  '.cm-find-button[aria-pressed=false]': { backgroundColor: 'transparent' },
  '.cm-find-button[aria-pressed=true]': {
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
    borderColor: tokens.colorBrandStroke1,
  },
  '.cm-find-close': {
    position: 'absolute',
    top: '6px',
    right: '12px',
    border: 'none',
    backgroundColor: 'transparent',
    fontSize: tokens.fontSizeBase500,
  },
  '.cm-find-count': {
    minWidth: '72px',
    color: tokens.colorNeutralForeground2,
    fontVariantNumeric: 'tabular-nums',
  },
  '.cm-textfield': control,
  '.cm-button': { ...control, backgroundImage: 'none' },
  // No colour behind it: the text's own colours would not stand out from it enough.
  '.cm-searchMatch': {
    backgroundColor: 'transparent',
    outline: `1px solid ${tokens.colorPaletteMarigoldBorder2}`,
    borderRadius: tokens.borderRadiusSmall,
  },
  '.cm-searchMatch-selected': {
    outline: `2px solid ${tokens.colorPaletteMarigoldBorder2}`,
  },
});
