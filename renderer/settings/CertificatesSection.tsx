import { Button } from '@fluentui/react-components';
import { Certificate20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { tellFailure } from '../app/actions.ts';
import { api } from '../app/api.ts';
import { failureOf } from '../app/failure.ts';
import { useConnections } from '../app/stores/connections.ts';
import { useCertificates } from '../connections/drawer/useCertificates.ts';
import { OutlineBadge } from '../ui/Badges.tsx';
import { FailureBar } from '../ui/FailureBar.tsx';
import { formatDay } from '../ui/format.ts';
import { useNow } from '../ui/hooks.ts';
import { notify } from '../ui/toasts.ts';
import { DeleteCertificate, ExportKey, ImportPassword } from './CertificateDialogs.tsx';
import { Box, Row, Section } from './parts.tsx';
import type { Certificate } from '../../shared/model/certificate.ts';
import type { ConnectionView } from '../../shared/model/connection.ts';
import type { Failure } from '../../shared/model/failure.ts';

type Kept = Certificate & { readonly id: string };
type Open =
  | { readonly kind: 'delete' | 'export'; readonly certificate: Kept }
  | { readonly kind: 'import'; readonly path: string };

/** Names of the saved connections that sign in with a certificate. */
const usersOf = (id: string, connections: readonly ConnectionView[]): readonly string[] =>
  connections.flatMap(({ profile: { name, signIn } }) =>
    signIn.kind === 'certificate' &&
    signIn.certificate.from === 'kept' &&
    signIn.certificate.certificateId === id
      ? [name]
      : [],
  );

async function saveCer(id: string): Promise<void> {
  try {
    const saved = await api.certificates.exportPublic({ id });
    if (saved !== null) notify({ text: `Saved as ${saved.path}` });
  } catch (error) {
    tellFailure(error);
  }
}

/** The certificates that apps sign in with and that this app keeps. */
export function CertificatesSection() {
  const { kept, loaded, failure } = useCertificates();
  const connections = useConnections((state) => state.data);
  const now = useNow(60_000);
  const [open, setOpen] = useState<Open | null>(null);
  const [problem, setProblem] = useState<Failure | null>(null);
  const close = () => setOpen(null);
  const choose = async () => {
    setProblem(null);
    try {
      const chosen = await api.certificates.chooseFile();
      if (chosen === null) return;
      try {
        const { name } = await api.certificates.importFile({ path: chosen.path });
        notify({ text: `${name} is kept here.` });
      } catch (error) {
        if (failureOf(error).code !== 'secret-needed') throw error;
        setOpen({ kind: 'import', path: chosen.path });
      }
    } catch (error) {
      setProblem(failureOf(error));
    }
  };
  return (
    <Section id="certificates" title="Certificates">
      {failure !== null && <FailureBar failure={failure} />}
      {problem !== null && <FailureBar failure={problem} onDismiss={() => setProblem(null)} />}
      <Box>
        {kept.map((certificate) => {
          const { id, name, subject, thumbprint, notAfter, exportable } = certificate;
          const users = usersOf(id, connections);
          const used = users.length === 0 ? 'used by no connection' : `used by ${users.join(', ')}`;
          return (
            <Row
              key={id}
              leading={<Certificate20Regular aria-hidden />}
              label={<bdi>{name}</bdi>}
              about={`${subject === name ? '' : `${subject} · `}Until ${formatDay(notAfter)} · ${used} · thumbprint ${thumbprint}`}
            >
              {Date.parse(notAfter) <= now && <OutlineBadge>Expired</OutlineBadge>}
              <Button aria-label={`Save as .cer: ${name}`} onClick={() => void saveCer(id)}>
                Save as .cer
              </Button>
              <Button
                aria-label={`Export with key: ${name}`}
                disabledFocusable={!exportable}
                title={exportable ? undefined : 'It was imported so that its key stays here'}
                onClick={() => setOpen({ kind: 'export', certificate })}
              >
                Export with key
              </Button>
              <Button aria-label={`Delete ${name}`} onClick={() => setOpen({ kind: 'delete', certificate })}>
                Delete
              </Button>
            </Row>
          );
        })}
        <Row
          label={loaded && kept.length === 0 ? 'No certificate is kept here' : 'Another certificate'}
          about="Apps sign in with them. A new connection’s form makes one; a PFX or PEM file brings one with its key"
        >
          <Button onClick={() => void choose()}>Add from a file</Button>
        </Row>
      </Box>
      {open?.kind === 'delete' && (
        <DeleteCertificate
          certificate={open.certificate}
          users={usersOf(open.certificate.id, connections)}
          onClose={close}
        />
      )}
      {open?.kind === 'export' && <ExportKey certificate={open.certificate} onClose={close} />}
      {open?.kind === 'import' && <ImportPassword path={open.path} onClose={close} />}
    </Section>
  );
}
