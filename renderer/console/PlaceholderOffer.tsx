import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { formatPlural } from '../ui/format.ts';
import { PlaceholderForm } from './PlaceholderForm.tsx';
import type { OpenTemplate } from './editor/useTemplate.ts';

const SHOWN = 4;

export type PlaceholderOfferProps = {
  readonly open: OpenTemplate;
  /** Puts the filled text into the editor. */
  readonly onFilled: (text: string) => void;
  /** The form has closed after that: the editor goes on. */
  readonly onDone: () => void;
};

/** Says that the text has placeholders, and offers the form that fills them in. */
export function PlaceholderOffer({ open, onFilled, onDone }: PlaceholderOfferProps) {
  const [form, setForm] = useState<OpenTemplate | null>(null);
  const filled = useRef(false);
  const { fields } = open.template;
  const names = fields.slice(0, SHOWN).map(({ label }) => label);
  const rest = fields.length - names.length;

  useEffect(() => {
    if (form !== null || !filled.current) return undefined;
    filled.current = false;
    // After the dialog has given the focus back.
    const timer = setTimeout(onDone, 0);
    return () => clearTimeout(timer);
  }, [form, onDone]);

  return (
    <>
      <MessageBar intent="info">
        <MessageBarBody>
          To fill in before it runs: {names.join(', ')}
          {rest > 0 && ` and ${String(rest)} more`}
        </MessageBarBody>
        <MessageBarActions>
          <Button onClick={() => setForm(open)}>
            Fill in {formatPlural(fields.length, 'placeholder', 'placeholders')}
          </Button>
        </MessageBarActions>
      </MessageBar>
      {form !== null && (
        <PlaceholderForm
          open={form}
          onFilled={(text) => {
            filled.current = true;
            onFilled(text);
          }}
          onClose={() => setForm(null)}
        />
      )}
    </>
  );
}
