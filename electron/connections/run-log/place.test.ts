import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FailureError } from '../../../shared/model/failure.ts';
import { runLogFolder, runLogName } from './place.ts';

describe('where a run log is written', () => {
  it.each([null, '', '   '])('the module’s own folder where %j was said', (said) => {
    expect(runLogFolder(said, tmpdir())).toBe(join(tmpdir(), 'EXOCmdletTelemetry'));
  });

  it('a whole path, as it was said', () => {
    const said = resolve('/logs/of/mine');
    expect(runLogFolder(` ${said} `, tmpdir())).toBe(said);
  });

  it.each([
    'logs',
    './logs',
    '../logs',
    '~/logs',
    '%TMP%\\logs',
    '/lo\0gs',
    '\\\\.\\PhysicalDrive0',
    '//./COM1/x',
  ])('never %j', (said) => {
    expect(() => runLogFolder(said, tmpdir())).toThrow(FailureError);
  });

  it('has the module’s name, with the time and the connection', () => {
    const id = '7e4c8d2a-1111-4222-8333-123456789abc';
    expect(runLogName(new Date('2026-11-21T22:05:09.123Z'), id)).toBe(
      `EXOCmdletTelemetry-20261121-220509-${id}.csv`,
    );
  });
});
