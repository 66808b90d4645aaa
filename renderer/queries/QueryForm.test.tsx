// @vitest-environment happy-dom
import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fakeQueries } from '../testing/fakeConsole.ts';
import { fakeConnections } from '../testing/fakeData.ts';
import { QueryForm } from './QueryForm.tsx';
import type { QueryView } from './folders.ts';

afterEach(cleanup);

const nothing = () => undefined;

function show(view: QueryView, connectionAt = 0) {
  const onRun = vi.fn();
  const connections = fakeConnections();
  render(
    <FluentProvider theme={webLightTheme}>
      <QueryForm
        view={view}
        connections={connections}
        connectionId={connections[connectionAt]?.profile.id ?? null}
        onConnection={nothing}
        running={false}
        layout="beside"
        onRun={onRun}
        onStop={nothing}
        onEdit={nothing}
        onDuplicate={nothing}
        onDelete={nothing}
      />
    </FluentProvider>,
  );
  return { onRun, user: userEvent.setup() };
}

describe('QueryForm', () => {
  it('hands over typed values, with null for what was left empty', async () => {
    const { onRun, user } = show(fakeQueries()[0]!);
    await user.type(screen.getByRole('textbox', { name: 'Name starts with' }), "O'Brien $x");
    await user.clear(screen.getByRole('spinbutton', { name: /How many/u }));
    await user.type(screen.getByRole('spinbutton', { name: /How many/u }), '25');
    await user.click(screen.getByRole('switch', { name: 'Archive mailboxes too' }));
    await user.click(screen.getByRole('button', { name: 'Run' }));
    expect(onRun).toHaveBeenCalledWith({
      kind: 'UserMailbox',
      start: "O'Brien $x",
      since: null,
      count: 25,
      archive: true,
    });
  });

  it('says what is missing instead of running', async () => {
    const { onRun, user } = show(fakeQueries()[0]!);
    await user.clear(screen.getByRole('spinbutton', { name: /How many/u }));
    await user.click(screen.getByRole('button', { name: 'Run' }));
    expect(onRun).not.toHaveBeenCalled();
    expect(screen.getByText('Needed to run the query')).toBeTruthy();
  });

  it('warns before a changing query on a read-only connection', () => {
    show(fakeQueries()[3]!, 1);
    expect(screen.getByText('Changes data')).toBeTruthy();
    expect(screen.getByText(/This connection is read-only/u)).toBeTruthy();
  });
});
