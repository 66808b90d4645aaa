import type { CmdletHelp, HelpText } from '../../../../../shared/model/cmdlet-help.ts';
import type { CmdletInfo, CmdletParameter } from '../../../../../shared/model/cmdlet.ts';
import { aboutConnectParameter } from '../../../../../shared/connect/parameter-help.ts';
import { allSets } from '../../../../../shared/powershell/parameters.ts';
import type { Value } from '../../values/model.ts';
import { PsObject } from '../../values/object.ts';
import { showAs, TEXT_TYPE } from '../../values/shown-text.ts';
import { setNames, syntaxOf } from './command-syntax.ts';

/** What Get-Help writes, with the properties that PowerShell's own objects have: scripts read them, the screen shows the text. */
export interface HelpFacts {
  readonly name: string;
  readonly category: string;
  readonly module: string;
  readonly aliases: readonly string[];
  /** null: an alias's, of which there is none. */
  readonly info: CmdletInfo | null;
  /** null: none was written; the synopsis is the syntax then, as in PowerShell. */
  readonly help: CmdletHelp | null;
  readonly synopsis: string;
  readonly online: string | null;
}

const MAML = 'MamlCommandHelpInfo';

const part = (name: string, properties: readonly (readonly [string, Value])[], text: string): PsObject =>
  showAs(PsObject.from(properties, [`${MAML}#${name}`, TEXT_TYPE, 'System.Object']), text);

const paragraphs = (text: HelpText): Value[] =>
  text.map((one) =>
    showAs(PsObject.from([['Text', one]], ['MamlParaTextItem', TEXT_TYPE, 'System.Object']), one),
  );

/** @param view of PowerShell's type: "", "#DetailedView" and the like */
export function helpObject(facts: HelpFacts, view: string, text: string): PsObject {
  const { name, category, module, aliases, info, help, online } = facts;
  const [verb = '', noun = ''] = name.split('-');
  const syntax = info === null ? [] : setNames(info).map((set) => syntaxOf(info, set));
  const synopsis = facts.synopsis === '' ? `\n${syntax.join('\n')}\n` : facts.synopsis;
  const details = part(
    'details',
    [
      ['name', name],
      ['description', paragraphs([synopsis])],
      ['verb', verb],
      ['noun', noun],
    ],
    name,
  );
  const links = help?.links ?? [];
  const addresses =
    links.length > 0 ? links : online === null ? [] : [{ text: 'Online Version:', address: online }];
  return showAs(
    PsObject.from(
      [
        ['details', details],
        ['Syntax', syntaxObject(info, syntax)],
        ['description', paragraphs(help?.description ?? [])],
        ['parameters', parametersObject(info, help)],
        ['inputTypes', typesObject('inputType', help?.inputs ?? [])],
        ['returnValues', typesObject('returnValue', help?.outputs ?? [])],
        [
          'alertSet',
          part('alertSet', [['alert', paragraphs(help?.notes ?? [])]], (help?.notes ?? []).join('\n')),
        ],
        ['examples', examplesObject(help)],
        [
          'relatedLinks',
          part(
            'relatedLinks',
            [
              [
                'navigationLink',
                addresses.map(({ text: linkText, address }) =>
                  part(
                    'navigationLink',
                    [
                      ['linkText', linkText],
                      ['uri', address],
                    ],
                    `${linkText} ${address}`.trim(),
                  ),
                ),
              ],
            ],
            addresses.map(({ text: linkText, address }) => `${linkText} ${address}`.trim()).join('\n'),
          ),
        ],
        ['Name', name],
        ['Category', category],
        ['Synopsis', synopsis],
        ['Component', null],
        ['Role', null],
        ['Functionality', null],
        ['PSSnapIn', null],
        ['ModuleName', module],
        ['Aliases', aliases.join(', ')],
      ],
      [...(view === '' ? [] : [`${MAML}${view}`]), MAML, TEXT_TYPE, 'System.Object'],
    ),
    text,
  );
}

function syntaxObject(info: CmdletInfo | null, syntax: readonly string[]): PsObject {
  const items = (info === null ? [] : setNames(info)).map((set, at) => {
    const own = (info?.parameters ?? []).filter(({ sets }) =>
      sets.some((one) => one.set === set || one.set === allSets),
    );
    return part(
      'syntaxItem',
      [
        ['name', info?.name ?? ''],
        ['parameter', own.map((one) => parameterObject(one, null, ''))],
      ],
      syntax[at] ?? '',
    );
  });
  return part('syntax', [['syntaxItem', items]], syntax.join('\n\n'));
}

function parametersObject(info: CmdletInfo | null, help: CmdletHelp | null): PsObject {
  const items = (info?.parameters ?? []).map((one) => parameterObject(one, help, one.name, info?.name ?? ''));
  return part(
    'parameters',
    [['parameter', items]],
    (info?.parameters ?? []).map(({ name }) => `-${name}`).join('\n'),
  );
}

/** One parameter as Get-Help -Parameter writes it. */
export function parameterObject(
  parameter: CmdletParameter,
  help: CmdletHelp | null,
  text: string,
  command = '',
): PsObject {
  const { name, type, sets, aliases } = parameter;
  const told = help?.parameters.find((one) => one.name.toLowerCase() === name.toLowerCase());
  const how = [
    ...(sets.some(({ pipeline }) => pipeline) ? ['ByValue'] : []),
    ...(sets.some(({ byName }) => byName) ? ['ByPropertyName'] : []),
  ];
  const position = sets[0]?.position ?? null;
  const about = told?.text ?? [aboutConnectParameter(command, name) ?? ''].filter((one) => one !== '');
  const typeName = type === 'Object' && told !== undefined && told.type !== '' ? told.type : type;
  return part(
    'parameter',
    [
      ['description', paragraphs(about)],
      ['defaultValue', told?.defaultValue ?? ''],
      ['parameterValue', typeName],
      ['name', name],
      ['type', part('type', [['name', typeName]], typeName)],
      ['required', String(sets.some(({ mandatory }) => mandatory))],
      ['globbing', String(told?.wildcards ?? false)],
      ['pipelineInput', how.length === 0 ? 'false' : `true (${how.join(', ')})`],
      ['position', position === null ? 'named' : String(position)],
      ['aliases', aliases.length === 0 ? 'none' : aliases.join(', ')],
    ],
    text,
  );
}

function examplesObject(help: CmdletHelp | null): PsObject {
  const examples = help?.examples ?? [];
  const items = examples.map(({ title, before, code, remarks }, at) =>
    part(
      'example',
      [
        ['introduction', paragraphs(before)],
        ['title', title === '' ? `Example ${String(at + 1)}` : title],
        ['code', code],
        ['remarks', paragraphs(remarks)],
      ],
      [title, code, ...remarks].join('\n'),
    ),
  );
  return part('examples', [['example', items]], examples.map(({ code }) => code).join('\n\n'));
}

function typesObject(name: string, types: CmdletHelp['inputs']): PsObject {
  const items = types.map(({ type, text }) =>
    part(
      name,
      [
        ['type', part('type', [['name', type]], type)],
        ['description', paragraphs(text)],
      ],
      type,
    ),
  );
  return part(`${name}s`, [[name, items]], types.map(({ type }) => type).join('\n'));
}

/** A line of the list that a pattern gives. */
export function shortHelp({
  name,
  category,
  module,
  synopsis,
}: Pick<HelpFacts, 'name' | 'category' | 'module' | 'synopsis'>): PsObject {
  return PsObject.from(
    [
      ['Name', name],
      ['Category', category],
      ['Module', module],
      ['Synopsis', synopsis],
    ],
    ['HelpInfoShort', 'System.Object'],
  );
}
