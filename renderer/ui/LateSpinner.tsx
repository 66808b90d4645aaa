import { Spinner } from '@fluentui/react-components';
import { useEffect, useState } from 'react';

/** Milliseconds in which something that is nearly there need not be announced. */
const LATE_MS = 400;

/** A spinner for what takes longer than a moment; nothing until then. */
export function LateSpinner({ label }: { readonly label: string }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), LATE_MS);
    return () => clearTimeout(timer);
  }, []);
  return late ? <Spinner size="small" label={label} /> : null;
}
