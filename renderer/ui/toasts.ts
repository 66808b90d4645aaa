import { create } from 'zustand';

export interface ToastMessage {
  readonly id: number;
  readonly text: string;
  readonly intent: 'success' | 'info' | 'warning' | 'error';
  /** A button on the toast, e.g. Undo. */
  readonly action: { readonly label: string; readonly run: () => void } | null;
  /** Milliseconds on the screen. */
  readonly timeout: number;
}

/** Messages on their way to the screen; `ToastRegion` shows them. */
export const useToasts = create<{ readonly waiting: readonly ToastMessage[] }>()(() => ({ waiting: [] }));

let lastId = 0;

/** Shows a short message at the bottom; it is read out, and goes by itself. */
export function notify(
  message: Pick<ToastMessage, 'text'> & Partial<Omit<ToastMessage, 'id' | 'text'>>,
): void {
  lastId += 1;
  const intent = message.intent ?? 'success';
  const toast: ToastMessage = {
    id: lastId,
    text: message.text,
    intent,
    action: message.action ?? null,
    timeout: message.timeout ?? (message.action != null ? 10_000 : intent === 'error' ? 8000 : 4000),
  };
  useToasts.setState(({ waiting }) => ({ waiting: [...waiting, toast] }));
}

/** Says what was done, with a button that takes it back. */
export const notifyUndo = (text: string, undo: () => void): void =>
  notify({ text, intent: 'info', action: { label: 'Undo', run: undo } });

export const takeToasts = (): void => useToasts.setState({ waiting: [] });
