import type { ElectronApplication } from 'playwright';
import type { ResultPane } from './results.ts';

const exportEntries = {
  csv: 'CSV…',
  json: 'JSON…',
  xlsx: 'Excel workbook (XLSX)…',
} as const;

/** Answers the system's save dialogs from now on with a path; null closes them. The only thing stubbed in the app. */
export async function answerSaveDialog(electron: ElectronApplication, path: string | null): Promise<void> {
  await electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () =>
      Promise.resolve(filePath === null ? { canceled: true, filePath: '' } : { canceled: false, filePath });
  }, path);
}

/** Picks a format; the save dialog (see answerSaveDialog) follows. Does not wait for the file. */
export async function startExport(
  results: ResultPane,
  format: keyof typeof exportEntries,
  options: { readonly allColumns?: boolean } = {},
): Promise<void> {
  await results.exportButton.click();
  const page = results.page;
  if (options.allColumns === true) {
    // The choice is kept from one export to the next.
    const all = page.getByRole('menuitemcheckbox', { name: 'All columns, not only those shown' });
    if ((await all.getAttribute('aria-checked')) !== 'true') await all.click();
  }
  await page.getByRole('menuitem', { name: exportEntries[format] }).click();
}

/** Answers the system's dialogs for a folder or a file to open from now on with a path; null closes them. */
export async function answerOpenDialog(electron: ElectronApplication, folder: string | null): Promise<void> {
  await electron.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () =>
      Promise.resolve({ canceled: path === null, filePaths: path === null ? [] : [path] });
  }, folder);
}
