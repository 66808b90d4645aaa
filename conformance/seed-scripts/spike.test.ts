import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openDesk } from '../../bench/paging/desk.ts';
import { startPractice } from '../../bench/paging/practice.ts';
const DIR = '../shared/seed-scripts/';
it('spike', { timeout: 400000 }, async () => {
  const practice = await startPractice({ mailboxes: 12, customers: 3, username: 'admin@practice.localhost' }).catch(() => startPractice({ mailboxes: 12, customers: 3 }));
  const files = readdirSync(DIR).filter((f) => f.endsWith('.ps1')).sort();
  let out = '';
  const t0 = performance.now();
  let asks: string[] = [];
  const desk = await openDesk(practice, { folder: '/tmp/seedspike', organization: { kind: 'own', tenantId: practice.tenantId, name: 'Practice', domain: 'practice.localhost' }, onEvent: (e, handlers) => {
        if (e.name === 'prompt' && e.payload.prompt) {
          const p = e.payload.prompt; asks.push(p.prompt.type + ':' + p.prompt.caption);
          void handlers.answerPrompt({ promptId: p.promptId, answer: p.prompt.type === 'credential' ? { type: 'credential', userName: 'ann@x.com', password: 'pw' } : p.prompt.type === 'choice' ? { type: 'choice', index: 0 } : { type: 'text', text: 'answer' } });
        }
        if (e.name === 'confirmation' && e.payload.question) { asks.push('confirm'); void handlers.answerConfirmation({ confirmId: e.payload.question.confirmId, proceed: true }); }
  } });
  for (const file of files) {
    const text = readFileSync(DIR + file, 'utf8');
    const tab = await desk.openTab(); asks = []; const at = performance.now();
    const run = await desk.run(tab, text);
    const lines = run.resultId === null ? [] : (await desk.service.handlers.text({ tabId: tab, resultId: run.resultId, from: 0, to: 500 })).lines;
    await desk.service.handlers.closeTab({ tabId: tab });
    out += `=== ${file}: ${run.state} rows ${run.rows} ${(performance.now() - at).toFixed()} ms asks ${JSON.stringify(asks)}\n` + run.problems.map((p) => `  P ${p.severity} ${p.place?.line}:${p.place?.column} [${p.details.map((d) => d.join('=')).join(',')}] ${p.failure.message} | ${p.failure.hint}\n`).join('') + lines.slice(0, 40).map((l) => '  > ' + l + '\n').join('');
  }
  await desk.close();
  writeFileSync('/tmp/spike.txt', out + `\n${performance.now() - t0}`);
  await practice.stop();
  expect(1).toBe(1);
});
