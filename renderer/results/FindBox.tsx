import { Button, Input, makeStyles, tokens } from '@fluentui/react-components';
import { ChevronDownRegular, ChevronUpRegular, SearchRegular } from '@fluentui/react-icons';
import type { TextViewState } from './useTextView.ts';

const useStyles = makeStyles({
  input: { width: '200px', minWidth: '80px', flexShrink: 1 },
  note: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2, whiteSpace: 'nowrap' },
});

/** Find in the text: Enter goes on, Shift+Enter back. */
export function FindBox({ text, disabled }: { readonly text: TextViewState; readonly disabled: boolean }) {
  const styles = useStyles();
  return (
    <>
      <span role="status" className={styles.note}>
        {text.finding === 'searching' ? 'Searching…' : text.finding === 'none' ? 'Not found' : ''}
      </span>
      <Input
        className={styles.input}
        size="small"
        aria-label="Find in text"
        placeholder="Find in text"
        value={text.find}
        disabled={disabled}
        contentBefore={<SearchRegular />}
        onChange={(_, { value }) => text.setFind(value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') text.go(event.shiftKey ? -1 : 1);
          if (event.key === 'Escape' && text.find !== '') {
            event.stopPropagation();
            text.setFind('');
          }
        }}
      />
      {text.find !== '' && (
        <>
          <Button
            appearance="subtle"
            size="small"
            icon={<ChevronUpRegular />}
            aria-label="Previous match"
            onClick={() => text.go(-1)}
          />
          <Button
            appearance="subtle"
            size="small"
            icon={<ChevronDownRegular />}
            aria-label="Next match"
            onClick={() => text.go(1)}
          />
        </>
      )}
    </>
  );
}
