import { makeStyles, tokens } from '@fluentui/react-components';

/** Styles that head and rows share, so that their columns stay under each other. */
export const useListStyles = makeStyles({
  line: {
    display: 'grid',
    alignItems: 'center',
    columnGap: '8px',
    boxSizing: 'border-box',
    paddingRight: '12px',
    paddingLeft: '24px',
    gridTemplateColumns: '24px 28px minmax(0, 1.5fr) minmax(0, 1fr) minmax(0, 1fr) minmax(0, 104px)',
  },
  wide: {
    paddingLeft: '32px',
    gridTemplateColumns:
      '24px 28px minmax(0, 1.2fr) minmax(0, 1.5fr) minmax(0, 1fr) minmax(0, 1fr) minmax(0, 104px)',
  },
  cell: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 },
  quiet: { color: tokens.colorNeutralForeground2 },
});
