import { lineOf, otherVersions, verifiedBefore } from '../lines';
import type { CheckedValues } from '../lines/line';
import type { Finding } from '../values/finding';
import { NEWER_CHART, type ResolveOptions } from '../values/options';

/**
 * Merges the documented values and checks them for a chart version.
 *
 * @throws ValuesError with all errors, if the values do not fit the schema or break a rule that is not allowed
 */
export function checkValues(values: object | readonly object[], options: ResolveOptions): CheckedValues {
  const layers: readonly unknown[] = Array.isArray(values) ? values : [values];
  const { chartVersion } = options;
  const checked = lineOf(chartVersion).check(layers, options, () => otherVersions(chartVersion));
  return { ...checked, findings: [...newerPatch(options), ...checked.findings] };
}

/** Warns about a chart version that nobody has compared with the chart yet. */
function newerPatch({ chartVersion, allow = [] }: ResolveOptions): Finding[] {
  const verified = verifiedBefore(chartVersion);
  return verified === undefined || allow.includes(NEWER_CHART) || allow.includes('*')
    ? []
    : [
        {
          rule: NEWER_CHART,
          severity: 'warning',
          path: 'chartVersion',
          message: `is newer than ${verified}, the newest version that this package was compared with; got ${chartVersion}`,
          fix: `compare the output with Helm's (--against), or use ${verified} and set backstage.image.tag`,
        },
      ];
}
