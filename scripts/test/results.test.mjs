import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  closingLine,
  isGood,
  readPlaywrightReport,
  readUnitReport,
  runnerResult,
  singleResult,
} from './results.mjs';
import { countModules } from './vitest-reporter.mjs';

const counts = (passed, failed, skipped = []) => ({ passed, failed, skipped, failures: [], log: '' });

describe('the closing line', () => {
  it('sums all steps', () => {
    expect(closingLine([counts(3, 0), counts(1, 2)])).toBe('4 passed, 2 failed');
  });
  it('names skipped ones only where there are any', () => {
    expect(closingLine([counts(3, 0, [{ name: 'a', reason: 'b' }])])).toBe('3 passed, 0 failed, 1 skipped');
  });
  it('is good only when something passed and nothing failed', () => {
    expect(isGood([counts(1, 0)])).toBe(true);
    expect(isGood([counts(1, 0), counts(5, 1)])).toBe(false);
    expect(isGood([])).toBe(false);
  });
});

describe('a step', () => {
  it('counts one check by its exit status and keeps the log of a failure', () => {
    expect(singleResult({ code: 0, output: 'fine' })).toMatchObject({ passed: 1, failed: 0, log: '' });
    expect(singleResult({ code: null, output: 'no such file' })).toMatchObject({
      passed: 0,
      failed: 1,
      log: 'no such file',
    });
  });
  it('fails when its runner crashed after every counted test had passed', () => {
    expect(runnerResult(counts(9, 0), { code: 1, output: 'boom' })).toMatchObject({
      passed: 9,
      failed: 1,
      log: 'boom',
    });
  });
  it('fails when its runner left no report, or ran nothing', () => {
    expect(runnerResult(undefined, { code: 1, output: '' }).failed).toBe(1);
    expect(runnerResult(counts(0, 0), { code: 0, output: '' }).failed).toBe(1);
  });
  it('counts failed tests once, not the exit status again', () => {
    expect(runnerResult(counts(2, 3), { code: 1, output: '' }).failed).toBe(3);
  });
});

const spec = (title, status, annotations = []) => ({ title, tests: [{ status, annotations }] });

describe('reports', () => {
  it('reads Playwright suites to any depth, with the reason of a skip and errors outside tests', () => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'results-')), 'report.json');
    fs.writeFileSync(
      file,
      JSON.stringify({
        errors: [{ message: 'Error: no tests found\nmore' }],
        suites: [
          {
            title: 'a.spec.ts',
            specs: [spec('one', 'expected'), spec('two', 'unexpected')],
            suites: [
              {
                title: 'deep',
                specs: [spec('three', 'skipped', [{ type: 'skip', description: 'no camera' }])],
              },
            ],
          },
        ],
      }),
    );
    expect(readPlaywrightReport(file)).toEqual({
      passed: 1,
      failed: 2,
      failures: ['a.spec.ts › two', 'Error: no tests found'],
      skipped: [{ name: 'a.spec.ts › deep › three', reason: 'no camera' }],
      secondTries: [],
    });
  });
  it('names what passed on its second try, shows its log, and fails where that is more than two', () => {
    const read = (names) => {
      const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'results-')), 'report.json');
      const specs = [spec('good', 'expected'), ...names.map((name) => spec(name, 'flaky'))];
      fs.writeFileSync(file, JSON.stringify({ suites: [{ title: 'a.spec.ts', specs }] }));
      return runnerResult(readPlaywrightReport(file), { code: 0, output: 'the first failure' });
    };
    expect(read(['one', 'two'])).toMatchObject({
      passed: 3,
      failed: 0,
      secondTries: ['a.spec.ts › one', 'a.spec.ts › two'],
      log: 'the first failure',
    });
    expect(read(['one', 'two', 'three'])).toMatchObject({ passed: 1, failed: 3 });
    expect(read([])).toMatchObject({ passed: 1, failed: 0, log: '' });
  });
  it('says nothing for a missing or torn report', () => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'results-')), 'torn.json');
    fs.writeFileSync(file, '{"suites": [');
    expect(readPlaywrightReport(file)).toBeUndefined();
    expect(readUnitReport(file)).toBeUndefined();
    expect(readUnitReport(`${file}.none`)).toBeUndefined();
  });
  it('counts vitest modules: tests, files that could not load, errors outside tests', () => {
    const test = (fullName, state, note) => ({ fullName, result: () => ({ state, note }) });
    const module = (id, tests, errors = []) => ({
      moduleId: id,
      errors: () => errors,
      children: { allTests: () => tests, allSuites: () => [] },
    });
    expect(
      countModules(
        [
          module('a.test.ts', [
            test('x', 'passed'),
            test('y', 'failed'),
            test('z', 'skipped', 'needs Windows'),
          ]),
          module('b.test.ts', [], [{ message: 'cannot import\nstack' }]),
        ],
        [new Error('late rejection')],
      ),
    ).toEqual({
      passed: 1,
      failed: 3,
      failures: ['a.test.ts › y', 'b.test.ts: cannot import', 'unhandled: late rejection'],
      skipped: [{ name: 'a.test.ts › z', reason: 'needs Windows' }],
    });
  });
});
