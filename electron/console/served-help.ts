import { NO_HELP, type CmdletHelp } from '../../shared/model/cmdlet-help.ts';
import type { CommandHelp } from '../../shared/model/console.ts';
import type { ExchangeSession } from '../exchange/types.ts';
import { after } from './waiting.ts';

/** Help that is still being loaded is not waited for by somebody who looks at a word. */
const PATIENCE_MS = 50;
/** Characters that a card has room for. */
const LONGEST = 600;

/** What is told of a word, with the service's own sentences on it where a connection's help is loaded. */
export async function withServedHelp(
  told: CommandHelp | null,
  sessions: readonly Pick<ExchangeSession, 'help'>[],
): Promise<CommandHelp | null> {
  if (told === null || told.kind === 'variable' || told.description !== null) return told;
  const [cmdlet = '', parameter] = told.title.split(' -');
  for (const session of sessions) {
    const { help } = await Promise.race([session.help(cmdlet), after(PATIENCE_MS).then(() => NO_HELP)]);
    const text = help === null ? '' : wordsOn(help, parameter);
    if (text !== '') return { ...told, description: text };
  }
  return told;
}

function wordsOn({ synopsis, parameters }: CmdletHelp, parameter: string | undefined): string {
  if (parameter === undefined) return cut(synopsis);
  const lower = parameter.toLowerCase();
  return cut(parameters.find(({ name }) => name.toLowerCase() === lower)?.text.join(' ') ?? '');
}

function cut(text: string): string {
  if (text.length <= LONGEST) return text;
  const end = text.lastIndexOf(' ', LONGEST);
  return `${text.slice(0, end > 0 ? end : LONGEST)}…`;
}
