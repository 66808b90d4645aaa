/** The part of the layer table that counts files: one adapter a folder that imports electron. */
import fs from 'node:fs';
import path from 'node:path';
import { listFiles } from '../lib/stamps.mjs';
import { electronPackages, surplusAdapters } from './layers.mjs';

const imports = new RegExp(
  `^(?:import|export)\\s(?!type\\b)[^;]*?from '(?:${electronPackages.map((name) => name.replace('.', '\\.')).join('|')})'`,
  'm',
);

/** @param {string} base project root @returns {string[]} one sentence a folder with too many adapters */
export function adapterProblems(base) {
  const files = listFiles(path.join(base, 'electron'), (name, isFolder) => isFolder || name.endsWith('.ts'))
    .map((name) => `electron/${name}`)
    .filter((name) => imports.test(fs.readFileSync(path.join(base, name), 'utf8')));
  return surplusAdapters(files);
}
