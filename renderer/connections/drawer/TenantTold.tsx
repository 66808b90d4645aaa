import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { CLOUDS, type CloudId } from '../../../shared/clouds.ts';
import { useFieldStyles } from './fieldStyles.ts';
import { useTenant } from './useTenant.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '8px',
    marginTop: '4px',
    minHeight: '16px',
  },
  other: { color: tokens.colorStatusWarningForeground3 },
});

/** Which organisation a domain belongs to, before anybody signs in; where that is in another environment, the way there. */
export function TenantTold({
  domain,
  cloudId,
  onCloud,
}: {
  /** As it was left, not as it is typed; empty: nothing to ask. */
  readonly domain: string;
  readonly cloudId: CloudId;
  readonly onCloud: (cloudId: CloudId) => void;
}) {
  const styles = useStyles();
  const fields = useFieldStyles();
  const told = useTenant(domain, cloudId);
  if (told === null) return null;
  if ('failure' in told) {
    // Without a network the sign-in itself will say so.
    if (told.failure.code !== 'not-found') return null;
    return (
      <p role="status" className={`${fields.hint} ${styles.other}`}>
        {`No organisation was found for ${domain}.`}
      </p>
    );
  }
  const { found } = told;
  const cloud = CLOUDS[found.cloudId];
  if (found.cloudId === cloudId) {
    return (
      <p role="status" className={fields.hint}>
        {`${found.name ?? domain} is an organisation of ${found.cloudName}.`}
      </p>
    );
  }
  return (
    <div role="status" className={styles.root}>
      <span className={`${fields.hint} ${styles.other}`}>
        {`${found.name ?? domain} is in ${found.cloudName}, not in ${CLOUDS[cloudId].name}.`}
      </span>
      {cloud.closed === null && (
        <Button size="small" onClick={() => onCloud(found.cloudId)}>
          {`Choose ${cloud.name}`}
        </Button>
      )}
    </div>
  );
}
