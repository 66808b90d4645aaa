import { CaseHost } from './conformance/case-host.ts';
import { mailboxText } from './bench/language/mailboxes.ts';
import { createEngine } from './electron/console/language/interpreter/engine.ts';
import { builtIns } from './electron/console/language/commands/index.ts';
import * as L from './bench/language.ts';
import { readFileSync } from 'node:fs';
const m = readFileSync('./bench/language.ts','utf8').match(/import \{[^}]*RowReader[^}]*\} from '([^']+)'/)![1].replace(/^\.\./,'.');
const { RowReader } = await import(m);
const text = mailboxText(100000);
const t0=performance.now(); JSON.parse(text); console.log('parse', performance.now()-t0);
const reader = new RowReader();
const rows = JSON.parse(text).map((r: any) => reader.read(r));
console.log(rows[0].values.map((v: any) => v === null ? 'null' : typeof v === 'object' ? (v.kind ?? 'array') : typeof v).join(' '), rows[0].extra, rows[0].base, rows[0].typeNames);
const engine = createEngine({ host: new CaseHost({cmdlets:new Map(),invoke(){throw 1},invokeMany(){return []},propertyNames(){return []}} as any, Infinity), builtIns });
engine.runtime.setVariable('rows', rows, 'Global');
for (let i=0;i<5;i++){ const s=performance.now(); engine.run('$null = $rows | ConvertTo-Csv', () => undefined); console.log(performance.now()-s); }
