import { Testing } from 'cdk8s';
import { BackstageChart, type BackstageChartProps, type Manifest, type Values } from '../../lib';
import { manifests } from '../support';

/** Values with everything that is required. */
export const BASE: Values = { backstage: { backendSecret: 'test-backend-0123456789abcdef' } };

/** Returns a chart of the required values and of these. */
export function chart(values: BackstageChartProps['values'] = {}, options: Omit<BackstageChartProps, 'values'> = {}) {
  const layers: readonly Values[] = [values].flat();
  return new BackstageChart(Testing.app(), 'portal', { ...options, values: [BASE, ...layers] });
}

/** Renders the required values and these. */
export function rendered(
  values: BackstageChartProps['values'] = {},
  options: Omit<BackstageChartProps, 'values'> = {},
) {
  return manifests(chart(values, options));
}

/** Finds the object with this `<kind> <name>`. */
export function find(all: readonly Manifest[], identity: string): Manifest | undefined {
  return all.find(({ kind, metadata }) => `${kind} ${metadata.name}` === identity);
}

/** Path of the pod spec in a Deployment. */
export const POD = 'spec.template.spec';

/** Path of the Backstage container in a Deployment. */
export const CONTAINER = `${POD}.containers.0`;

/** The Deployment of the default release. */
export const DEPLOYMENT = 'Deployment openchoreo-ui';

/** Values of a portal on a PostgreSQL server. */
export const POSTGRESQL = {
  database: { type: 'postgresql', postgresql: { host: 'postgres.example.com', password: 'test-password' } },
} satisfies Values['backstage'];
