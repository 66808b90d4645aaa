import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  BuildingMultiple20Regular,
  DocumentEdit20Regular,
  DocumentSearch20Regular,
  Flash20Regular,
  Settings20Regular,
  WindowApps20Regular,
} from '@fluentui/react-icons';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { OrganizationTile } from '../../ui/organization.tsx';
import { markMatches } from './filter.ts';
import type { PaletteEntry } from './entries.ts';
import type { FluentIcon } from '@fluentui/react-icons';

const icons: Record<Exclude<PaletteEntry['icon'], 'organization'>, FluentIcon> = {
  customer: BuildingMultiple20Regular,
  query: DocumentSearch20Regular,
  'changing-query': DocumentEdit20Regular,
  command: Flash20Regular,
  screen: WindowApps20Regular,
  setting: Settings20Regular,
};

const useStyles = makeStyles({
  row: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    minHeight: '36px',
    padding: '0 8px',
    borderRadius: tokens.borderRadiusMedium,
    cursor: 'pointer',
    whiteSpace: 'nowrap',
  },
  chosen: {
    color: tokens.colorNeutralForeground1Selected,
    backgroundColor: tokens.colorNeutralBackground1Selected,
    '& span': { color: 'inherit' },
    outline: `1px solid ${tokens.colorTransparentStroke}`,
    outlineOffset: '-1px',
  },
  icon: { display: 'flex', color: tokens.colorNeutralForeground2 },
  text: { display: 'flex', alignItems: 'baseline', gap: '8px', minWidth: 0, flexGrow: 1 },
  title: { overflow: 'hidden', textOverflow: 'ellipsis', flexShrink: 1, minWidth: '40px' },
  detail: {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    minWidth: 0,
    flexShrink: 1000,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
  hit: {
    fontWeight: tokens.fontWeightSemibold,
    textDecorationLine: 'underline',
    color: 'inherit',
    backgroundColor: 'transparent',
  },
  aside: {
    display: 'flex',
    alignItems: 'center',
    gap: '6px',
    flexShrink: 0,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
});

function Marked({ text, typed }: { readonly text: string; readonly typed: string }) {
  const styles = useStyles();
  return markMatches(text, typed).map((piece, index) =>
    piece.hit ? (
      <mark key={index} className={styles.hit}>
        {piece.text}
      </mark>
    ) : (
      piece.text
    ),
  );
}

/** One row of the palette. */
export function PaletteOption({
  id,
  entry,
  typed,
  chosen,
  onPoint,
  onRun,
}: {
  readonly id: string;
  readonly entry: PaletteEntry;
  readonly typed: string;
  readonly chosen: boolean;
  readonly onPoint: () => void;
  readonly onRun: (background: boolean) => void;
}) {
  const styles = useStyles();
  const Icon = entry.icon === 'organization' ? null : icons[entry.icon];
  return (
    <div
      id={id}
      role="option"
      aria-selected={chosen}
      className={mergeClasses(styles.row, chosen && styles.chosen)}
      onPointerMove={chosen ? undefined : onPoint}
      onPointerDown={(event) => event.preventDefault()}
      onClick={(event) => onRun(event.ctrlKey || event.metaKey)}
    >
      <span aria-hidden className={styles.icon}>
        {Icon !== null ? <Icon /> : entry.mark !== null && <OrganizationTile {...entry.mark} size="small" />}
      </span>
      <span className={styles.text}>
        <span dir="auto" className={styles.title} title={entry.title}>
          <Marked text={entry.title} typed={typed} />
        </span>
        <span dir="auto" className={styles.detail} title={entry.detail}>
          <Marked text={entry.detail} typed={typed} />
        </span>
      </span>
      <span className={styles.aside}>
        {chosen ? (
          <>
            {entry.action} <KeyCap keys="Enter" />
          </>
        ) : (
          entry.aside
        )}
      </span>
    </div>
  );
}
