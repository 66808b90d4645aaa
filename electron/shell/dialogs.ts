import { app, dialog, type FileFilter } from 'electron';
import { join } from 'node:path';
import type { OwnWindow } from './window.ts';

/** Asks for a folder; null: closed without an answer. */
export function askForFolder(window: OwnWindow) {
  return async (title: string): Promise<string | null> => {
    const parent = window();
    const request = {
      title,
      defaultPath: app.getPath('documents'),
      properties: ['openDirectory' as const, 'createDirectory' as const],
    };
    const answer =
      parent === null ? await dialog.showOpenDialog(request) : await dialog.showOpenDialog(parent, request);
    return answer.canceled ? null : (answer.filePaths[0] ?? null);
  };
}

/** Asks which file to open; null: closed without an answer. */
export function askWhatToOpen(window: OwnWindow) {
  return async (options: { title: string; name: string; extensions: string[] }): Promise<string | null> => {
    const parent = window();
    const request = {
      title: options.title,
      defaultPath: app.getPath('documents'),
      filters: [{ name: options.name, extensions: options.extensions }],
      properties: ['openFile' as const],
    };
    const answer =
      parent === null ? await dialog.showOpenDialog(request) : await dialog.showOpenDialog(parent, request);
    return answer.canceled ? null : (answer.filePaths[0] ?? null);
  };
}

/** Asks where to save a file; null: closed without an answer. The last folder is offered again by the system. */
export function askWhereToSave(window: OwnWindow) {
  return async (options: {
    title: string;
    suggestedName: string;
    filters: FileFilter[];
  }): Promise<string | null> => {
    const parent = window();
    const request = {
      title: options.title,
      defaultPath: join(app.getPath('downloads'), options.suggestedName),
      filters: options.filters,
      properties: ['showOverwriteConfirmation' as const, 'createDirectory' as const],
    };
    const answer =
      parent === null ? await dialog.showSaveDialog(request) : await dialog.showSaveDialog(parent, request);
    return answer.canceled || answer.filePath === '' ? null : answer.filePath;
  };
}
