import { SpinButton, makeStyles } from '@fluentui/react-components';
import { useId } from 'react';
import { changeSettings, useSettings } from '../app/stores/settings.ts';
import { Box, Row, Section } from './parts.tsx';

const useStyles = makeStyles({ number: { width: '96px' } });

function NumberRow({
  label,
  about,
  setting,
  min,
  max,
  step = 1,
}: {
  readonly label: string;
  readonly about: string;
  readonly setting: 'resultsKept' | 'activityDays';
  readonly min: number;
  readonly max: number;
  readonly step?: number;
}) {
  const styles = useStyles();
  const id = useId();
  const value = useSettings((state) => state.data[setting]);
  return (
    <Row htmlFor={id} label={label} about={about}>
      <SpinButton
        className={styles.number}
        id={id}
        min={min}
        max={max}
        step={step}
        value={value}
        onChange={(_, data) => {
          const next = data.value ?? Number(data.displayValue);
          if (Number.isInteger(next) && next >= min && next <= max) void changeSettings({ [setting]: next });
        }}
      />
    </Row>
  );
}

/** How much the console and the activity log keep. */
export function ConsoleSection() {
  return (
    <Section id="console" title="Console">
      <Box>
        <NumberRow
          label="Results kept in a tab"
          about="From 1 to 20. The oldest is dropped first"
          setting="resultsKept"
          min={1}
          max={20}
        />
        <NumberRow
          label="Days that activity is kept"
          about="From 30 to 3,650 days"
          setting="activityDays"
          min={30}
          max={3650}
          step={5}
        />
      </Box>
    </Section>
  );
}
