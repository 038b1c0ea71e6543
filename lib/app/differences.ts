import { type ChartVersion, profileOf } from '../backstage/profile';
import type { Manifest } from '../kubernetes/manifest';
import { differences as compare, type Difference } from '../output/differences';

/** Settings of {@link differences}. */
export interface DifferencesOptions {
  /** Version of the control-plane chart, whose documented variables are shown. @default '0.11.0' */
  readonly chartVersion?: ChartVersion;
}

/**
 * Returns every place where two lists of objects differ by meaning: order of members and style of YAML do not count, the
 * order of lists does. Values that may be secrets are hidden.
 *
 * @param before the objects to start from, such as those that Helm rendered
 * @param after the objects to compare with them
 * @param options the chart version of the objects
 */
export function differences(
  before: readonly Manifest[],
  after: readonly Manifest[],
  options: DifferencesOptions = {},
): Difference[] {
  const { variables, defaults } = profileOf(options.chartVersion);
  const shown = [...variables.filter(({ isPublic }) => isPublic), ...defaults.env].map(({ name }) => name);
  return compare(before, after, new Set(shown));
}
