import type { CommandHelp } from '../../../shared/model/console.ts';

/** What is said of the command, parameter or variable, as lines "Type: String". */
function facts(help: CommandHelp): (readonly [string, string])[] {
  const lines: (readonly [string, string])[] = [];
  const add = (name: string, value: string): void => {
    if (value !== '') lines.push([name, value]);
  };
  add('Type', help.type === 'SwitchParameter' ? 'Switch' : help.type);
  if (help.required !== null) add('Required', help.required ? 'Yes' : 'No');
  if (help.kind === 'parameter') {
    add('Position', help.position === null ? 'Named' : String(help.position));
    add('Pipeline', help.pipeline === '' ? 'No' : help.pipeline);
  }
  add('Aliases', help.aliases.join(', '));
  if (help.kind === 'parameter') add('Parameter sets', help.sets.join(', '));
  add(help.kind === 'variable' ? 'Properties' : 'Values', help.values.join(', '));
  return lines;
}

/** Parameter sets that fit beside a list. */
const SETS_IN_LIST = 2;

/** The same for a screen reader, in one sentence after the other. */
export function helpText(help: CommandHelp): string {
  const said = facts(help).map(([name, value]) => `${name}: ${value}`);
  return [help.title, help.description ?? '', ...said, ...help.syntax]
    .filter((part) => part !== '')
    .join('. ');
}

function element(tag: string, className: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

/**
 * Help as an element of its own.
 * @param options.inList it stands beside the list of completions; elsewhere it can be scrolled by keyboard
 */
export function helpCard(help: CommandHelp, { inList }: { readonly inList: boolean }): HTMLElement {
  const card = document.createElement('div');
  card.className = 'cm-help';
  if (!inList) {
    card.tabIndex = 0;
    card.role = 'region';
    card.ariaLabel = `Help: ${help.title}`;
  }
  card.append(element('div', 'cm-help-title', help.title));
  if (help.description !== null) card.append(element('p', 'cm-help-text', help.description));
  const lines = facts(help);
  if (lines.length > 0) {
    const list = element('dl', 'cm-help-facts', '');
    for (const [name, value] of lines) {
      list.append(element('dt', '', name), element('dd', '', value));
    }
    card.append(list);
  }
  const shown = inList ? help.syntax.slice(0, SETS_IN_LIST) : help.syntax;
  for (const syntax of shown) card.append(syntaxLine(syntax));
  return card;
}

/** Lines break between parameters, not after their dash. */
function syntaxLine(syntax: string): HTMLElement {
  const line = element('pre', 'cm-help-syntax', '');
  for (const [at, part] of syntax
    .trim()
    .split(/ (?=\[|-)/)
    .entries()) {
    line.append(at === 0 ? '' : ' ', element('span', 'cm-help-part', part));
  }
  return line;
}
