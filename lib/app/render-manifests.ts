import { ApiObject, App } from 'cdk8s';
import type { Manifest } from '../kubernetes/manifest';
import { inApplyOrder } from '../output/apply-order';
import type { Finding } from '../values/finding';
import { BackstageChart, type BackstageChartProps } from './backstage-chart';

/** Settings of {@link renderManifests}. */
export interface RenderOptions extends Omit<BackstageChartProps, 'values'> {
  /** Called with each warning and info about the values. @default - they are dropped */
  readonly onFinding?: (finding: Finding) => void;
}

/**
 * The objects that a `BackstageChart` of these values holds, as plain data, in the order in which to apply them.
 * Reads and writes no file.
 *
 * @param values the documented values, or several whose later ones win
 * @param options the release, what to render, and which rules do not hold
 * @throws ValuesError with all errors, where the values do not fit the schema or break a rule that is not allowed
 * @example
 * ```ts
 * import { renderManifests } from 'cdk8s-openchoreo-backstage';
 *
 * const manifests = renderManifests({ backstage: { secretName: 'portal-credentials' } }, { fidelity: 'corrected' });
 * const [deployment] = manifests.filter(({ kind }) => kind === 'Deployment');
 * ```
 */
export function renderManifests(values: BackstageChartProps['values'], options: RenderOptions = {}): Manifest[] {
  const chart = new BackstageChart(new App(), 'backstage', { ...options, values });
  for (const finding of chart.findings) {
    options.onFinding?.(finding);
  }
  // Not chart.toJson(): it looks for dependencies and runs checks, and rules have made all of them.
  return inApplyOrder(
    chart.node
      .findAll()
      .filter(ApiObject.isApiObject)
      .map((object) => object.toJson()),
  );
}
