import type { QueryParameter, QueryValues, SavedQuery } from '../../shared/model/query.ts';

/** What the fields of a form hold, by parameter name: text as typed, and switches. */
export type FormState = Readonly<Record<string, string | boolean>>;

/** The form as it starts. */
export function initialForm(parameters: readonly QueryParameter[]): FormState {
  return Object.fromEntries(
    parameters.map((parameter) => [
      parameter.name,
      parameter.kind === 'switch'
        ? parameter.initial
        : parameter.kind === 'number'
          ? (parameter.initial?.toString() ?? '')
          : parameter.initial,
    ]),
  );
}

/** What is wrong with one field, in words; null where nothing is. */
export function fieldError(parameter: QueryParameter, held: string | boolean | undefined): string | null {
  if (parameter.kind === 'switch') return null;
  const text = typeof held === 'string' ? held.trim() : '';
  if (text === '') return parameter.required ? 'Needed to run the query' : null;
  switch (parameter.kind) {
    case 'text':
      return text.length > 10_000 ? 'At most 10,000 characters' : null;
    case 'choice':
      return parameter.options.includes(text) ? null : 'Not one of the choices';
    case 'date':
      return isDate(text) ? null : 'A date, like 2026-11-21';
    case 'number': {
      const number = Number(text);
      if (!Number.isFinite(number)) return 'A number';
      if (parameter.min !== null && number < parameter.min) return `At least ${parameter.min}`;
      if (parameter.max !== null && number > parameter.max) return `At most ${parameter.max}`;
      return null;
    }
  }
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** The values to bind: null for what was left empty, numbers as numbers. Only for a form without errors. */
export function valuesOf(parameters: readonly QueryParameter[], form: FormState): QueryValues {
  return Object.fromEntries(
    parameters.map((parameter): [string, QueryValues[string]] => {
      const held = form[parameter.name];
      if (parameter.kind === 'switch') return [parameter.name, held === true];
      const text = typeof held === 'string' ? held : '';
      if (text.trim() === '') return [parameter.name, null];
      return [
        parameter.name,
        parameter.kind === 'number' ? Number(text) : parameter.kind === 'text' ? text : text.trim(),
      ];
    }),
  );
}

/** Names in braces in a query's text, in order, each once: `Get-Mailbox -Identity {mailbox}` has `mailbox`. */
export function namesInText(text: string): string[] {
  const names = [...text.matchAll(/\{([A-Za-z][A-Za-z0-9_]{0,39})\}/gu)].map((match) => match[1] ?? '');
  return [...new Set(names)];
}

export type QueryDraft = Omit<SavedQuery, 'id' | 'createdAt' | 'updatedAt'> & { readonly id: string | null };

export const emptyDraft: QueryDraft = {
  id: null,
  name: '',
  description: '',
  folder: '',
  text: '',
  parameters: [],
  readOnly: true,
};

/** A new parameter of a kind, keeping what it has in common with an older one. */
export function parameterOf(
  kind: QueryParameter['kind'],
  { name, label, help, required }: Pick<QueryParameter, 'name' | 'label' | 'help' | 'required'>,
): QueryParameter {
  const common = { name, label, help, required };
  switch (kind) {
    case 'text':
    case 'date':
      return { ...common, kind, initial: '' };
    case 'choice':
      return { ...common, kind, options: ['First', 'Second'], initial: '' };
    case 'number':
      return { ...common, kind, initial: null, min: null, max: null };
    case 'switch':
      return { ...common, kind, required: false, initial: false };
  }
}

/** "litigationHoldDuration" as a label: "Litigation hold duration". */
export function labelOf(name: string): string {
  const words = name
    .replace(/_/gu, ' ')
    .replace(/(?<=[a-z0-9])(?=[A-Z])/gu, ' ')
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What can be told to be wrong with a draft without asking main, by field. */
export function draftErrors(draft: QueryDraft): Partial<Record<'name' | 'text' | 'parameters', string>> {
  const errors: Partial<Record<'name' | 'text' | 'parameters', string>> = {};
  if (draft.name.trim() === '') errors.name = 'Give it a name';
  if (draft.text.trim() === '') errors.text = 'Write the command that it runs';
  const names = draft.parameters.map((parameter) => parameter.name);
  if (names.some((name) => !/^[A-Za-z][A-Za-z0-9_]{0,39}$/u.test(name))) {
    errors.parameters = 'A parameter’s name starts with a letter and has letters, digits and _ only';
  } else if (new Set(names.map((name) => name.toLowerCase())).size < names.length) {
    errors.parameters = 'Two parameters have the same name';
  } else if (draft.parameters.some((one) => one.kind === 'choice' && one.options.length === 0)) {
    errors.parameters = 'A choice needs something to choose from';
  }
  return errors;
}
