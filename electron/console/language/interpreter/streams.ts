import type { Host, Progress } from '../host.ts';
import type { PsList } from '../values/collections.ts';
import type { PsErrorRecord } from '../values/errors.ts';
import type { Value } from '../values/model.ts';
import { informationalRecord, informationRecord, type InformationItem } from './records.ts';

/** Takes one object of the output. */
export type Out = (value: Value) => void;

/** Where what isn't output goes. Preferences were looked at before. */
export interface Streams {
  readonly error: (record: PsErrorRecord) => void;
  readonly warning: (text: string) => void;
  readonly verbose: (text: string) => void;
  readonly debug: (text: string) => void;
  readonly information: (item: InformationItem) => void;
  readonly progress: (progress: Progress) => void;
  /** Lists of -ErrorVariable and the like of the functions around. */
  readonly collect?: {
    readonly errors: readonly PsList[];
    readonly warnings: readonly PsList[];
    readonly informations: readonly PsList[];
  };
  /** Where information goes that isn't shown but was asked for (`6>&1`); not there: nowhere. */
  readonly quietInformation?: (item: InformationItem) => void;
}

/** To the console. */
export function hostStreams(host: Host): Streams {
  return {
    error: (record) => {
      host.error(record);
    },
    warning: (text) => {
      host.warning(text);
    },
    verbose: (text) => {
      host.verbose(text);
    },
    debug: (text) => {
      host.debug(text);
    },
    information: (item) => {
      if (item.host !== null) host.write(item.host);
      else host.information(item.text, item.tags);
    },
    progress: (progress) => {
      host.progress(progress);
    },
  };
}

/**
 * The streams with one of them (2 error … 6 information, 0 all five) sent to the output instead, or (`to` null)
 * dropped; the host is told what was dropped on the way, for its records.
 */
export function redirected(streams: Streams, from: number, to: Out | null, host: Host): Streams {
  const all = from === 0;
  const drop = host.dropped?.bind(host);
  return {
    ...streams,
    ...(all || from === 2 ? { error: (record: PsErrorRecord) => to?.(record) } : {}),
    ...(all || from === 3
      ? {
          warning: (text: string) => {
            if (to === null) drop?.('warning', text);
            else to(informationalRecord('Warning', text));
          },
        }
      : {}),
    ...(all || from === 4
      ? {
          verbose: (text: string) => {
            if (to === null) drop?.('verbose', text);
            else to(informationalRecord('Verbose', text));
          },
        }
      : {}),
    ...(all || from === 5
      ? {
          debug: (text: string) => {
            if (to === null) drop?.('debug', text);
            else to(informationalRecord('Debug', text));
          },
        }
      : {}),
    ...(all || from === 6
      ? {
          information: (item: InformationItem) => {
            if (to === null) drop?.(item.host === null ? 'information' : 'host', item.text);
            else to(informationRecord(item));
          },
          quietInformation: (item: InformationItem) => {
            if (to === null) drop?.('information', item.text);
            else to(informationRecord(item));
          },
        }
      : {}),
  };
}
