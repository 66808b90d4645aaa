import { CopyButton } from '../ui/CopyButton.tsx';
import { useAppInfo } from '../app/stores/appInfo.ts';
import { Box, Row, Section } from './parts.tsx';

/** Which version this is. It does not look for newer ones. */
export function AboutSection() {
  const info = useAppInfo((state) => state.data);
  const version = info === null ? '' : `Tenantdeck ${info.version}`;
  const runtime = info === null ? '' : `Electron ${info.electron}, Chromium ${info.chrome}, ${info.platform}`;
  return (
    <Section id="about" title="About">
      <Box>
        <Row label={version} about={runtime}>
          <CopyButton text={`${version}, ${runtime}`} label="Copy version" size="medium">
            Copy version
          </CopyButton>
        </Row>
        <Row label="Updates" about="This version does not look for updates. Install a newer one over it" />
        <Row label="Data folder" about={info?.dataFolder ?? ''}>
          <CopyButton text={info?.dataFolder ?? ''} label="Copy data folder" />
        </Row>
      </Box>
    </Section>
  );
}
