import { create } from 'zustand';

interface Overlays {
  readonly palette: boolean;
  readonly keys: boolean;
}

/** What lies over the whole window. At most one of them is open. */
export const useOverlays = create<Overlays>()(() => ({ palette: false, keys: false }));

export const openPalette = (): void => useOverlays.setState({ palette: true, keys: false });
export const openKeys = (): void => useOverlays.setState({ palette: false, keys: true });
export const closeOverlays = (): void => useOverlays.setState({ palette: false, keys: false });
