import type { WebContents, WebFrameMain } from 'electron';
import { isAppAddress } from '../shell/origin.ts';

/** What is looked at of a call's origin; a part of Electron's event. */
export interface CallOrigin {
  readonly sender: Pick<WebContents, 'id'>;
  readonly senderFrame: Pick<WebFrameMain, 'url' | 'parent'> | null;
}

/** True only for the top frame of the app's own window on the app's own origin. */
export function isOwnSender(event: CallOrigin, windowContentsId: number | null): boolean {
  return (
    windowContentsId !== null &&
    event.sender.id === windowContentsId &&
    event.senderFrame !== null &&
    event.senderFrame.parent === null &&
    isAppAddress(event.senderFrame.url)
  );
}
