import type { BuiltIn } from '../builtin.ts';
import { convertFromClixml, convertToClixml, exportClixml, importClixml } from './clixml.ts';
import { convertFromCsv, convertToCsv } from './convert-csv.ts';
import { convertFromJson } from './convert-from-json.ts';
import { convertToHtml } from './convert-to-html.ts';
import { convertToJson } from './convert-to-json.ts';
import { convertToXml } from './convert-to-xml.ts';
import { exportCsv, importCsv } from './csv-files.ts';
import { getContent } from './get-content.ts';
import { getFileHash } from './get-file-hash.ts';
import { getChildItem, getItem } from './get-items.ts';
import { joinString } from './join-string.ts';
import { getLocation, popLocation, pushLocation, setLocation } from './location.ts';
import { convertPath, joinPathCommand, resolvePath, splitPath, testPath } from './path-commands.ts';
import { selectString } from './select-string.ts';
import { selectXml } from './select-xml.ts';
import { clearItem, setItem } from './set-item.ts';
import { testJson } from './test-json.ts';
import { addContent, clearContent, setContent } from './set-content.ts';
import { importDataFile } from './data-file.ts';
import { convertFromStringData } from './string-data.ts';
import { copyItem, moveItem, renameItem } from './move-items.ts';
import { makeFolder, newItem } from './new-item.ts';
import { removeItem } from './remove-item.ts';

/** Commands that turn objects into text and back, and those on files of the working folder. */
export const dataCommands: readonly BuiltIn[] = [
  addContent,
  clearContent,
  clearItem,
  convertFromClixml,
  convertToClixml,
  convertFromCsv,
  convertFromJson,
  convertFromStringData,
  convertPath,
  convertToCsv,
  convertToHtml,
  convertToJson,
  convertToXml,
  copyItem,
  exportClixml,
  exportCsv,
  getChildItem,
  getContent,
  getFileHash,
  getItem,
  getLocation,
  importClixml,
  importCsv,
  importDataFile,
  joinPathCommand,
  joinString,
  makeFolder,
  moveItem,
  newItem,
  popLocation,
  pushLocation,
  removeItem,
  renameItem,
  resolvePath,
  selectString,
  selectXml,
  setContent,
  setItem,
  setLocation,
  splitPath,
  testJson,
  testPath,
];
