import { App } from 'cdk8s';
import { BackstageChart, type BackstageChartProps } from './backstage-chart';
import type { Finding } from './values/finding';

/** Settings of {@link renderManifests}. */
export interface RenderOptions extends Omit<BackstageChartProps, 'values'> {
  /** Gets what is worth knowing about the values. @default - warnings are dropped */
  readonly onWarning?: (warning: Finding) => void;
}

/** A Kubernetes object in wire format. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [member: string]: unknown;
}

/**
 * The objects that a `BackstageChart` of these values holds, as plain data. Reads and writes no file.
 *
 * @throws ValuesError with all errors, where the values do not fit the schema or break a rule that is not allowed
 */
export function renderManifests(values: BackstageChartProps['values'], options: RenderOptions = {}): Manifest[] {
  const chart = new BackstageChart(new App(), 'backstage', { ...options, values });
  for (const warning of chart.warnings) {
    options.onWarning?.(warning);
  }
  return chart.toJson();
}
