import { Button, Tooltip } from '@fluentui/react-components';
import { CheckmarkRegular, CopyRegular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { api } from '../app/api.ts';
import { failureOf } from '../app/failure.ts';
import { notify } from './toasts.ts';
import type { ButtonProps } from '@fluentui/react-components';

/** Copies text through main. With `children` it is a labelled button, else an icon with `label` as its name. */
export function CopyButton({
  text,
  label,
  children,
  ...button
}: {
  readonly text: string | (() => string);
  readonly label: string;
} & Pick<ButtonProps, 'children' | 'size' | 'appearance'>) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => {
    api.app.copyText({ text: typeof text === 'function' ? text() : text }).then(
      () => setCopied(true),
      (error: unknown) => notify({ text: failureOf(error).message, intent: 'error' }),
    );
  };
  const icon = copied ? <CheckmarkRegular /> : <CopyRegular />;
  const status = (
    <span role="status" className="visually-hidden">
      {copied ? 'Copied' : ''}
    </span>
  );
  if (children !== undefined && children !== null) {
    return (
      <>
        <Button icon={icon} size="small" {...button} onClick={copy}>
          {children}
        </Button>
        {status}
      </>
    );
  }
  return (
    <>
      <Tooltip content={copied ? 'Copied' : label} relationship="label">
        <Button icon={icon} size="small" appearance="subtle" {...button} onClick={copy} />
      </Tooltip>
      {status}
    </>
  );
}
