import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowClockwise20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { FailureBar } from '../../ui/FailureBar.tsx';
import { LateSpinner } from '../../ui/LateSpinner.tsx';
import { SearchBox } from '../../ui/SearchBox.tsx';
import { useRovingFocus } from '../../ui/useRovingFocus.ts';
import { chosenOf, matchingChoices, storeChoices, type StoreChoice } from './storeCertificates.ts';
import { useFieldStyles } from './fieldStyles.ts';
import { useWindowsStore } from './useWindowsStore.ts';
import type { Certificate } from '../../../shared/model/certificate.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', gap: '8px', minWidth: 0 },
  head: { display: 'flex', gap: '8px', alignItems: 'center' },
  grow: { flexGrow: 1, minWidth: 0 },
  button: { flexShrink: 0 },
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: '4px',
    maxHeight: '264px',
    overflowY: 'auto',
    padding: '2px',
  },
  item: {
    display: 'block',
    flexShrink: 0,
    width: '100%',
    boxSizing: 'border-box',
    padding: '7px 11px',
    textAlign: 'start',
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    color: tokens.colorNeutralForeground1,
    cursor: 'pointer',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
  },
  chosen: {
    padding: '6px 10px',
    backgroundColor: tokens.colorBrandBackground2,
    border: `2px solid ${tokens.colorCompoundBrandStroke}`,
  },
  refused: {
    cursor: 'not-allowed',
    color: tokens.colorNeutralForeground3,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  why: { color: tokens.colorStatusDangerForeground1 },
  mono: { fontFamily: tokens.fontFamilyMonospace },
});

function StoreItem({
  choice: { certificate, place, expiry, refusal },
  chosen,
  onChoose,
}: {
  readonly choice: StoreChoice;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}) {
  const styles = useStyles();
  const fields = useFieldStyles();
  const { name, subject, issuer, thumbprint } = certificate;
  const by = issuer === subject ? 'Issued by itself' : `Issued by ${issuer}`;
  const own = name === subject ? null : subject;
  return (
    <button
      type="button"
      role="radio"
      className={mergeClasses(styles.item, chosen && styles.chosen, refusal !== null && styles.refused)}
      aria-checked={chosen}
      aria-disabled={refusal !== null}
      aria-label={[name, own, by, expiry, place, `Thumbprint ${thumbprint}`, refusal]
        .filter((part) => part !== null)
        .join(', ')}
      onClick={() => {
        if (refusal === null) onChoose();
      }}
    >
      <span dir="auto" className={fields.name} title={name}>
        {name}
      </span>
      {own !== null && (
        <span dir="auto" className={fields.small} title={own}>
          {own}
        </span>
      )}
      <span dir="auto" className={fields.small} title={by}>
        {by}
      </span>
      <span className={fields.small}>{`${expiry} · ${place}`}</span>
      <span className={mergeClasses(fields.small, styles.mono)}>{thumbprint}</span>
      {refusal !== null && <span className={mergeClasses(fields.small, styles.why)}>{refusal}</span>}
    </button>
  );
}

function StoreList({
  list,
  thumbprint,
  busy,
  onChoose,
  onReadAgain,
}: {
  readonly list: readonly Certificate[];
  readonly thumbprint: string;
  readonly busy: boolean;
  readonly onChoose: (thumbprint: string) => void;
  readonly onReadAgain: () => void;
}) {
  const styles = useStyles();
  const fields = useFieldStyles();
  const [search, setSearch] = useState('');
  const [now] = useState(() => Date.now());
  const roving = useRovingFocus<HTMLDivElement>({ axis: 'vertical' });
  const choices = storeChoices(list, now);
  const chosen = chosenOf(choices, thumbprint);
  const found = matchingChoices(choices, search);
  return (
    <>
      <div className={styles.head}>
        {choices.length === 0 ? (
          <p className={mergeClasses(fields.hint, styles.grow)} role="status">
            The store has no certificate under Personal, neither of this user nor of this computer. Import a
            PFX file there, or use it here as a file.
          </p>
        ) : (
          <SearchBox
            className={styles.grow}
            label="Search the store’s certificates"
            value={search}
            onChange={setSearch}
            onKeyDown={(event) => {
              if (event.key !== 'ArrowDown') return;
              event.preventDefault();
              roving.ref.current?.querySelector<HTMLElement>('[role=radio]')?.focus();
            }}
          />
        )}
        <Button
          className={styles.button}
          icon={<ArrowClockwise20Regular />}
          aria-label="Read the store again"
          disabledFocusable={busy}
          onClick={onReadAgain}
        >
          Read again
        </Button>
      </div>
      {choices.length > 0 && choices.every(({ refusal }) => refusal !== null) && (
        <p className={fields.hint}>None of these can sign an app in; each says why.</p>
      )}
      {choices.length > 0 && found.length === 0 && (
        <p className={fields.hint} role="status">{`No certificate has “${search.trim()}”`}</p>
      )}
      {found.length > 0 && (
        <div
          {...roving}
          className={styles.list}
          role="radiogroup"
          aria-label="Certificates of the Windows certificate store"
        >
          {found.map((choice) => (
            <StoreItem
              key={choice.key}
              choice={choice}
              chosen={choice.key === chosen?.key}
              onChoose={() => onChoose(choice.certificate.thumbprint)}
            />
          ))}
        </div>
      )}
    </>
  );
}

/** Certificates of the Windows store to choose one from: this user's and this computer's, with what keeps one from use. */
export function WindowsStorePicker({
  thumbprint,
  onChoose,
}: {
  /** As it is typed in the form. */
  readonly thumbprint: string;
  readonly onChoose: (thumbprint: string) => void;
}) {
  const styles = useStyles();
  const { reading, busy, readAgain } = useWindowsStore();
  return (
    <div className={styles.root}>
      {busy && reading.state !== 'read' && <LateSpinner label="Reading the Windows certificate store" />}
      {reading.state === 'failed' && (
        <FailureBar failure={reading.failure} help={false} action={{ label: 'Try again', run: readAgain }} />
      )}
      {reading.state === 'read' && (
        <StoreList
          list={reading.list}
          thumbprint={thumbprint}
          busy={busy}
          onChoose={onChoose}
          onReadAgain={readAgain}
        />
      )}
    </div>
  );
}
