import type { AstNode, CommandAst } from '../../shared/powershell/ast.ts';
import { parseScript } from '../../shared/powershell/parser/index.ts';
import { allNodes } from '../../shared/powershell/walk.ts';

/** What a script must come to, read off its own text: nothing of the app is asked. */
export interface Expected {
  readonly ends: 'done' | 'failed';
  /** How many connections it makes. */
  readonly connects: number;
  /** Kinds of the questions, in order. */
  readonly asks: readonly string[];
  /** Texts that it prints whatever happens, in order. */
  readonly says: readonly string[];
  /** What the paths of its requests name, besides those of connecting. */
  readonly calls: readonly string[];
  /** Its errors, in order; the parser's may go on. */
  readonly errors: readonly RegExp[];
  readonly more?: true;
}

/** By PowerShell's parser, for the scripts that it refuses. */
const PARSE_ERRORS: Readonly<Record<string, RegExp>> = {
  RedirectionNotSupported: /^The '<' operator is reserved for future use\.$/u,
  SplattingNotPermitted:
    /^The splatting operator '@' cannot be used to reference variables in an expression\./u,
};

const NOTHING = { connects: 0, asks: [], says: [], calls: [] } as const;

/** A script that PowerShell does not even parse. */
export function unparsed(errorIds: readonly string[]): Expected {
  const errors = errorIds.map((id) => PARSE_ERRORS[id] ?? new RegExp(id, 'u'));
  return { ...NOTHING, ends: 'failed', errors, more: true };
}

/** A script with commands that are not on offer: refused by their names before anything is sent. */
export function refused(text: string, isRefused: (name: string) => boolean): Expected {
  const commands = [...allNodes(parseScript(text).ast)].filter((node) => node.kind === 'Command');
  const names = commands
    .sort((a, b) => a.start - b.start)
    .map(nameOf)
    .filter(isRefused);
  const errors = names.map((name) => new RegExp(`^The command '${name}' is not on offer here:`, 'u'));
  return { ...NOTHING, ends: 'failed', errors };
}

/** A script that runs as PowerShell runs it: what its commands ask, say and call, but for those of catch blocks. */
export function running(text: string): Expected {
  const { ast } = parseScript(text);
  const skipped = new Set<AstNode>();
  for (const node of allNodes(ast)) {
    const apart = node.kind === 'TryStatement' ? node.catches.map(({ body }) => body) : [];
    if (node.kind === 'FunctionDefinition') apart.push(node.body as never);
    for (const block of apart) for (const inner of allNodes(block)) skipped.add(inner);
  }
  const commands = [...allNodes(ast)].filter(
    (node): node is CommandAst => node.kind === 'Command' && !skipped.has(node),
  );
  commands.sort((a, b) => a.start - b.start);
  const mandatory = [...text.matchAll(/Mandatory\s*=\s*\$true/giu)].map(() => 'line');
  return {
    ends: 'done',
    connects: commands.filter((one) => /^Connect-/iu.test(nameOf(one))).length,
    asks: [...mandatory, ...commands.flatMap((one) => asksOf(one, text))],
    says: commands.flatMap((one) => saysOf(one)),
    calls: commands.flatMap((one) => callsOf(one)),
    errors: [],
  };
}

function nameOf({ elements: [first] }: CommandAst): string {
  return first?.kind === 'StringConstantExpression' ? first.value : '';
}

function asksOf(command: CommandAst, text: string): string[] {
  const written = text.slice(command.start, command.end);
  switch (nameOf(command)) {
    case 'Get-Credential':
      return ['credential'];
    case 'Read-Host':
      return [/-AsSecureString/iu.test(written) ? 'secret' : 'line'];
    case 'Connect-ExchangeOnline':
      return /-InlineCredential/iu.test(written) ? ['credential'] : [];
    case 'Disconnect-ExchangeOnline':
      return /-Confirm:\$false/iu.test(written) ? [] : ['choice'];
    default:
      return [];
  }
}

/** What Write-Host and Write-Output say where their text holds no variables. */
function saysOf({ elements }: CommandAst): string[] {
  const [first, said] = elements;
  const speaks = first?.kind === 'StringConstantExpression' && /^Write-(?:Host|Output)$/iu.test(first.value);
  return speaks && said?.kind === 'StringConstantExpression' ? [said.value] : [];
}

/** Get-EXO* read an entity set by its name (real-client.md 6.2); all else is an InvokeCommand. */
function callsOf(command: CommandAst): string[] {
  const name = nameOf(command);
  const [, noun] = /^Get-EXO(\w+)$/u.exec(name) ?? [];
  if (noun !== undefined) return [noun === 'MailboxStatistics' ? 'GetMailboxStatistics' : noun];
  return /^Get-(?:Mailbox|OrganizationConfig|\w+Mailbox)$/u.test(name) ? ['InvokeCommand'] : [];
}
