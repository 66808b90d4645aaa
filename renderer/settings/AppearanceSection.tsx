import { Radio, RadioGroup, SpinButton, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useId, useMemo, useState } from 'react';
import { useAppInfo } from '../app/stores/appInfo.ts';
import { useConnections } from '../app/stores/connections.ts';
import { changeSettings, useSettings } from '../app/stores/settings.ts';
import ColourDialog from '../connections/ColourDialog.tsx';
import { OrganizationTile, organizationColours } from '../ui/organization.tsx';
import { isPractice } from '../ui/organizationText.ts';
import { Box, Row, Section } from './parts.tsx';
import type { Settings } from '../../shared/model/settings.ts';

const systemNames = { win32: 'As Windows', darwin: 'As macOS', linux: 'As the system' } as const;

const useStyles = makeStyles({
  number: { width: '96px' },
  block: { padding: '12px 16px 16px' },
  about: { display: 'block', fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
  colours: {
    display: 'grid',
    gap: '4px 8px',
    marginTop: '8px',
    gridTemplateColumns: 'repeat(auto-fill, minmax(168px, 1fr))',
  },
  colour: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    minWidth: 0,
    height: '40px',
    padding: '0 4px',
    border: 'none',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase300,
    textAlign: 'left',
    borderRadius: tokens.borderRadiusMedium,
  },
  pressable: { cursor: 'pointer', ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover } },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  free: { color: tokens.colorNeutralForeground2 },
});

function Choice<K extends 'theme' | 'density' | 'motion'>({
  label,
  about,
  setting,
  options,
}: {
  readonly label: string;
  readonly about?: string;
  readonly setting: K;
  readonly options: readonly (readonly [Settings[K], string])[];
}) {
  const id = useId();
  const value = useSettings((state) => state.data[setting]);
  return (
    <Row labelId={id} label={label} about={about}>
      <RadioGroup
        layout="horizontal"
        aria-labelledby={id}
        value={value}
        onChange={(_, data) => void changeSettings({ [setting]: data.value })}
      >
        {options.map(([option, text]) => (
          <Radio key={option} value={option} label={text} />
        ))}
      </RadioGroup>
    </Row>
  );
}

function Colours() {
  const styles = useStyles();
  const connections = useConnections((state) => state.data);
  const [editing, setEditing] = useState<string | null>(null);
  const users = useMemo(
    () =>
      organizationColours.map((_, index) =>
        connections.filter(({ profile }) => profile.colour === index && !isPractice(profile)),
      ),
    [connections],
  );
  const edited = connections.find(({ profile }) => profile.id === editing);
  return (
    <div className={styles.block}>
      Organisation colours
      <span className={styles.about}>
        New organisations get the next colour. The practice cloud is always hatched.
      </span>
      <div className={styles.colours}>
        {organizationColours.map((colour, index) => {
          const first = users[index]?.[0];
          const more = (users[index]?.length ?? 0) - 1;
          if (first === undefined) {
            return (
              <span key={colour.name} className={styles.colour}>
                <OrganizationTile name=" " colour={index} practice={false} size="medium" />
                <span className={styles.free}>{colour.name}, free</span>
              </span>
            );
          }
          const { profile } = first;
          return (
            <button
              key={colour.name}
              type="button"
              className={mergeClasses('focusable', styles.colour, styles.pressable)}
              title={`${profile.name} · ${colour.name}`}
              onClick={() => setEditing(profile.id)}
            >
              <OrganizationTile name={profile.name} colour={index} practice={false} size="medium" />
              <span dir="auto" className={styles.name}>
                {profile.name}
              </span>
              <span className="visually-hidden">{`, ${colour.name}, change colour`}</span>
              {more > 0 && <span className={styles.free}>{`+${more}`}</span>}
            </button>
          );
        })}
      </div>
      {edited !== undefined && <ColourDialog profile={edited.profile} onClose={() => setEditing(null)} />}
    </div>
  );
}

/** Theme, density, motion, the editor's font size and the organisation colours. */
export function AppearanceSection() {
  const styles = useStyles();
  const id = useId();
  const fontSize = useSettings((state) => state.data.editorFontSize);
  const platform = useAppInfo((state) => state.data?.platform ?? 'linux');
  const system = systemNames[platform];
  return (
    <Section id="appearance" title="Appearance">
      <Box>
        <Choice
          label="Theme"
          setting="theme"
          options={[
            ['system', system],
            ['light', 'Light'],
            ['dark', 'Dark'],
            ['high-contrast', 'High contrast'],
          ]}
        />
        <Choice
          label="List density"
          setting="density"
          options={[
            ['compact', 'Compact'],
            ['comfortable', 'Comfortable'],
          ]}
        />
        <Row htmlFor={`${id}-font`} label="Editor font size" about="Pixels, from 10 to 24">
          <SpinButton
            className={styles.number}
            id={`${id}-font`}
            min={10}
            max={24}
            value={fontSize}
            onChange={(_, { value, displayValue }) => {
              const size = value ?? Number(displayValue);
              if (Number.isInteger(size) && size >= 10 && size <= 24)
                void changeSettings({ editorFontSize: size });
            }}
          />
        </Row>
        <Choice
          label="Motion"
          setting="motion"
          options={[
            ['system', system],
            ['none', 'None'],
          ]}
        />
        <Colours />
      </Box>
    </Section>
  );
}
