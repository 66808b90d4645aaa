import { fail } from '../../shared/model/failure.ts';
import type { CmdletInfo } from '../../shared/model/cmdlet.ts';
import type { Confirmation } from '../../shared/model/console.ts';
import type { ConnectionProfile } from '../../shared/model/connection.ts';
import { isSecretParameter, printArgument, printCommand } from '../../shared/powershell/printer.ts';
import { isPsArray, isPsNumber, numberOf, toText, type PsValue } from '../../shared/powershell/values.ts';
import type { ExchangeSession } from '../exchange/types.ts';
import { encodeParameters } from '../exchange/encode.ts';
import { isExoCmdlet } from '../exchange/exo/request.ts';
import { changeVerb, isChange } from './guard.ts';
import { nounOf } from '../../shared/model/nouns.ts';
import type { PlannedCommand } from './protocol.ts';

/** A planned command as main sees it: checked against the session's own metadata. */
export interface CheckedCommand {
  readonly info: CmdletInfo;
  readonly parameters: Readonly<Record<string, PsValue>>;
  /** As PowerShell would write it, secrets masked. */
  readonly printed: string;
  readonly changes: boolean;
  readonly hasSecrets: boolean;
}

const NOWHERE = { start: 0, end: 0, line: 1, column: 1 };

/** Finds the plan's cmdlet among those the account may run. Throws FailureError cmdlet-unknown. */
export function checkCommand(plan: PlannedCommand, cmdlets: readonly CmdletInfo[]): CheckedCommand {
  const name = plan.cmdlet.toLowerCase();
  const info = cmdlets.find((cmdlet) => cmdlet.name.toLowerCase() === name);
  if (info === undefined) {
    throw fail(
      'cmdlet-unknown',
      `${plan.cmdlet} isn't available to this account. Nothing was sent.`,
      'Check its name, or whether this account has the role that brings it.',
    );
  }
  const pairs = Object.entries(plan.parameters);
  const changes = isChange(info);
  const sent = changes ? pairs.filter(([parameter]) => parameter !== 'Confirm') : pairs;
  return {
    info,
    parameters: Object.fromEntries(sent),
    printed: printCommand({
      cmdlet: info,
      parameters: sent.map(([parameter, value]) => [parameter, value, NOWHERE] as const),
      common: [],
    }),
    changes,
    hasSecrets: pairs.some(([parameter]) => isSecret(info, parameter)),
  };
}

function isSecret(info: CmdletInfo, name: string): boolean {
  const parameter = info.parameters.find((known) => known.name === name);
  return isSecretParameter(name, parameter, info.encrypted);
}

/** True: only asks what would happen. */
export function isWhatIf(command: CheckedCommand): boolean {
  const value = command.parameters.WhatIf ?? null;
  return value === true || (typeof value === 'object' && value !== null && 'on' in value && value.on);
}

/** What a changing cmdlet acts on. */
export function objectsOf(command: CheckedCommand): string[] {
  const { parameters } = command;
  const value = parameters.Identity ?? parameters.Name ?? parameters.DisplayName ?? null;
  if (value === null) return [];
  return (isPsArray(value) ? value : [value]).map(toText);
}

/** The question before a change is sent, without its ids. */
export function questionFor(
  command: CheckedCommand,
  profile: ConnectionProfile,
): Omit<Confirmation, 'confirmId' | 'tabId' | 'runId'> {
  const { organization } = profile;
  return {
    organization: organization.name ?? organization.domain ?? profile.name,
    domain: organization.domain,
    cmdlet: command.info.name,
    command: command.printed,
    parameters: Object.entries(command.parameters).map(([name, value]) => ({
      name,
      value: isSecret(command.info, name) ? '********' : shownValue(value),
    })),
    objects: objectsOf(command),
    noun: nounOf(command.info.name),
    verb: changeVerb(command.info.name),
    impact: command.info.confirmImpact,
    serviceText: null,
    script: null,
  };
}

/** A text as it is, without the quotes that the command above it needs; all else as PowerShell writes it. */
function shownValue(value: PsValue): string {
  if (typeof value === 'string') return value === '' ? '(empty)' : value;
  if (value === null) return '(nothing)';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (isPsArray(value)) return value.map(shownValue).join(', ');
  return printArgument(value);
}

/**
 * The parameters as the wire takes them; after our own question a change is told not to ask again. A rehearsal carries
 * Confirm only where the impact is high (real-client.md 4.4).
 */
export async function wireParameters(
  command: CheckedCommand,
  session: ExchangeSession,
): Promise<Readonly<Record<string, unknown>>> {
  if (isExoCmdlet(command.info.name)) return plainOptions(command.parameters);
  const encoded = await encodeParameters(command.parameters, command.info, (plain) =>
    session.encryptSecret(plain),
  );
  if (!command.info.supportsShouldProcess || !command.changes) return encoded;
  if (isWhatIf(command))
    return command.info.confirmImpact === 'High' ? { ...encoded, Confirm: true } : encoded;
  return { ...encoded, Confirm: false };
}

/** Option values of Get-EXO*: text, numbers, Booleans and lists of text. */
function plainOptions(parameters: Readonly<Record<string, PsValue>>): Record<string, unknown> {
  const plain = (value: PsValue): unknown => {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (isPsNumber(value)) return numberOf(value);
    if (isPsArray(value)) return value.map(toText);
    return value.kind === 'switch' ? value.on : toText(value);
  };
  const entries = Object.entries(parameters).filter(([, value]) => value !== null);
  return Object.fromEntries(entries.map(([name, value]) => [name, plain(value)]));
}
