import { describe, expect, it } from 'vitest';
import { queryValuesSchema } from '../../shared/model/query.ts';
import {
  draftErrors,
  emptyDraft,
  fieldError,
  initialForm,
  labelOf,
  namesInText,
  parameterOf,
  valuesOf,
} from './queryValues.ts';
import type { QueryParameter } from '../../shared/model/query.ts';

const common = { label: 'L', help: '', required: false };
const parameters: readonly QueryParameter[] = [
  { ...common, name: 'mailbox', kind: 'text', initial: 'anna', required: true },
  { ...common, name: 'kind', kind: 'choice', options: ['User', 'Shared'], initial: 'User' },
  { ...common, name: 'since', kind: 'date', initial: '' },
  { ...common, name: 'count', kind: 'number', initial: 5, min: 1, max: 100 },
  { ...common, name: 'archive', kind: 'switch', initial: true },
];
const [mailbox, kind, since, count] = parameters as [
  QueryParameter,
  QueryParameter,
  QueryParameter,
  QueryParameter,
];

describe('query form', () => {
  it('starts with the initial values and binds them as values of their type', () => {
    const values = valuesOf(parameters, initialForm(parameters));
    expect(values).toEqual({ mailbox: 'anna', kind: 'User', since: null, count: 5, archive: true });
    expect(queryValuesSchema.parse(values)).toEqual(values);
  });

  it('never touches what is in a text, whatever it looks like', () => {
    const text = "x'; Remove-Mailbox -Identity {kind} $(boom) ";
    expect(valuesOf(parameters, { ...initialForm(parameters), mailbox: text })['mailbox']).toBe(text);
  });

  it('says what is wrong with a field', () => {
    expect(fieldError(mailbox, ' ')).toBe('Needed to run the query');
    expect(fieldError(kind, 'Room')).toBe('Not one of the choices');
    expect(fieldError(since, '2026-02-30')).toBe('A date, like 2026-11-21');
    expect(fieldError(since, '2026-02-28')).toBeNull();
    expect(fieldError(count, '0')).toBe('At least 1');
    expect(fieldError(count, '101')).toBe('At most 100');
    expect(fieldError(count, 'ten')).toBe('A number');
    expect(fieldError(count, '')).toBeNull();
  });
});

describe('query drafts', () => {
  it('finds the names in the text once each', () => {
    expect(
      namesInText("Get-Mailbox -Identity {mailbox} -Filter \"Name -eq '{name_2}'\" {mailbox} @{Add='a'}"),
    ).toEqual(['mailbox', 'name_2']);
  });

  it('makes labels from names', () => {
    expect(labelOf('litigationHoldDuration')).toBe('Litigation hold duration');
    expect(labelOf('user_name')).toBe('User name');
  });

  it('says what is missing before anything is asked', () => {
    expect(Object.keys(draftErrors(emptyDraft))).toEqual(['name', 'text']);
    const twice = {
      ...emptyDraft,
      name: 'n',
      text: 't',
      parameters: [mailbox, { ...mailbox, name: 'Mailbox' }],
    };
    expect(draftErrors(twice)).toEqual({ parameters: 'Two parameters have the same name' });
    expect(draftErrors({ ...twice, parameters: [mailbox] })).toEqual({});
  });

  it('keeps name and label when a parameter changes its kind', () => {
    const changed = parameterOf('number', { ...mailbox, required: true });
    expect(changed).toMatchObject({
      kind: 'number',
      name: 'mailbox',
      label: 'L',
      required: true,
      initial: null,
    });
    expect(parameterOf('switch', { ...mailbox, required: true }).required).toBe(false);
  });
});
