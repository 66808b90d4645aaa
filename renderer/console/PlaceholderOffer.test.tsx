// @vitest-environment happy-dom
import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { findPlaceholders } from '../../shared/powershell/placeholders/find.ts';
import { PlaceholderOffer } from './PlaceholderOffer.tsx';

afterEach(cleanup);

async function openForm(text: string, button: string) {
  const template = findPlaceholders(text);
  if (template === null) throw new Error('nothing to fill in');
  const onFilled = vi.fn();
  const onDone = vi.fn();
  render(
    <FluentProvider theme={webLightTheme}>
      <PlaceholderOffer open={{ text, template }} onFilled={onFilled} onDone={onDone} />
    </FluentProvider>,
  );
  const user = userEvent.setup();
  screen.getByRole('button', { name: button }).focus();
  await user.keyboard('{Enter}');
  await screen.findByRole('dialog');
  return { user, onFilled, onDone };
}

const SYNTAX = 'Connect-X -User <UPN> [-Url <URL>] [-Quiet]';

describe('PlaceholderOffer', () => {
  it('asks for each placeholder once and fills all its places', async () => {
    const { user, onFilled, onDone } = await openForm(
      "Get-A <UPN>; Get-B '<UPN>' <Id>",
      'Fill in 2 placeholders',
    );
    await user.type(screen.getByRole('textbox', { name: 'UPN' }), "O'Neil");
    await user.type(screen.getByRole('textbox', { name: 'Id' }), '7{Enter}');
    await waitFor(() => expect(onFilled).toHaveBeenCalledWith("Get-A 'O''Neil'; Get-B 'O''Neil' 7"));
    await waitFor(() => expect(onDone).toHaveBeenCalled());
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('leaves parts in brackets out unless they are wanted', async () => {
    const { user, onFilled } = await openForm(SYNTAX, 'Fill in 2 placeholders');
    await user.type(screen.getByRole('textbox', { name: 'UPN' }), 'ann@contoso.com');
    await user.click(screen.getByRole('checkbox', { name: 'Include -Quiet' }));
    await user.keyboard('{Tab}');
    await user.click(screen.getByRole('button', { name: 'Fill in' }));
    await waitFor(() => expect(onFilled).toHaveBeenCalledWith('Connect-X -User ann@contoso.com -Quiet'));
  });

  it('says what is missing, and Esc leaves the text as it is', async () => {
    const { user, onFilled, onDone } = await openForm(SYNTAX, 'Fill in 2 placeholders');
    await user.click(screen.getByRole('button', { name: 'Fill in' }));
    expect(await screen.findByText('Needed for the script to run')).toBeTruthy();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(onFilled).not.toHaveBeenCalled();
    expect(onDone).not.toHaveBeenCalled();
  });
});
