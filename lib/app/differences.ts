import { type ChartVersion, profileOf } from '../backstage/profile';
import type { Manifest } from '../kubernetes/manifest';
import { differences as compare, type Difference } from '../output/differences';
import { checkInput } from '../util/check-argument';
import { anyMap, listOf } from '../util/shape';

/** Settings of {@link differences}. */
export interface DifferencesOptions {
  /** Version of the control-plane chart. Differences show the values of its non-secret variables. @default '0.11.0' */
  readonly chartVersion?: ChartVersion;
  /** Whether differences show all values, secrets included. @default false */
  readonly showValues?: boolean;
}

/**
 * Returns the differences between two lists of objects. The order of keys and the style of YAML make no difference. The
 * order of lists does. A value is hidden if its place may hold a secret, as in variables, arguments and files.
 *
 * @param before old objects, for example the objects that Helm rendered
 * @param after new objects
 * @param options chart version of the objects, and whether to show all values
 */
export function differences(
  before: readonly Manifest[],
  after: readonly Manifest[],
  options: DifferencesOptions = {},
): Difference[] {
  checkInput('differences', 'before', before, listOf(anyMap));
  checkInput('differences', 'after', after, listOf(anyMap));
  checkInput('differences', 'options', options, anyMap);
  const publicVariables = publicVariablesOf(options.chartVersion);
  return compare(before, after, { publicVariables, showValues: options.showValues });
}

/** Returns the names of the variables of the portal's container whose values may be shown. */
export function publicVariablesOf(chartVersion?: ChartVersion): ReadonlySet<string> {
  const { variables, defaults } = profileOf(chartVersion);
  return new Set([...variables.filter(({ isPublic }) => isPublic), ...defaults.env].map(({ name }) => name));
}
