import { create } from 'zustand';

interface Overlays {
  readonly palette: boolean;
  readonly keys: boolean;
  /** The topic that the help shows; '' its start; null: closed. */
  readonly help: string | null;
}

const none: Overlays = { palette: false, keys: false, help: null };

/** What lies over the whole window. At most one of them is open. */
export const useOverlays = create<Overlays>()(() => none);

export const openPalette = (): void => useOverlays.setState({ ...none, palette: true });
export const openKeys = (): void => useOverlays.setState({ ...none, keys: true });
/** @param topic id of a help topic; the start where it is left out. */
export const openHelp = (topic = ''): void => useOverlays.setState({ ...none, help: topic });
export const closeOverlays = (): void => useOverlays.setState(none);
