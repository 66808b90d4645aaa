import { cell } from './source.ts';
import type { Ask, Told } from './source.ts';

type Port = { onmessage: ((event: { data: Ask }) => void) | null; postMessage: (told: Told) => void };
const port = globalThis as unknown as Port;

port.onmessage = ({ data: { id, columns, from, to } }) => {
  const rows: string[][] = [];
  for (let row = from; row < to; row += 1) rows.push(columns.map((column) => cell(column, row)));
  port.postMessage({ id, rows });
};
