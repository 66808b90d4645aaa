// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { show } from '../testing/dom.tsx';
import { FormDialog } from './FormDialog.tsx';

let shown: ReturnType<typeof show> | null = null;
afterEach(() => {
  shown?.end();
  shown = null;
});

/** A screen whose button may go while the dialog that it opened is there. */
function Place({ stays }: { readonly stays: boolean }) {
  const [open, setOpen] = useState(false);
  const [here, setHere] = useState(true);
  return (
    <main tabIndex={-1}>
      {here && (
        <button type="button" onClick={() => setOpen(true)}>
          Ask
        </button>
      )}
      {open && (
        <FormDialog
          title="Question"
          submit="Answer"
          onClose={() => setOpen(false)}
          onSubmit={async () => {
            setHere(stays);
            return true;
          }}
        >
          <input aria-label="Text" />
        </FormDialog>
      )}
    </main>
  );
}

test.each([
  ['to the button that opened it', true],
  ['to the screen, where that button went', false],
])('the focus goes back %s', async (_, stays) => {
  shown = show(<Place stays={stays} />);
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Ask' }));
  await user.click(await screen.findByRole('button', { name: 'Answer' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await waitFor(() => expect(document.activeElement?.tagName).toBe(stays ? 'BUTTON' : 'MAIN'));
});
