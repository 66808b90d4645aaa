import { cpus, release, totalmem } from 'node:os';

/** One thing measured. With a baseline the ratio is what the budget is about, without one the value. */
export interface Metric {
  readonly name: string;
  /** What the benchmark is for; the others explain it. */
  readonly primary: boolean;
  readonly value: number;
  readonly unit: string;
  /** In the same unit, measured in the same run; null: there is nothing to compare with. */
  readonly baseline: number | null;
  readonly ratio: number | null;
  /** Highest ratio (or value) that is allowed; null: none. */
  readonly budget: number | null;
  readonly runs: number;
}

export interface Machine {
  readonly platform: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly node: string;
}

export interface Report {
  readonly name: string;
  readonly machine: Machine;
  readonly metrics: readonly Metric[];
}

export function machine(): Machine {
  const processors = cpus();
  return {
    platform: `${process.platform} ${process.arch} ${release()}`,
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
  };
}

/** The middle value; of an even number of values the mean of the two in the middle. NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? NaN;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? NaN) + upper) / 2 : upper;
}

/** True where a metric has a budget and is over it; a figure that could not be measured is over it too. */
export function missed(metric: Metric): boolean {
  return metric.budget !== null && !((metric.ratio ?? metric.value) <= metric.budget);
}

/** A line for people. */
export function describe(metric: Metric): string {
  const figure = `${round(metric.value)} ${metric.unit}`;
  const compared =
    metric.baseline === null
      ? ''
      : `, baseline ${round(metric.baseline)} ${metric.unit}, ratio ${(metric.ratio ?? NaN).toFixed(2)}`;
  const budget =
    metric.budget === null ? '' : ` (budget ${metric.budget}${missed(metric) ? ', MISSED' : ''})`;
  return `${metric.name}: ${figure}${compared}${budget}, ${metric.runs} runs`;
}

function round(value: number): string {
  return Math.abs(value) >= 100 ? String(Math.round(value)) : value.toFixed(2);
}
