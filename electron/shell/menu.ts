import { Menu, type MenuItemConstructorOptions } from 'electron';

/**
 * macOS needs a menu for copy, paste and quit to have their keys. Elsewhere there is none: the window draws its own frame
 * and Chromium handles the editing keys.
 */
export function setApplicationMenu(platform: NodeJS.Platform): void {
  if (platform !== 'darwin') {
    Menu.setApplicationMenu(null);
    return;
  }
  const template: MenuItemConstructorOptions[] = [
    { role: 'appMenu' },
    { role: 'editMenu' },
    { role: 'windowMenu' },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
