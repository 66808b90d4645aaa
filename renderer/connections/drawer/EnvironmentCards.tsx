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
  'O365GermanyCloud',
];

function lines(cloud: Cloud): readonly [string, string] {
  if (cloud.closed !== null) return ['Closed', cloud.closed];
  if (cloud.practice) return ['On this computer', 'No account, no internet'];
  return [cloud.loginHost, cloud.exchangeHost];
}

/** Which cloud: every environment with the hosts it talks to; a closed one is shown and can't be chosen. */
export function EnvironmentCards({
  value,
  onChange,
}: {
  readonly value: CloudId;
  readonly onChange: (cloudId: CloudId) => void;
}) {
  const fields = useFieldStyles();
  const name = useId();
  return (
    <fieldset className={fields.group} role="radiogroup" aria-label="Environment">
      <legend className={fields.legend}>Environment</legend>
      <div className={fields.two}>
        {ORDER.map((id) => {
          const cloud = CLOUDS[id];
          const [first, second] = lines(cloud);
          return (
            <RadioCard
              key={id}
              name={name}
              label={cloud.closed === null ? cloud.name : `${cloud.name}, closed`}
              checked={value === id}
              disabled={cloud.closed !== null}
              onChoose={() => onChange(id)}
            >
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
        })}
      </div>
    </fieldset>
  );
}
