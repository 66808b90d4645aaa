import { snippetCompletion, type Completion } from '@codemirror/autocomplete';

/** Forms that people look up each time; Tab goes from one place to fill in to the next. */
export const snippets: readonly Completion[] = [
  snippetCompletion('foreach (${item} in ${items}) {\n\t${}\n}', {
    label: 'foreach',
    detail: 'each item of a list',
    type: 'snippet',
  }),
  snippetCompletion('if (${condition}) {\n\t${}\n}', { label: 'if', detail: 'condition', type: 'snippet' }),
  snippetCompletion('while (${condition}) {\n\t${}\n}', {
    label: 'while',
    detail: 'as long as',
    type: 'snippet',
  }),
  snippetCompletion("switch (${value}) {\n\t'${text}' { ${} }\n\tdefault { ${} }\n}", {
    label: 'switch',
    detail: 'by value',
    type: 'snippet',
  }),
  snippetCompletion('$with = @{\n\t${Parameter} = ${value}\n}\n${Verb-Noun} @with', {
    label: 'splat',
    detail: 'parameters from a table',
    type: 'snippet',
  }),
  snippetCompletion('try {\n\t${}\n} catch {\n\tWrite-Warning $_.Exception.Message\n}', {
    label: 'try',
    detail: 'catch errors',
    type: 'snippet',
  }),
  snippetCompletion('function ${Verb-Noun} {\n\tparam(${$Name})\n\t${}\n}', {
    label: 'function',
    detail: 'with parameters',
    type: 'snippet',
  }),
  snippetCompletion('[pscustomobject]@{\n\t${Name} = ${value}\n}', {
    label: 'pscustomobject',
    detail: 'object with properties',
    type: 'snippet',
  }),
  snippetCompletion("@{ Name = '${Name}'; Expression = { $_.${Property} } }", {
    label: 'calculated',
    detail: 'calculated property',
    type: 'snippet',
  }),
  snippetCompletion('Import-Csv ${file.csv} | ForEach-Object {\n\t${}\n}', {
    label: 'csv',
    detail: 'each row of a file',
    type: 'snippet',
  }),
];
