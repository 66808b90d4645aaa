import { create } from 'zustand';

/** A command that the Queries screen should offer to save; it takes it away when it has. */
export const useDraftRequest = create<{ readonly text: string | null }>()(() => ({ text: null }));

export const requestDraft = (text: string): void => useDraftRequest.setState({ text });
export const takeDraft = (): void => useDraftRequest.setState({ text: null });
