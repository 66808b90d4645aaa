import { makeStyles, tokens } from '@fluentui/react-components';

/** Time, where, what, amount, outcome, who, the arrow. */
export const wideColumns =
  '82px minmax(110px, 190px) minmax(120px, 1fr) 128px 170px minmax(100px, 170px) 24px';
/** Without who. */
export const narrowColumns = '72px minmax(90px, 150px) minmax(100px, 1fr) 96px 150px 24px';

export const useTableStyles = makeStyles({
  grid: {
    flexGrow: 1,
    minWidth: 0,
    minHeight: 0,
    display: 'flex',
    flexDirection: 'column',
    backgroundColor: tokens.colorNeutralBackground1,
  },
  scroller: { flexGrow: 1, minHeight: 0, overflowY: 'auto', overflowX: 'hidden' },
  line: {
    display: 'grid',
    alignItems: 'center',
    columnGap: '12px',
    padding: '0 24px 0 32px',
    boxSizing: 'border-box',
  },
  narrowLine: { padding: '0 16px 0 24px' },
  head: {
    height: '32px',
    flexShrink: 0,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    scrollbarGutter: 'stable',
  },
  sorted: { display: 'inline-flex', alignItems: 'center', gap: '4px' },
  inner: { position: 'relative' },
  placed: { position: 'absolute', top: 0, left: 0, right: 0 },
  day: {
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    backgroundColor: tokens.colorNeutralBackground2,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  wholeLine: { gridColumn: '1 / -1' },
  record: {
    fontSize: tokens.fontSizeBase200,
    cursor: 'pointer',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  chosen: {
    backgroundColor: tokens.colorBrandBackground2,
    ':hover': { backgroundColor: tokens.colorBrandBackground2 },
  },
  bad: { boxShadow: `inset 3px 0 0 ${tokens.colorPaletteRedForeground1}` },
  unsure: { boxShadow: `inset 3px 0 0 ${tokens.colorPaletteDarkOrangeForeground1}` },
  cell: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 },
  faint: { color: tokens.colorNeutralForeground2 },
  code: { fontFamily: tokens.fontFamilyMonospace },
  where: { display: 'flex', alignItems: 'center', gap: '8px' },
  outcome: { display: 'flex', alignItems: 'center', gap: '8px', color: tokens.colorNeutralForeground2 },
  badText: { color: tokens.colorPaletteRedForeground1, fontWeight: tokens.fontWeightSemibold },
  unsureText: { color: tokens.colorPaletteDarkOrangeForeground1, fontWeight: tokens.fontWeightSemibold },
  icon: { display: 'inline-flex', flexShrink: 0, fontSize: '16px' },
});
