import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { stopTrying, useRetries } from '../app/stores/retries.ts';
import { formatClock } from '../ui/format.ts';
import { useNow } from '../ui/hooks.ts';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
});

function Countdown({ at }: { readonly at: number }) {
  const now = useNow(1000);
  return (
    <span>
      Tries again in <span aria-hidden>{formatClock(at - now)}</span>
      <span className="visually-hidden">about a minute</span>
    </span>
  );
}

/** While a connection is tried again by itself: when next, and the button that stops it. Nothing otherwise. */
export function RetryLine({ id }: { readonly id: string }) {
  const styles = useStyles();
  const retry = useRetries((state) => state.retries[id]);
  if (retry === undefined) return null;
  return (
    <div className={styles.root}>
      {retry.at === null ? <span>Trying again</span> : <Countdown at={retry.at} />}
      <Button size="small" appearance="subtle" onClick={() => stopTrying(id)}>
        Stop trying
      </Button>
    </div>
  );
}
