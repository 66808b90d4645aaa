import type { ConnectionProfile } from '../../shared/model/connection.ts';
import type { ActivityStart } from '../activity/types.ts';
import type { ExchangeSession } from '../exchange/types.ts';
import { isWhatIf, objectsOf, type CheckedCommand } from './command.ts';
import { changeVerb } from './guard.ts';

/** Where a connection's commands run, as the activity log tells it. */
export function activityWhere(profile: ConnectionProfile, session: ExchangeSession): ActivityStart['where'] {
  const { organization } = profile;
  return {
    connectionId: profile.id,
    organization: organization.name ?? organization.domain ?? profile.name,
    tenantId: session.target.tenantId,
    cloudId: profile.cloudId,
    colour: session.target.cloud.practice ? null : profile.colour,
  };
}

/** A command as the activity log tells it before it is sent. */
export function activityStart(
  command: CheckedCommand,
  profile: ConnectionProfile,
  session: ExchangeSession,
  correlationId: string,
): ActivityStart {
  return {
    who: session.target.username,
    where: activityWhere(profile, session),
    kind: command.changes ? 'change' : 'read',
    what: command.printed,
    correlationId,
    service: session.target.service,
  };
}

/** What became of a command that went well. */
export function doneOutcome(command: CheckedCommand): 'done' | 'changed' | 'created' | 'removed' {
  if (!command.changes || isWhatIf(command)) return 'done';
  const verb = changeVerb(command.info.name);
  return verb === 'Create' ? 'created' : verb === 'Remove' ? 'removed' : 'changed';
}

/** How many objects a change that went well acted on. */
export function objectCount(command: CheckedCommand): number {
  return isWhatIf(command) ? 0 : Math.max(1, objectsOf(command).length);
}
