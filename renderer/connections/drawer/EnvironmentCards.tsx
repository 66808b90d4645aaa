import { useId } from 'react';
import { CLOUDS } from '../../../shared/clouds.ts';
import { PracticeBadge } from '../../ui/Badges.tsx';
import { RadioCard } from '../../ui/RadioCard.tsx';
import { useFieldStyles } from './fieldStyles.ts';
import type { Cloud, CloudId } from '../../../shared/clouds.ts';

const ORDER: readonly CloudId[] = [
  'O365Default',
  'O365USGovGCCHigh',
  'O365USGovDoD',
  'O365China',
  'Practice',
];
const CLOSED: readonly CloudId[] = ['O365GermanyCloud'];

function lines(cloud: Cloud): readonly [string, string] {
  if (cloud.practice) return ['On this computer', 'No account, no internet'];
  return [cloud.loginHost, cloud.exchangeHost];
}

function EnvironmentCard({
  cloud,
  group,
  checked,
  onChoose,
}: {
  readonly cloud: Cloud;
  readonly group: string;
  readonly checked: boolean;
  readonly onChoose: () => void;
}) {
  const fields = useFieldStyles();
  const [first, second] = lines(cloud);
  if (cloud.closed !== null) {
    return (
      <div className={fields.across}>
        <RadioCard name={group} label={`${cloud.name}, closed`} checked={checked} onChoose={onChoose}>
          <span className={fields.row}>
            <span className={fields.name}>{cloud.name}</span>
            <span className={fields.small} title={cloud.closed}>{`Closed: ${cloud.closed}`}</span>
          </span>
          {checked && (
            <span role="status" className={fields.hint}>
              A connection can be saved for it, but nothing answers there any more.
            </span>
          )}
        </RadioCard>
      </div>
    );
  }
  return (
    <RadioCard name={group} label={cloud.name} checked={checked} onChoose={onChoose}>
      <span className={fields.row}>
        <span className={fields.name}>{cloud.name}</span>
        {cloud.practice && <PracticeBadge />}
      </span>
      <span className={fields.small} title={first}>
        {first}
      </span>
      <span className={fields.small} title={second}>
        {second}
      </span>
    </RadioCard>
  );
}

/** Which cloud: every environment with the hosts it talks to, hosts of one's own, and the closed one, which says that it is. */
export function EnvironmentCards({
  value,
  onChange,
}: {
  /** `other`: hosts that are typed. */
  readonly value: CloudId | 'other';
  readonly onChange: (value: CloudId | 'other') => void;
}) {
  const fields = useFieldStyles();
  const name = useId();
  const card = (id: CloudId) => (
    <EnvironmentCard
      key={id}
      cloud={CLOUDS[id]}
      group={name}
      checked={value === id}
      onChoose={() => onChange(id)}
    />
  );
  return (
    <fieldset className={fields.group} role="radiogroup" aria-label="Environment">
      <legend className={fields.legend}>Environment</legend>
      <div className={fields.two}>
        {ORDER.map(card)}
        <RadioCard
          name={name}
          label="Other hosts"
          checked={value === 'other'}
          onChoose={() => onChange('other')}
        >
          <span className={fields.name}>Other hosts</span>
          <span className={fields.small}>Hosts you type, checked before</span>
          <span className={fields.small}>anything is sent to them</span>
        </RadioCard>
        {CLOSED.map(card)}
      </div>
    </fieldset>
  );
}
