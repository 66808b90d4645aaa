import type { ActivityLog } from '../../activity/types.ts';
import { THIS_COMPUTER, type CertificateActor } from '../../certificates/noted.ts';
import { activityWhere } from '../command-activity.ts';
import type { Places } from './places.ts';

/** Whose doing it is, for the activity log, what a script does with certificates. */
export function certificateActor(activity: ActivityLog, places: Pick<Places, 'shown'>): CertificateActor {
  const shown = places.shown();
  if (shown === null) return { activity, who: '', where: THIS_COMPUTER, by: 'Script in a console tab' };
  return {
    activity,
    who: shown.session.target.username,
    where: activityWhere(shown.profile, shown.session),
    by: `Script in the tab of ${shown.profile.name}`,
  };
}
