import { App } from 'cdk8s';
import type { ChartVersion } from '../backstage/profile';
import type { Manifest } from '../kubernetes/manifest';
import type { DefaultVersion, Values } from '../lines';
import { inApplyOrder } from '../output/apply-order';
import { checkInput } from '../util/check-argument';
import { callable, membersOf, optional } from '../util/shape';
import type { Finding } from '../values/finding';
import { BackstageChart, type BackstageChartProps, manifestsOf } from './backstage-chart';

/** Settings of {@link renderManifests}. */
export interface RenderOptions<Version extends ChartVersion = ChartVersion>
  extends Omit<BackstageChartProps<Version>, 'values'> {
  /** Called with each warning and info about the values. @default - warnings and infos are ignored */
  readonly onFinding?: (finding: Finding) => void;
}

const OPTIONS = membersOf<Pick<RenderOptions, 'onFinding'>>({ onFinding: optional(callable) });

/**
 * Returns the objects of a `BackstageChart` as plain data, in the order in which to apply them. Reads and writes no
 * files.
 *
 * @param values the documented values; in a list, later values override earlier ones
 * @param options the release, the chart version, the fidelity and the rules to switch off
 * @throws ValuesError with all errors, if the values do not fit the schema or break a rule that is not allowed
 * @example
 * ```ts
 * import { renderManifests } from 'cdk8s-openchoreo-backstage';
 *
 * const manifests = renderManifests({ backstage: { secretName: 'portal-credentials' } }, { fidelity: 'corrected' });
 * const [deployment] = manifests.filter(({ kind }) => kind === 'Deployment');
 * ```
 */
export function renderManifests<const Version extends ChartVersion = DefaultVersion>(
  values: Values<Version> | readonly Values<Version>[],
  options: RenderOptions<Version> = {},
): Manifest[] {
  checkInput('renderManifests', 'options', options, OPTIONS);
  const chart = new BackstageChart<Version>(new App(), 'backstage', { ...options, values });
  for (const finding of chart.findings) {
    options.onFinding?.(finding);
  }
  return inApplyOrder(manifestsOf(chart));
}
