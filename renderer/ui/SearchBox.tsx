import { Button, Input } from '@fluentui/react-components';
import { DismissRegular, SearchRegular } from '@fluentui/react-icons';
import { useRef } from 'react';
import type { InputProps } from '@fluentui/react-components';
import type { ReactElement, RefObject } from 'react';

/** A search field: `label` is its name and placeholder, Esc empties it, and only an empty one lets Esc through. */
export function SearchBox({
  value,
  onChange,
  label,
  inputRef,
  size,
  className,
  icon = <SearchRegular />,
  onKeyDown,
}: {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly label: string;
  readonly inputRef?: RefObject<HTMLInputElement | null>;
  readonly size?: InputProps['size'];
  readonly className?: string;
  readonly icon?: ReactElement;
  readonly onKeyDown?: InputProps['onKeyDown'];
}) {
  const own = useRef<HTMLInputElement>(null);
  const ref = inputRef ?? own;
  return (
    <Input
      ref={ref}
      size={size}
      className={className}
      type="text"
      role="searchbox"
      aria-label={label}
      placeholder={label}
      spellCheck={false}
      autoComplete="off"
      value={value}
      onChange={(_, data) => onChange(data.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && value !== '') {
          event.stopPropagation();
          event.preventDefault();
          onChange('');
          return;
        }
        onKeyDown?.(event);
      }}
      contentBefore={icon}
      contentAfter={
        value === '' ? null : (
          <Button
            appearance="transparent"
            size="small"
            icon={<DismissRegular />}
            aria-label="Clear search"
            onClick={() => {
              onChange('');
              ref.current?.focus();
            }}
          />
        )
      }
    />
  );
}
