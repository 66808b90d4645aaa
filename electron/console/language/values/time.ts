/** 100 ns units, as .NET counts: since 0001-01-01T00:00:00 by the clock that `zone` names. */
export interface PsDateTime {
  readonly kind: 'dateTime';
  readonly ticks: bigint;
  readonly zone: 'Unspecified' | 'Utc' | 'Local';
}

/** 100 ns units. */
export interface PsTimeSpan {
  readonly kind: 'timeSpan';
  readonly ticks: bigint;
}

export const TICKS_PER_MILLISECOND = 10_000n;
export const TICKS_PER_SECOND = 10_000_000n;
export const TICKS_PER_DAY = 864_000_000_000n;
/** Ticks of 1970-01-01. */
export const UNIX_EPOCH_TICKS = 621_355_968_000_000_000n;
