import { type ChartVersion, profileOf } from '../backstage/profile';
import type { Manifest } from '../kubernetes/manifest';
import { differences as compare, type Difference } from '../output/differences';

/** Settings of {@link differences}. */
export interface DifferencesOptions {
  /** Version of the control-plane chart. Differences show the values of its non-secret variables. @default '0.11.0' */
  readonly chartVersion?: ChartVersion;
}

/**
 * Returns the differences between two lists of objects. The order of keys and the style of YAML make no difference. The
 * order of lists does. Values that may be secrets are hidden.
 *
 * @param before old objects, for example the objects that Helm rendered
 * @param after new objects
 * @param options chart version of the objects
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
