import { makeStyles, tokens } from '@fluentui/react-components';

/** Styles that the parts of the form share. */
export const useFieldStyles = makeStyles({
  group: { margin: 0, padding: 0, minWidth: 0, border: 0 },
  legend: {
    padding: 0,
    marginBottom: '8px',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
  two: {
    display: 'grid',
    alignItems: 'start',
    gap: '8px',
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    '@media (max-width: 559px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  three: {
    display: 'grid',
    gap: '8px',
    gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
    '@media (max-width: 559px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  across: { gridColumn: '1 / -1' },
  name: {
    display: 'block',
    fontWeight: tokens.fontWeightSemibold,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  small: {
    display: 'block',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  row: { display: 'flex', alignItems: 'center', gap: '8px', minWidth: 0 },
  stack: { display: 'flex', flexDirection: 'column', gap: '12px' },
  // Fluent leaves 8 px around the mark of a checkbox or radio; it stands under its heading's first letter.
  checks: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', marginLeft: '-8px' },
  marks: { marginLeft: '-8px' },
  hint: {
    margin: 0,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
  },
  // Below a checkbox, under the first letter of its label.
  ofCheck: { padding: '0 8px 4px 36px' },
  note: { margin: '8px 0 0', fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
});
