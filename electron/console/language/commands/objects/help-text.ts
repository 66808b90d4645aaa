import type { CmdletParameter } from '../../../../../shared/model/cmdlet.ts';
import type { CmdletHelp, HelpText, ParameterHelp } from '../../../../../shared/model/cmdlet-help.ts';
import { allSets } from '../../../../../shared/powershell/parameters.ts';
import { wrapFor } from '../../format/wrap.ts';
import type { Runtime } from '../../interpreter/runtime.ts';
import { helpType } from './command-syntax.ts';

const DASHES = '-'.repeat(26);

/** The sections of the service's help that Get-Help has no facts of its own for, as lines of the console. */
export class HelpSections {
  readonly #help: CmdletHelp;
  readonly #width: number;
  readonly #wrap: ReturnType<typeof wrapFor>;

  constructor(help: CmdletHelp, { host, culture }: Pick<Runtime, 'host' | 'culture'>) {
    this.#help = help;
    this.#width = host.width;
    this.#wrap = wrapFor(culture);
  }

  synopsis(): string[] {
    return this.#section('SYNOPSIS', [this.#help.synopsis]);
  }

  description(): string[] {
    return this.#section('DESCRIPTION', this.#help.description);
  }

  /** Of one parameter; none where the help says nothing of it. */
  parameterText(name: string): string[] {
    return this.#paragraphs(this.#parameter(name)?.text ?? [], 8);
  }

  /** "-Identity <MailboxIdParameter>": as the help calls the type, where the cmdlet takes any. */
  head({ name, type }: CmdletParameter): string {
    const told = this.#parameter(name)?.type ?? '';
    return parameterHead(name, type === 'Object' && told !== '' ? told : type);
  }

  /** Facts of a parameter that only the help has. */
  parameterFacts(name: string): string[] {
    const parameter = this.#parameter(name);
    if (parameter === undefined) return [];
    const { defaultValue, wildcards } = parameter;
    return [
      ...(defaultValue === '' ? [] : [fact('Default value', defaultValue)]),
      ...(wildcards === null ? [] : [fact('Accept wildcard characters?', String(wildcards))]),
    ];
  }

  inputs(): string[] {
    return this.#types('INPUTS', this.#help.inputs);
  }

  outputs(): string[] {
    return this.#types('OUTPUTS', this.#help.outputs);
  }

  notes(): string[] {
    return this.#section('NOTES', this.#help.notes);
  }

  examples(): string[] {
    return this.#help.examples.flatMap(({ title, before, code, remarks }, at) => [
      `    ${DASHES} ${title === '' ? `Example ${String(at + 1)}` : title} ${DASHES}`,
      '',
      ...this.#paragraphs(before, 4),
      ...code.split('\n').map((line) => `    ${line}`),
      '',
      ...this.#paragraphs(remarks, 4),
    ]);
  }

  links(): string[] {
    const links = this.#help.links.map(({ text, address }) =>
      [text, /^https?:\/\//i.test(address) ? address : ''].filter((part) => part !== '').join(': '),
    );
    return this.#section('RELATED LINKS', links);
  }

  /** What else can be asked for, as PowerShell says under its own help. */
  remarks(): string[] {
    const { name, examples } = this.#help;
    const ways = [
      ...(examples.length === 0 ? [] : [`To see the examples, type: "Get-Help ${name} -Examples"`]),
      `For more information, type: "Get-Help ${name} -Detailed"`,
      `For technical information, type: "Get-Help ${name} -Full"`,
    ];
    return ['REMARKS', ...ways.map((way) => `    ${way}`), ''];
  }

  #parameter(name: string): ParameterHelp | undefined {
    const lower = name.toLowerCase();
    return this.#help.parameters.find((parameter) => parameter.name.toLowerCase() === lower);
  }

  #types(title: string, types: CmdletHelp['inputs']): string[] {
    const lines = types.flatMap(({ type, text }) => [
      ...(type === '' ? [] : [`    ${type}`]),
      ...this.#paragraphs(text, 8),
    ]);
    return lines.length === 0 ? [] : [title, ...lines, ''];
  }

  #section(title: string, text: HelpText): string[] {
    const lines = this.#paragraphs(text, 4);
    return lines.length === 0 ? [] : [title, ...lines];
  }

  /** An empty line after each. */
  #paragraphs(text: HelpText, indent: number): string[] {
    const margin = ' '.repeat(indent);
    return text
      .filter((paragraph) => paragraph !== '')
      .flatMap((paragraph) => [
        ...this.#wrap(paragraph, Math.max(20, this.#width - indent)).map((line) => margin + line.trimEnd()),
        '',
      ]);
  }
}

/** A parameter as help shows it before anything else of it. */
export function parameterHead(name: string, type: string): string {
  return type === 'SwitchParameter' ? `-${name}` : `-${name} <${helpType(type)}>`;
}

const fact = (name: string, value: string): string => `        ${name.padEnd(29)}${value}`;

/** What is known of a parameter, a line each; more of it comes from the service's help where that is loaded. */
export function parameterLines(each: CmdletParameter, served: HelpSections | null): string[] {
  const [entry] = each.sets;
  const sets = each.sets.filter(({ set }) => set !== allSets).map(({ set }) => set);
  const how = [
    ...(each.sets.some(({ pipeline }) => pipeline) ? ['ByValue'] : []),
    ...(each.sets.some(({ byName }) => byName) ? ['ByPropertyName'] : []),
  ];
  const position = entry?.position ?? null;
  return [
    `    ${served?.head(each) ?? parameterHead(each.name, each.type)}`,
    ...(served?.parameterText(each.name) ?? []),
    '',
    fact('Required?', String(each.sets.some(({ mandatory }) => mandatory))),
    fact('Position?', position === null ? 'Named' : String(position)),
    ...(served?.parameterFacts(each.name) ?? []),
    fact('Accept pipeline input?', how.length === 0 ? 'false' : `true (${how.join(', ')})`),
    fact('Parameter set name', sets.length === 0 ? '(All)' : sets.join(', ')),
    fact('Aliases', each.aliases.length === 0 ? 'None' : each.aliases.join(', ')),
    ...(each.values === undefined ? [] : [fact('Values', each.values.join(', '))]),
    '',
  ];
}
