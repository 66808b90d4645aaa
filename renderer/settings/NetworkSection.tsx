import { ProxySettings } from './ProxySettings.tsx';
import { RootCertificates } from './RootCertificates.tsx';
import { Box, Section } from './parts.tsx';

/** The way out of this computer, for sign-ins and commands alike. */
export function NetworkSection() {
  return (
    <Section id="network" title="Network">
      <Box>
        <ProxySettings />
        <RootCertificates />
      </Box>
    </Section>
  );
}
